import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { checklistSheet } from '../../src/checklist/schema.ts'
import { followUp, konklusionComment, phaseStep, privateNote } from '../../src/guidance/schema.ts'
import { caseLink, caseSecret, formChange, guidanceCase } from '../../src/meeting/schema.ts'
import { yetToSeal } from '../../src/meeting/case-key.store.ts'
import { deleteCase } from '../../src/meeting/case.store.ts'
import { letter } from '../../src/notify/schema.ts'
import { chatMessage, formerRoom, reflectionPause, sharedLink, stay } from '../../src/room/schema.ts'
import { seedScene } from '../contract/scene.ts'
import { columnsHolding } from '../setup/columns-holding.ts'
import { testDatabase } from '../setup/database.ts'
import { testPorts } from '../setup/ports.ts'
import { seedTalk } from '../setup/talk.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const at = new Date(ports.clock.now())
const id = () => ports.random.uuid(at.getTime())

/**
 * Every table from which foreign keys lead to a case, or to the meeting of a talk, over however many others: what they
 * hold is about the seeker.
 */
async function tablesOfCase(): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    with recursive near(name) as (
      select unnest(array['guidance_case'::regclass, 'meeting'::regclass])
      union
      select conrelid::regclass from pg_constraint join near on confrelid = near.name where contype = 'f')
    select name::text from near order by 1`)
  // What everybody reads of an event is about nobody who comes to it.
  return rows.map(({ name }) => name).filter((name) => name !== 'event')
}

/** How many rows every table holds. */
async function counted(): Promise<Record<string, number>> {
  const tables = await db.execute<{ name: string }>(sql`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`)
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const [row] = await db.execute<{ rows: number }>(sql`select count(*)::int as rows from ${sql.identifier(name)}`)
    counts[name] = row?.rows ?? NaN
  }
  return counts
}

test('after a case is deleted, no table holds a row of it', async () => {
  const scene = await seedScene(ports)
  const { talk, counsellors } = scene
  await fillWhatIsLeft(scene)
  // A second talk, which the first one agreed on.
  const next = await seedTalk(ports, scene, { startsMs: ports.clock.now() + 7 * 86_400_000, caseId: talk.caseId })
  await db.insert(followUp).values({
    bookingId: talk.id,
    caseId: talk.caseId,
    counsellorId: counsellors[0].id,
    kind: 'talk',
    nextBookingId: next.id,
    createdAt: at,
  })
  const own = await counted()
  const tables = await tablesOfCase()
  expect(
    tables.filter((table) => own[table] === 0),
    'tables that a case can fill, and that this test leaves empty',
  ).toEqual([])

  const other = await seedScene(ports)
  const both = await counted()
  await deleteCase(db, talk.caseId)
  const left = await counted()
  for (const [table, rows] of Object.entries(left)) {
    // An event in which the seeker had a place goes on without them, and so does its host.
    const stays = table === 'meeting' || table === 'host' ? 1 : 0
    const gone = tables.includes(table) ? (own[table] ?? 0) - stays : 0
    expect(rows, table).toBe((both[table] ?? 0) - gone)
  }
  expect(await db.$count(guidanceCase, eq(guidanceCase.id, other.talk.caseId))).toBe(1)
  expect(await columnsHolding(db, talk.caseId, talk.id, talk.meetingId, next.id)).toEqual([])
})

/** What the scene itself leaves out, so that every table that a case can fill has a row of it. */
async function fillWhatIsLeft({ talk, seeker, mother, template, organisation, companion }: Scene) {
  const { id: bookingId, meetingId, hostId, caseId } = talk
  const versionId = template.version.id
  await db.insert(caseSecret).values({ hash: id(), caseId, createdAt: at })
  await db.insert(caseLink).values({ hash: id(), caseId, expiresAt: at })
  await db
    .insert(formChange)
    .values({ id: id(), meetingId, fromForm: 'video', toForm: 'audio', changedBy: 'seeker', at })
  await db.insert(checklistSheet).values([
    { id: id(), bookingId, versionId, answers: yetToSeal({}), updatedAt: at },
    { id: id(), bookingId, companionId: companion.id, versionId, answers: yetToSeal({}), updatedAt: at },
    { id: id(), hostId, versionId, answers: yetToSeal({}), updatedAt: at },
  ])
  await db.insert(phaseStep).values({ id: id(), meetingId, phase: 'kontakt', at })
  await db.insert(privateNote).values({ bookingId, text: yetToSeal('Egen tanke'), updatedAt: at })
  await db
    .insert(konklusionComment)
    .values({ id: id(), bookingId, version: 1, writtenBy: 'seeker', text: yetToSeal('Så var det inte'), at })
  await db.insert(chatMessage).values([
    { id: id(), meetingId, participantId: seeker.id, text: yetToSeal('Hej'), sentAt: at },
    { id: id(), meetingId, participantId: mother.id, text: yetToSeal('Hej hej'), sentAt: at },
  ])
  await db
    .insert(sharedLink)
    .values({ id: id(), meetingId, url: yetToSeal('https://example.org'), title: yetToSeal('En sida'), sharedAt: at })
  await db
    .insert(reflectionPause)
    .values({ id: id(), meetingId, startsAt: at, endsAt: new Date(at.getTime() + 60_000) })
  await db.insert(formerRoom).values({ name: id(), meetingId, leftAt: at })
  await db.insert(stay).values({ participantSid: id(), meetingId, participantId: seeker.id, joinedAt: at })
  const common = { organisationId: organisation.id, kind: 'booked' as const, dueAt: at, createdAt: at }
  await db.insert(letter).values([
    { ...common, id: id(), bookingId, recipient: 'seeker', eventKey: id() },
    { ...common, id: id(), hostId, recipient: 'counsellor', eventKey: id() },
    { ...common, id: id(), caseId, recipient: 'seeker', eventKey: id() },
  ])
}

type Scene = Awaited<ReturnType<typeof seedScene>>
