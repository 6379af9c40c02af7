import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { connect } from '../../src/db/client.ts'
import type { Db } from '../../src/db/client.ts'
import { createDatabase } from '../../src/db/create.ts'
import { migrateDatabase } from '../../src/db/migrate.ts'
import { followUpOf } from '../../src/guidance/follow-up.store.ts'
import { goalsNow } from '../../src/guidance/goal.store.ts'
import { commentsOf } from '../../src/guidance/konklusion-comment.store.ts'
import { konklusionVersions } from '../../src/guidance/konklusion.store.ts'
import { notesOf } from '../../src/guidance/private-note.store.ts'
import { scaleReadings } from '../../src/guidance/scale.store.ts'
import { sealWhatIsPlain } from '../../src/flows/seal-what-is-plain.ts'
import { invitationsOf } from '../../src/meeting/companion.store.ts'
import { wholeChat } from '../../src/room/chat.store.ts'
import { linksOf } from '../../src/room/link.store.ts'
import { messageTo, participantsOf } from '../../src/room/participant.store.ts'
import { sendLetters } from '../setup/letters.ts'
import { testPorts } from '../setup/ports.ts'
import { databaseUrl, dropDatabase } from '../setup/postgres.ts'
import { theTalk } from '../setup/talk.ts'
import { fill } from './dump.ts'
import type { Release } from './dump.ts'

const folder = join(import.meta.dirname, 'releases')
const all = join(import.meta.dirname, '../../drizzle')

// The migrator goes by these times alone: one that is older than the last it ran is silently left out.
test('migrations are dated in their order', () => {
  const { entries }: { entries: { when: number }[] } = JSON.parse(readFileSync(join(all, 'meta/_journal.json'), 'utf8'))
  const times = entries.map(({ when }) => when)
  expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b))
})

