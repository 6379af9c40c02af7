import { eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { callerOf } from '../../test/setup/call.ts'
import { columnsHolding } from '../../test/setup/columns-holding.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { seedTalk } from '../../test/setup/talk.ts'
import type { TestTalk } from '../../test/setup/talk.ts'
import { createApp } from '../app.ts'
import { lockTalk, setOutcome } from '../meeting/meeting.store.ts'
import { deleteCase } from '../meeting/case.store.ts'
import { booking } from '../meeting/schema.ts'
import { tick } from '../tick.ts'
import { feedbackDays, feedbackMonths, fewestShown } from './limits.ts'
import { talkFeedback } from './schema.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const app = createApp(() => ports)
const call = callerOf(app)
const [hourMs, dayMs] = [3_600_000, 86_400_000]
let seeded: Awaited<ReturnType<typeof seedOrganisation>>
beforeEach(async () => {
  seeded = await seedOrganisation(db)
})

const bearer = ({ secret }: TestTalk) => ({ authorization: `Bearer ${secret}` })
const give = (talk: TestTalk, helped: number | null, better: string | null = null) =>
  call('POST', `/bookings/${talk.id}/feedback`, bearer(talk), { helped, better })
const page = async (talk: TestTalk) => (await call('GET', `/bookings/${talk.id}`, bearer(talk))).body
const told = async () =>
  (await call('GET', '/staff/feedback', await signedIn(app, ports, seeded.coordinator.id))).body.quarters
const mine = () => eq(talkFeedback.organisationId, seeded.organisation.id)

async function heldTalk(outcome: 'held' | 'no_show_seeker' = 'held'): Promise<TestTalk> {
  const talk = await seedTalk(ports, seeded, { startsMs: ports.clock.now() })
  ports.clock.advance(hourMs)
  await db.transaction(async (tx) => {
    const locked = await lockTalk(tx, talk.id)
    if (!locked) throw new Error('no talk')
    await setOutcome(tx, locked, outcome, ports.clock.now())
  })
  return talk
}

describe('a talk', () => {
  test('is asked about once it was held, once, whether that is answered or passed over', async () => {
    const [talk, other] = [await heldTalk(), await heldTalk()]
    expect((await page(talk)).asksForFeedback).toBe(true)
    expect((await give(talk, 4, '  Mer tid  ')).status).toBe(204)
    expect((await page(talk)).asksForFeedback).toBe(false)
    expect((await give(talk, 1)).status).toBe(409)
    expect((await give(other, null, '  ')).status).toBe(204)
    expect((await page(other)).asksForFeedback).toBe(false)
    expect(await db.select().from(talkFeedback).where(mine())).toMatchObject([{ helped: 4, better: 'Mer tid' }])
  })

  test('is not asked about before it was held, when nobody came, or when nobody would remember it', async () => {
    const ahead = await seedTalk(ports, seeded, { startsMs: ports.clock.now() + dayMs })
    expect((await page(ahead)).asksForFeedback).toBe(false)
    expect((await give(ahead, 5)).status).toBe(409)
    const missed = await heldTalk('no_show_seeker')
    expect((await give(missed, 5)).status).toBe(409)
    const old = await heldTalk()
    ports.clock.advance(feedbackDays * dayMs)
    expect((await give(old, 5)).status).toBe(409)
  })

  test('of somebody else is asked about by nobody, and raced answers are one', async () => {
    const [talk, other] = [await heldTalk(), await heldTalk()]
    const strange = await call('POST', `/bookings/${talk.id}/feedback`, bearer(other), { helped: 1, better: null })
    expect(strange.status).toBe(404)
    const answers = await Promise.all(Array.from({ length: 8 }, () => give(talk, 3)))
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
    expect(await db.$count(talkFeedback, mine())).toBe(1)
  })

  test.each([
    [{ helped: 0, better: null }, 'helped'],
    [{ helped: 6, better: null }, 'helped'],
    [{ helped: null, better: 'x'.repeat(1001) }, 'better'],
  ])('is not judged by %o', async (said, field) => {
    const talk = await heldTalk()
    const answer = await call('POST', `/bookings/${talk.id}/feedback`, bearer(talk), said)
    expect(answer.status).toBe(422)
    expect(answer.body.errors[0].field).toBe(field)
  })
})

describe('what was said', () => {
  test('leads back to no talk, by no column, no order and no transaction', async () => {
    const talks: TestTalk[] = []
    for (let index = 0; index < 8; index += 1) {
      const talk = await heldTalk()
      talks.push(talk)
      ports.clock.advance(60_000)
      await give(talk, (index % 5) + 1, `Svar ${index}`)
    }
    ports.clock.advance(hourMs)
    await tick(ports)
    type Row = { id: string; better: string; xmin: string; row: Record<string, unknown> }
    const rows = await db.execute<Row>(
      sql`select id, better, xmin::text, to_jsonb(f) as row from talk_feedback f where organisation_id = ${seeded.organisation.id} order by ctid`,
    )
    const ids = rows.map(({ id }) => id)
    // Stored by random ids, which say no time: not in the order in which they came.
    expect(ids).toEqual([...ids].sort())
    for (const id of ids) expect(id[14]).toBe('4')
    // All written in one transaction, which is none of those that marked a booking.
    const [first, ...rest] = [...new Set(rows.map(({ xmin }) => xmin))]
    expect(rest).toEqual([])
    const marks = await db.execute<{ xmin: string }>(sql`select xmin::text from booking where feedback_asked`)
    expect(marks.map(({ xmin }) => xmin)).not.toContain(first)
    expect(Object.keys(rows[0]?.row ?? {}).sort()).toEqual(
      ['better', 'helped', 'id', 'mixed', 'month', 'organisation_id', 'service_id'].sort(),
    )
    for (const { row } of rows) expect(row.month).toMatch(/-01$/)
    for (const talk of talks)
      expect(JSON.stringify(rows.map(({ row }) => row))).not.toMatch(
        new RegExp([talk.id, talk.caseId, talk.meetingId, talk.hostId].join('|')),
      )
    // The mark tells neither what was said nor when.
    const [before] = await db
      .select()
      .from(booking)
      .where(eq(booking.id, talks[0]?.id ?? ''))
    expect(before?.updatedAt.getTime()).toBe((talks[0]?.startsMs ?? 0) + hourMs)
    for (const id of ids) expect(await columnsHolding(db, id)).toEqual(['talk_feedback.id'])
  })

  test('outlives the case, of which it says nothing', async () => {
    const talk = await heldTalk()
    await give(talk, 2)
    await deleteCase(db, talk.caseId)
    expect(await db.$count(talkFeedback, mine())).toBe(1)
  })

  test('is told of a quarter that is over, from five answers up, and to its own organisation alone', async () => {
    ports.clock.set(Date.parse('2027-04-05T10:00:00Z'))
    for (let index = 1; index < fewestShown; index += 1) await give(await heldTalk(), index, `Svar ${index}`)
    const afterwards = Date.parse('2027-07-01T00:00:01Z')
    const nowMs = ports.clock.now()
    ports.clock.set(afterwards)
    expect(await told()).toEqual([])
    ports.clock.set(nowMs)
    await give(await heldTalk(), 5)
    // The quarter goes on: whoever looked yesterday would see what came today.
    expect(await told()).toEqual([])
    ports.clock.set(afterwards)
    const [quarter, ...others] = await told()
    expect(others).toEqual([])
    expect(quarter).toMatchObject({ quarter: '2027-04-01', answers: 5, helped: { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 } })
    expect([...quarter.texts].sort()).toEqual(['Svar 1', 'Svar 2', 'Svar 3', 'Svar 4'])
    const other = await seedOrganisation(db)
    const theirs = await call('GET', '/staff/feedback', await signedIn(app, ports, other.coordinator.id))
    expect(theirs.body.quarters).toEqual([])
    const counsellor = await signedIn(app, ports, seeded.counsellors[0].id)
    expect((await call('GET', '/staff/feedback', counsellor)).status).toBe(403)
  })

  test('goes after two years', async () => {
    await give(await heldTalk(), 3)
    ports.clock.advance((feedbackMonths + 2) * 31 * dayMs)
    await tick(ports)
    expect(await db.$count(talkFeedback, mine())).toBe(0)
  })
})
