import { eq, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { hoursMost, mostServices } from '../../src/availability/limits.ts'
import { calendarException, service, weeklyHours } from '../../src/availability/schema.ts'
import { checklistsMost } from '../../src/checklist/limits.ts'
import { checklistTemplate, checklistVersion } from '../../src/checklist/schema.ts'
import { hex } from '../../src/crypto/encoding.ts'
import { showDraft } from '../../src/guidance/konklusion.store.ts'
import { goalsMost, recordMost } from '../../src/guidance/limits.ts'
import { goal, goalVersion, konklusion, konklusionComment, phaseStep, scaleReading } from '../../src/guidance/schema.ts'
import { yetToSeal } from '../../src/meeting/case-key.store.ts'
import { openWithCode } from '../../src/meeting/case.store.ts'
import { mostFormChanges, mostOpenings } from '../../src/meeting/limits.ts'
import { caseSecret, formChange } from '../../src/meeting/schema.ts'
import { mostMembers } from '../../src/people/limits.ts'
import { staff } from '../../src/people/schema.ts'
import { recordEvent } from '../../src/room/attendance.store.ts'
import { roomMost } from '../../src/room/limits.ts'
import { renameRoom } from '../../src/room/room.store.ts'
import { chatMessage, formerRoom, reflectionPause, sharedLink, stay } from '../../src/room/schema.ts'
import { items, seedWorld } from '../contract/scene.ts'
import { testDatabase } from '../setup/database.ts'
import { seedTalk } from '../setup/talk.ts'

const { db } = await testDatabase(30)
const { app, ports, scene, headers } = await seedWorld(db)
const { talk, goalId, organisation, counsellors, template } = scene
const [anna] = counsellors
const inAll = (text: string) => ({ sv: text, da: text, en: text })
const body = { summary: 'Vi har talat', goals: [], actions: [], links: [] }
await showDraft(db, ports, talk.id, body)

/** Calls in a race: more than places that are left. */
const racers = 12
const left = 3

type Who = keyof typeof headers
const send = async (who: Who, path: string, sent: object, method = 'POST') =>
  app.request(`/api${path}`, {
    method,
    headers: { ...headers[who], 'content-type': 'application/json' },
    body: JSON.stringify(sent),
  })

const rowsOf = (of: PgColumn, id: string) => db.$count(of.table, eq(of, id))

/** Copies rows of a parent until it has `most` less {@link left}: what is told apart by number or id gets its own. */
async function fill(of: PgColumn, id: string, most: number, fresh: string) {
  const missing = most - left - (await rowsOf(of, id))
  await db.execute(sql.raw(fresh.replaceAll('$id', `'${id}'`).replaceAll('$n', String(missing))))
  expect(await rowsOf(of, id)).toBe(most - left)
}

/** As SQL: a value as it stands in its column before the clock seals it. */
const unsealed = (value: unknown) => `'\\x${hex(yetToSeal(value))}'::bytea`

const each = 'generate_series(1, $n) n'
const writer = `'${scene.seeker.id}'`

const kinds: {
  kind: string
  of: PgColumn
  id: string
  most: number
  fill: string
  add: (n: number) => Promise<Response>
}[] = [
  {
    kind: 'lines in the chat',
    of: chatMessage.meetingId,
    id: talk.meetingId,
    most: roomMost.chatLines,
    fill: `insert into chat_message select gen_random_uuid(), $id, ${writer}, ${unsealed('Hej')}, now() from ${each}`,
    add: (n) => send('seeker', `/bookings/${talk.id}/room/chat`, { text: `Rad ${n}` }),
  },
  {
    kind: 'links in the room',
    of: sharedLink.meetingId,
    id: talk.meetingId,
    most: roomMost.links,
    fill: `insert into shared_link
      select gen_random_uuid(), $id, ${unsealed('https://example.org/')}, ${unsealed('Sida')}, now() from ${each}`,
    add: (n) =>
      send('counsellor', `/staff/talks/${talk.id}/room/links`, { url: `https://example.org/${n}`, title: 'x' }),
  },
  {
    kind: 'comments on a Konklusion',
    of: konklusionComment.bookingId,
    id: talk.id,
    most: recordMost.comments,
    fill: `insert into konklusion_comment select gen_random_uuid(), $id, 1, 'seeker', ${unsealed('Nja')}, now() from ${each}`,
    add: (n) => send('seeker', `/bookings/${talk.id}/konklusion/comments`, { text: `Mer ${n}` }),
  },
  {
    kind: 'versions of a goal',
    of: goalVersion.goalId,
    id: goalId,
    most: recordMost.goalVersions,
    fill: `insert into goal_version select $id, n + 1, ${unsealed('Ord')}, 'seeker', 'proposed', now() from ${each}`,
    add: (n) => send('counsellor', `/staff/talks/${talk.id}/room/goals`, { goalId, text: `Andra ord ${n}` }),
  },
  {
    kind: 'goals of a talk',
    of: goal.bookingId,
    id: talk.id,
    most: goalsMost,
    fill: `with made as (
        insert into goal select gen_random_uuid(), $id, n + 1, 'room', now() from ${each} returning id)
      insert into goal_version select id, 1, ${unsealed('Mål')}, 'seeker', 'proposed', now() from made`,
    add: (n) => send('seeker', `/bookings/${talk.id}/room/goals`, { text: `Mål ${n}` }),
  },
  {
    kind: 'scale questions of a talk',
    of: scaleReading.bookingId,
    id: talk.id,
    most: recordMost.scaleQuestions,
    fill: `insert into scale_reading (id, booking_id, moment, question, asked_at, closed_at)
      select gen_random_uuid(), $id, 'end', ${unsealed('Hur nu?')}, now(), now() from ${each}`,
    add: (n) => send('counsellor', `/staff/talks/${talk.id}/room/scale`, { moment: 'end', question: `Hur ${n}?` }),
  },
  {
    kind: 'weekly hours of a counsellor',
    of: weeklyHours.counsellorId,
    id: anna.id,
    most: hoursMost.weekly,
    fill: `insert into weekly_hours select gen_random_uuid(), $id, 7, 60, 120, 'UTC', '2026-01-01' from ${each}`,
    add: () =>
      send('counsellor', '/staff/hours/weekly', {
        weekday: 6,
        fromMinute: 60,
        untilMinute: 90,
        firstDate: '2026-01-01',
      }),
  },
  {
    kind: 'absences of a counsellor',
    of: calendarException.counsellorId,
    id: anna.id,
    most: hoursMost.exceptions,
    fill: `insert into calendar_exception
      select gen_random_uuid(), $id, 'absence', '2020-01-01', '2020-01-02', now() from ${each}`,
    add: () =>
      send('counsellor', '/staff/hours/exceptions', {
        kind: 'absence',
        start: '2027-01-01T08:00',
        end: '2027-01-01T09:00',
      }),
  },
  {
    kind: 'services of an organisation',
    of: service.organisationId,
    id: organisation.id,
    most: mostServices,
    fill: `insert into service (id, organisation_id, title, purpose, minutes, min_notice_minutes, max_notice_days,
        grid_minutes, forms, languages, zone, active, created_at)
      select gen_random_uuid(), $id, title, purpose, 30, 60, 60, 15, forms, languages, zone, false, now()
      from (select * from service where organisation_id = $id limit 1) one, ${each}`,
    add: (n) =>
      send('coordinator', '/staff/services', {
        title: inAll(`Samtal ${n}`),
        purpose: inAll('Ett samtal'),
        minutes: 30,
        forms: ['phone'],
        languages: ['sv'],
        zone: 'Europe/Stockholm',
        counsellorIds: [],
        checklistTemplateId: template.id,
      }),
  },
  {
    kind: 'checklists of an organisation',
    of: checklistTemplate.organisationId,
    id: organisation.id,
    most: checklistsMost.templates,
    fill: `insert into checklist_template select gen_random_uuid(), $id, '{"sv":"a","da":"a","en":"a"}', now() from ${each}`,
    add: (n) => send('coordinator', '/staff/checklists', { title: inAll(`Lista ${n}`), items }),
  },
  {
    kind: 'versions of a checklist',
    of: checklistVersion.templateId,
    id: template.id,
    most: checklistsMost.versions,
    fill: `insert into checklist_version select gen_random_uuid(), $id, n + 1, '[]', now() from ${each}`,
    add: () => send('coordinator', `/staff/checklists/${template.id}/versions`, { items }),
  },
  {
    kind: 'members of an organisation',
    of: staff.organisationId,
    id: organisation.id,
    most: mostMembers,
    fill: `with people as (
        insert into "user" (id, name, email, email_verified, created_at, updated_at)
        select gen_random_uuid(), 'Kollega', 'kollega' || n || '@fyrklang.test', true, now(), now() from ${each}
        returning id)
      insert into staff (id, organisation_id, user_id, name, zone, language, talk_languages, created_at)
      select gen_random_uuid(), $id, id, 'Kollega', 'UTC', 'sv', '{}', now() from people`,
    add: (n) =>
      send('coordinator', '/staff/counsellors', {
        name: `Ny ${n}`,
        email: `ny${n}@fyrklang.test`,
        counsellor: true,
        coordinator: false,
        language: 'sv',
        zone: 'Europe/Stockholm',
      }),
  },
]

test.each(kinds)('of many $kind at once, as many are kept as there may be', async (kind) => {
  await fill(kind.of, kind.id, kind.most, kind.fill)
  const answers = await Promise.all(Array.from({ length: racers }, (_, n) => kind.add(n)))
  expect(answers.map(({ status }) => status).filter((status) => status < 300)).toHaveLength(left)
  for (const answer of answers.filter(({ status }) => status >= 300))
    expect(await answer.json()).toMatchObject({ status: 409, type: '/problems/enough', most: kind.most })
  expect(await rowsOf(kind.of, kind.id)).toBe(kind.most)
})

const atOnce = <T>(act: (n: number) => Promise<T>) => Promise.all(Array.from({ length: racers }, (_, n) => act(n)))
const run = (statement: string) => db.execute(sql.raw(statement))

test('pauses of a talk come to an end', async () => {
  await run(`insert into reflection_pause select gen_random_uuid(), '${talk.meetingId}', now() - n * interval '1 hour',
    now(), now() from generate_series(1, ${roomMost.pauses - 1}) n`)
  const begin = () => send('counsellor', `/staff/talks/${talk.id}/room/pause`, { seconds: 60 })
  expect((await atOnce(begin)).filter(({ status }) => status === 201)).toHaveLength(1)
  await send('counsellor', `/staff/talks/${talk.id}/room/pause`, {}, 'DELETE')
  expect(await (await begin()).json()).toMatchObject({ type: '/problems/enough' })
  expect(await rowsOf(reflectionPause.meetingId, talk.meetingId)).toBe(roomMost.pauses)
})

test('steps through the phases of a talk come to an end', async () => {
  const step = (n: number) =>
    send('counsellor', `/staff/talks/${talk.id}/room/phase`, { phase: n % 2 === 0 ? 'kontakt' : 'kontrakt' })
  await run(`insert into phase_step select gen_random_uuid(), '${talk.meetingId}', 'konklusion',
    timestamptz '2020-01-01' from generate_series(1, ${recordMost.phaseSteps - 1})`)
  await atOnce(step)
  const standing = (await (await step(0)).json()) as { type?: string }
  const other = (await (await step(1)).json()) as { type?: string }
  expect([standing.type, other.type]).toContain('/problems/enough')
  expect(await rowsOf(phaseStep.meetingId, talk.meetingId)).toBe(recordMost.phaseSteps)
})

test('versions of a Konklusion come to an end, and the last one is still written on', async () => {
  await run(`insert into konklusion (booking_id, version, state, body, updated_at)
    select '${talk.id}', n, 'ready', ${unsealed(body)}, now()
    from generate_series(2, ${recordMost.konklusionVersions - 1}) n`)
  const write = () => send('counsellor', `/staff/talks/${talk.id}/konklusion`, { body }, 'PUT')
  expect((await atOnce(write)).map(({ status }) => status)).toEqual(Array.from({ length: racers }, () => 200))
  expect(await rowsOf(konklusion.bookingId, talk.id)).toBe(recordMost.konklusionVersions)
  await showDraft(db, ports, talk.id, body)
  for (const answer of await atOnce(write)) expect(await answer.json()).toMatchObject({ type: '/problems/enough' })
  expect(await rowsOf(konklusion.bookingId, talk.id)).toBe(recordMost.konklusionVersions)
})

test('a code that is entered at many places at once leaves as many keys as there may be', async () => {
  const { caseId } = await seedTalk(ports, scene, { startsMs: Date.UTC(2026, 9, 12, 7) })
  const enter = (n: number) => db.transaction((tx) => openWithCode(tx, caseId, `${caseId}-${n}`, ports.clock.now() + n))
  for (const round of [0, 1, 2]) await atOnce((n) => enter(round * racers + n))
  expect(await rowsOf(caseSecret.caseId, caseId)).toBe(mostOpenings)
})

test('a talk can always go on by phone, and its record keeps the newest changes of the form', async () => {
  await run(`insert into form_change select gen_random_uuid(), '${talk.meetingId}', 'text', 'phone', 'seeker',
    timestamptz '2020-01-01' from generate_series(1, ${mostFormChanges})`)
  const change = (n: number) =>
    send('counsellor', `/staff/talks/${talk.id}/room/form`, { form: n % 2 === 0 ? 'phone' : 'text' })
  for (const { status } of await atOnce(change)) expect(status).toBe(200)
  expect(await rowsOf(formChange.meetingId, talk.meetingId)).toBe(mostFormChanges)
})

test('somebody whose connection comes and goes keeps their newest stays, and the one that goes on', async () => {
  const { name } = scene.room
  const { identity } = scene.seeker
  const atMs = ports.clock.now()
  const event = (sid: string, kind: 'participant_joined' | 'participant_left') =>
    db.transaction((tx) =>
      recordEvent(tx, { id: sid, kind, room: name, identity, participantSid: sid, joinedAtMs: atMs, atMs }),
    )
  await event('PA_here', 'participant_joined')
  await run(`insert into stay select 'PA_old' || n, '${talk.meetingId}', '${scene.seeker.id}', timestamptz '2020-01-01',
    timestamptz '2020-01-01' from generate_series(1, ${roomMost.stays}) n`)
  await atOnce((n) => event(`PA_new${n}`, 'participant_left'))
  expect(await rowsOf(stay.participantId, scene.seeker.id)).toBe(roomMost.stays + 1)
  expect(await db.$count(stay, sql`participant_sid like 'PA_new%' or participant_sid = 'PA_here'`)).toBe(racers + 1)
})

test('a room that moves again and again forgets its oldest names', async () => {
  await run(`insert into former_room select 'room' || n, '${talk.meetingId}', timestamptz '2020-01-01'
    from generate_series(1, ${roomMost.formerNames}) n`)
  await atOnce(() => db.transaction((tx) => renameRoom(tx, ports, talk.meetingId)))
  expect(await rowsOf(formerRoom.meetingId, talk.meetingId)).toBe(roomMost.formerNames)
})

test('nobody checks devices for a talk that was cancelled', async () => {
  const off = await seedTalk(ports, scene, { startsMs: Date.UTC(2026, 9, 13, 7) })
  const own = { authorization: `Bearer ${off.secret}` }
  const check = async () =>
    (await app.request(`/api/bookings/${off.id}/device-check/token`, { method: 'POST', headers: own })).status
  // This program has no video server.
  expect(await check()).toBe(503)
  const cancelled = await app.request(`/api/bookings/${off.id}`, { method: 'DELETE', headers: own })
  expect(cancelled.status).toBeLessThan(300)
  expect(await check()).toBe(409)
})
