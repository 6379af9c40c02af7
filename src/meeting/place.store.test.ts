import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'
import { addSeeker } from '../../test/setup/many-talks.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testNow, testPorts } from '../../test/setup/ports.ts'
import { seedTalk, theTalk } from '../../test/setup/talk.ts'
import { deleteCase } from './case.store.ts'
import { cancelTalkRows, changeMeeting, isBusyThen, moveHosts, setOutcome } from './meeting.store.ts'
import { booking, host, meeting } from './schema.ts'
import { serviceAvailability } from '../availability/store.ts'
import { staff } from '../people/schema.ts'

const { db } = await testDatabase()
const seeded = await seedOrganisation(db)
const ports = testPorts(db)
let hours = 0
/** A time of its own for every test. */
const nextStart = () => testNow + (hours += 2) * 3_600_000
const countOf = async (meetingId: string) => [
  await db.$count(meeting, eq(meeting.id, meetingId)),
  await db.$count(host, eq(host.meetingId, meetingId)),
  await db.$count(booking, eq(booking.meetingId, meetingId)),
]

describe('a place', () => {
  test('is taken whole: meeting, host and booking', async () => {
    const { id, meetingId } = await seedTalk(ports, seeded, { startsMs: nextStart() })
    expect(await countOf(meetingId)).toEqual([1, 1, 1])
    expect(await theTalk(ports, id)).toMatchObject({ state: 'booked', revision: 0, icsSequence: 0, form: 'video' })
    expect((await db.select().from(meeting).where(eq(meeting.id, meetingId)))[0]).toMatchObject({
      capacity: 1,
      taken: 1,
    })
  })
  test('is taken by one of many at once, and the others leave nothing behind', async () => {
    const startsMs = nextStart()
    const before = await db.$count(meeting)
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => seedTalk(ports, seeded, { startsMs })))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await db.$count(meeting)).toBe(before + 1)
    expect(await db.$count(booking)).toBe(await db.$count(meeting))
  })
  test('is free again once the talk is cancelled, for the counsellor as for another seeker', async () => {
    const startsMs = nextStart()
    const first = await seedTalk(ports, seeded, { startsMs })
    await cancelTalkRows(db, await theTalk(ports, first.id), { who: 'seeker', reason: null, late: false }, testNow)
    expect(await theTalk(ports, first.id)).toMatchObject({ state: 'cancelled', icsSequence: 1, cancelledBy: 'seeker' })
    const second = await seedTalk(ports, seeded, { startsMs })
    expect(await theTalk(ports, second.id)).toMatchObject({ state: 'booked' })
  })
  test('stays taken when the talk was held, whatever became of it', async () => {
    const startsMs = nextStart()
    const first = await seedTalk(ports, seeded, { startsMs })
    await setOutcome(db, await theTalk(ports, first.id), 'no_show_seeker', testNow)
    await expect(seedTalk(ports, seeded, { startsMs })).rejects.toThrow('busy')
  })
  test('of another kind of meeting is kept by the same promise', async () => {
    const [first, second] = [nextStart(), nextStart()]
    const talk = await seedTalk(ports, seeded, { startsMs: first })
    const other = await seedTalk(ports, seeded, { startsMs: second })
    const busy = { from: new Date(first), until: new Date(first + 60_000) }
    const moved = await moveHosts(db, other.meetingId, busy).catch((error: unknown) => error)
    expect(isBusyThen(moved)).toBe(true)
    expect(await countOf(talk.meetingId)).toEqual([1, 1, 1])
  })
  test('of somebody who works for two organisations is taken in both', async () => {
    const [home, other] = [seeded.counsellors[1], await seedOrganisation(db)]
    const away = other.counsellors[0]
    await db.update(staff).set({ userId: home.userId }).where(eq(staff.id, away.id))
    const startsMs = nextStart()
    await seedTalk(ports, seeded, { startsMs, counsellorId: home.id })
    await expect(seedTalk(ports, other, { startsMs, counsellorId: away.id })).rejects.toThrow('busy')
    const around = [startsMs - 3_600_000, startsMs + 3_600_000] as const
    const seen = await serviceAvailability(db, other.services[0].id, ...around)
    expect(seen?.counsellors.find(({ id }) => id === away.id)?.busy).toHaveLength(1)
  })
  test('has no second seeker: the database counts seats', async () => {
    const { meetingId } = await seedTalk(ports, seeded, { startsMs: nextStart() })
    const more = db.update(meeting).set({ taken: 2 }).where(eq(meeting.id, meetingId))
    await expect(more).rejects.toMatchObject({ cause: { constraint_name: 'meeting_seats' } })
    const bigger = db.update(meeting).set({ capacity: 2 }).where(eq(meeting.id, meetingId))
    await expect(bigger).rejects.toMatchObject({ cause: { constraint_name: 'meeting_of_two' } })
  })
})

describe('a change of a meeting', () => {
  test('is refused to whoever saw an older revision', async () => {
    const { meetingId } = await seedTalk(ports, seeded, { startsMs: nextStart() })
    expect(await changeMeeting(db, { id: meetingId, revision: 0 }, { form: 'text' }, testNow)).toBe(true)
    expect(await changeMeeting(db, { id: meetingId, revision: 0 }, { form: 'phone' }, testNow)).toBe(false)
    expect(await changeMeeting(db, { id: meetingId, revision: 1 }, { form: 'phone' }, testNow)).toBe(true)
  })
})

describe('a case that is deleted', () => {
  test('takes its talks along, and no talk of anybody else', async () => {
    const caseId = await addSeeker(db, testNow)
    const own = [
      await seedTalk(ports, seeded, { startsMs: nextStart(), caseId }),
      await seedTalk(ports, seeded, { startsMs: nextStart(), caseId }),
    ]
    const other = await seedTalk(ports, seeded, { startsMs: nextStart() })
    await deleteCase(db, caseId)
    for (const { meetingId } of own) expect(await countOf(meetingId)).toEqual([0, 0, 0])
    expect(await countOf(other.meetingId)).toEqual([1, 1, 1])
  })
})