// One file a release, written by `keep-release.ts` when it was made.
describe.each(readdirSync(folder))('a database that the release %s filled', (file) => {
  const release: Release = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const { keys } = release
  const name = `fyrklang_release_${crypto.randomUUID().replaceAll('-', '')}`
  const url = databaseUrl(inject('adminUrl'), name)
  const connection = connect(url)
  const ports = testPorts(connection.db, { now: release.atMs })
  ports.settings.secretKey = keys.secretKey
  const app = createApp(() => ports)
  afterAll(async () => {
    await connection.close()
    await dropDatabase(inject('adminUrl'), name)
  })

  const call = (method: string, path: string, secret?: string, body?: unknown) =>
    app.request(`/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(secret && { authorization: `Bearer ${secret}` }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })

  test('is brought to the newest shape with all that is in it', async () => {
    await createDatabase(inject('adminUrl'), name)
    await migrateTo(url, release.migration)
    await connection.db.transaction((tx) => fill(tx, release.tables))
    if (release.migration === '0000_first') await writeRecord(connection.db, keys.bookingId)
    await migrateDatabase(url)
    const answer = await call('GET', `/bookings/${keys.bookingId}`, keys.secret)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ state: 'booked', alias: 'Kim', email: 'kim@example.org' })
  })
  test('still opens by the code and by an invitation, and keeps what was answered', async () => {
    const entry = await call('POST', '/case/entry', undefined, { code: keys.code })
    const { secret } = await entry.json()
    expect((await call('GET', `/bookings/${keys.bookingId}`, secret)).status).toBe(200)
    expect((await call('GET', '/companion', keys.companionSecret)).status).toBe(200)
    const sheet = await call('GET', `/bookings/${keys.bookingId}/checklist`, secret)
    expect(await sheet.json()).toMatchObject({ answers: { aim: { kind: 'goal', goals: ['Veta mer'] } } })
  })
  // Told apart when tests are gathered: a later release has no such test, rather than one that is left out.
  if (release.migration === '0000_first')
    test('reads what was written before cases had keys', async () => {
      const { meetingId } = await theTalk(ports, keys.bookingId)
      const inRoom = async () => ({
        chat: (await wholeChat(connection.db, ports, meetingId)).map(({ text }) => text),
        links: (await linksOf(connection.db, ports, meetingId)).map(({ url, title }) => [url, title]),
        told: await Promise.all(
          (await participantsOf(connection.db, [meetingId])).map((one) => messageTo(connection.db, ports, one)),
        ),
      })
      const read = async () => ({
        notes: (await notesOf(connection.db, ports, keys.bookingId)).text,
        bodies: (await konklusionVersions(connection.db, ports, keys.bookingId)).map(({ body }) => body),
        comments: (await commentsOf(connection.db, ports, keys.bookingId)).map(({ text }) => text),
        goals: (await goalsNow(connection.db, ports, keys.bookingId)).map(({ text }) => text),
        invited: (await invitationsOf(connection.db, ports, keys.bookingId)).map(({ label }) => label),
        ...(await inRoom()),
        questions: (await scaleReadings(connection.db, ports, keys.bookingId)).map(({ question }) => question),
        agreed: [await followUpOf(connection.db, ports, keys.bookingId)].map((agreed) => [agreed?.note, agreed?.reply]),
      })
      const written = {
        notes: 'Säger "hm" \\ ofta',
        bodies: [konklusionThen],
        comments: ['Så var det inte'],
        goals: ['Veta mer'],
        invited: ['min mamma'],
        chat: ['Hör du mig?'],
        links: [['https://yh.test/?a="b"', 'YH "nu"']],
        told: ['Kom strax'],
        questions: [askedThen],
        agreed: [['Ring på kvällen', null]],
      }
      expect(await read()).toEqual(written)
      expect(await sealWhatIsPlain(ports)).toBeGreaterThanOrEqual(10)
      expect(await sealWhatIsPlain(ports)).toBe(0)
      expect(await read()).toEqual(written)
    })
  test('sends the letters that waited, and lets the talk be moved', async () => {
    await sendLetters(ports)
    const counsellor = keys.counsellorEmail
    expect(ports.mailer.sent.map(({ to }) => to)).toEqual(expect.arrayContaining(['kim@example.org', counsellor]))
    const moved = await call('PATCH', `/bookings/${keys.bookingId}`, keys.secret, { start: '2026-10-06T11:00:00Z' })
    expect(moved.status).toBe(200)
    ports.mailer.sent.splice(0)
    await sendLetters(ports)
    expect(ports.mailer.sent.length).toBeGreaterThan(1)
  })
})

const konklusionThen = { summary: 'Vi har talat', goals: [], actions: [], links: [] }

const askedThen = 'Hur "nära" är det?\nHelt ärligt'

/** What a counsellor and a seeker write of a talk, as it stood before cases had keys. */
async function writeRecord(db: Db, bookingId: string): Promise<void> {
  await db.execute(sql`insert into private_note (booking_id, text, updated_at)
    values (${bookingId}, ${'Säger "hm" \\ ofta'}, now())`)
  await db.execute(sql`insert into konklusion (booking_id, version, state, body, updated_at)
    values (${bookingId}, 1, 'ready', ${JSON.stringify(konklusionThen)}::text::jsonb, now())`)
  await db.execute(sql`insert into konklusion_comment (id, booking_id, version, written_by, text, at)
    values (gen_random_uuid(), ${bookingId}, 1, 'seeker', 'Så var det inte', now())`)
  await db.execute(sql`insert into scale_reading (id, booking_id, moment, question, asked_at)
    values (gen_random_uuid(), ${bookingId}, 'start', ${askedThen}, now())`)
  await db.execute(sql`insert into follow_up (booking_id, case_id, counsellor_id, kind, note, created_at)
    select b.id, b.case_id, h.staff_id, 'welcome_back', 'Ring på kvällen', now()
    from booking b join host h on h.meeting_id = b.meeting_id where b.id = ${bookingId}`)
  await db.execute(sql`with came as (
      insert into participant (id, meeting_id, booking_id, identity, state, message, knocked_at, last_seen_at)
      select gen_random_uuid(), meeting_id, id, 'before keys', 'asked_to_wait', 'Kom strax', now(), now()
      from booking where id = ${bookingId} returning id, meeting_id
    ), wrote as (
      insert into chat_message (id, meeting_id, participant_id, text, sent_at)
      select gen_random_uuid(), meeting_id, id, 'Hör du mig?', now() from came
    )
    insert into shared_link (id, meeting_id, url, title, shared_at)
    select gen_random_uuid(), meeting_id, 'https://yh.test/?a="b"', 'YH "nu"', now() from came`)
}

/** As the release itself did: with no more migrations than it knew. */
async function migrateTo(url: string, last: string): Promise<void> {
  const known = mkdtempSync(join(tmpdir(), 'fyrklang-migrations-'))
  const client = postgres(url, { max: 1, onnotice: () => {} })
  try {
    cpSync(all, known, { recursive: true })
    const file = join(known, 'meta/_journal.json')
    const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(file, 'utf8'))
    const at = journal.entries.findIndex(({ tag }) => tag === last)
    expect(at, `there is a migration ${last}`).not.toBe(-1)
    writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at + 1) }))
    await migrate(drizzle(client), { migrationsFolder: known })
  } finally {
    await client.end()
    rmSync(known, { recursive: true, force: true })
  }
}
