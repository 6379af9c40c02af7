import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { AccessToken } from 'livekit-server-sdk'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp } from '../app.ts'
import type { Form } from '../availability/form.ts'
import { cancelTalkRows, lockTalk } from '../meeting/meeting.store.ts'
import { talkById } from '../meeting/talk.store.ts'
import type { VideoParticipant } from '../ports.ts'
import { attendanceOf, reconcile } from '../room/attendance.store.ts'
import { closeStaleRooms } from './close-stale-rooms.ts'
import { endTalk } from './end-talk.ts'
import { freshDoor } from '../room/fresh-door.ts'
import { removeFromRoom } from '../room/removal.ts'
import { addChat } from '../room/chat.store.ts'
import { enter, personId } from '../room/participant.store.ts'
import type { Participant } from '../room/participant.store.ts'
import { openRoom, roomOf } from '../room/room.store.ts'
import { participant } from '../room/schema.ts'
import { liveKit } from '../room/video.ts'
import { callerOf } from '../../test/setup/call.ts'
import { countedDatabase } from '../../test/setup/counted-database.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { comeToDoor } from '../../test/setup/door.ts'
import { seedOrganisation, seedStaff } from '../../test/setup/people.ts'
import { testNow, testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { seedTalk, theTalk } from '../../test/setup/talk.ts'
import type { TestTalk } from '../../test/setup/talk.ts'

const { db, url } = await testDatabase()
const apiKey = 'key'
const apiSecret = 'a-secret-of-at-least-thirty-two-letters'
// Nobody answers there: webhooks are read all the same, and the clock closes talks without the server.
const video = liveKit({ url: 'ws://127.0.0.1:9', apiKey, apiSecret, timeoutSeconds: 1 })
const ports = testPorts(db, { video })
const app = createApp(() => ports)
const seeded = await seedOrganisation(db)

const minute = 60_000
let day = testNow
let talk: TestTalk
let seeker: Participant
let counsellor: Participant
let roomName: string

async function begin(form: Form = 'video') {
  day += 24 * 60 * minute
  ports.clock.set(day)
  talk = await seedTalk(ports, seeded, { startsMs: day, form })
}
async function come() {
  seeker = await comeToDoor(ports, talk.id, talk.secret)
  roomName = (await openRoom(db, ports, talk.meetingId)).name
  counsellor = await enter(db, ports, talk)
}

/** LiveKit never gives a SID twice. */
const sidOf = (name: string) => `${name}_${talk.id}`

type Event = { event: string; identity: string; sid: string; minutes: number; joinedAtMinutes?: number; room?: string }
const eventBody = ({ event, identity, sid, minutes, joinedAtMinutes, room = roomName }: Event) =>
  JSON.stringify({
    event,
    id: `EV_${crypto.randomUUID()}`,
    createdAt: String(Math.floor((day + minutes * minute) / 1000)),
    room: { name: room, sid: 'RM_x' },
    participant: {
      identity,
      sid: sidOf(sid),
      state: 'ACTIVE',
      joinedAtMs: String(joinedAtMinutes === undefined ? 0 : day + joinedAtMinutes * minute),
    },
  })
async function signature(body: string, secret = apiSecret) {
  const token = new AccessToken(apiKey, secret)
  token.sha256 = createHash('sha256').update(body).digest('base64')
  return token.toJwt()
}
const post = (body: string, authorization?: string) =>
  app.request('/api/livekit/webhook', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/webhook+json', ...(authorization ? { authorization } : {}) },
  })
async function tell(event: Event) {
  const body = eventBody(event)
  return post(body, await signature(body))
}
const joins = (who: Participant, sid: string, minutes: number): Event => ({
  event: 'participant_joined',
  identity: who.identity,
  sid,
  minutes,
  joinedAtMinutes: minutes,
})
const leaves = (who: Participant, sid: string, minutes: number, joinedAtMinutes?: number): Event => ({
  event: 'participant_left',
  identity: who.identity,
  sid,
  minutes,
  ...(joinedAtMinutes === undefined ? {} : { joinedAtMinutes }),
})
const minutesOf = async (who: Participant) =>
  (await attendanceOf(db, ports, talk.meetingId))
    .find(({ id }) => id === who.id)
    ?.stays.map(({ joinedAt, leftAt }) => [joinedAt, leftAt].map((at) => at && (at.getTime() - day) / minute))
const standing = async () => {
  const [record, room] = [await talkById(db, talk.id), await roomOf(db, talk.meetingId)]
  return { state: record?.state, closedBy: room?.closedBy ?? null }
}

describe('a webhook', () => {
  beforeEach(async () => {
    await begin()
    await come()
  })

  it('is taken only with the server’s own signature over this very body', async () => {
    const body = eventBody(joins(seeker, 'PA_1', 0))
    expect((await post(body)).status).toBe(401)
    expect((await post(body, 'nonsense')).status).toBe(401)
    expect((await post(body, await signature(body, 'somebody-else’s-secret-of-the-same-length'))).status).toBe(401)
    expect((await post(body.replace('PA_1_', 'PA_2_'), await signature(body))).status).toBe(401)
    expect((await post('{', await signature('{'))).status).toBe(401)
    expect(await minutesOf(seeker)).toEqual([])
    expect((await post(body, await signature(body))).status).toBe(200)
    expect(await minutesOf(seeker)).toEqual([[0, null]])
  })

  it.each<[string, (who: Participant) => Event[]]>([
    ['in order', (who) => [joins(who, 'PA_1', 1), leaves(who, 'PA_1', 30)]],
    [
      'twice',
      (who) => [joins(who, 'PA_1', 1), joins(who, 'PA_1', 1), leaves(who, 'PA_1', 30), leaves(who, 'PA_1', 30)],
    ],
    ['the wrong way round', (who) => [leaves(who, 'PA_1', 30), joins(who, 'PA_1', 1)]],
    ['with the first one lost', (who) => [leaves(who, 'PA_1', 30, 1)]],
  ])('says the same when it comes %s', async (_, events) => {
    for (const event of events(seeker)) expect((await tell(event)).status).toBe(200)
    expect(await minutesOf(seeker)).toEqual([[1, 30]])
  })

  it('of rooms, people and events that are not ours is passed over', async () => {
    expect((await tell({ ...joins(seeker, 'PA_1', 0), room: 'another' })).status).toBe(200)
    expect((await tell({ ...joins(seeker, 'PA_1', 0), identity: 'another' })).status).toBe(200)
    expect((await tell({ ...joins(seeker, 'PA_1', 0), event: 'track_published' })).status).toBe(200)
    expect(await minutesOf(seeker)).toEqual([])
  })

  it('of somebody whom a move of the talk forgets at that moment is passed over, and does not fail', async () => {
    const { answer } = await db.transaction(async function move(tx) {
      await freshDoor(tx, ports, talk.meetingId)
      const told = tell(joins(counsellor, 'PA_1', 0))
      await vi.waitUntil(
        async () =>
          (
            await db.execute(
              sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
            )
          ).length > 0,
      )
      return { answer: told }
    })
    expect((await answer).status).toBe(200)
  })

  it('of somebody who walks into a room after its end is no attendance', async () => {
    ports.clock.set(day + 45 * minute)
    await endTalk(ports, talk.id, 'held', 'counsellor')
    await tell(joins(seeker, 'PA_9', 50))
    await tell(leaves(seeker, 'PA_9', 51, 50))
    expect(await minutesOf(seeker)).toEqual([])
  })
})

describe('LiveKit’s own list', () => {
  const present = (who: Participant, sid: string, minutes: number): VideoParticipant => ({
    identity: who.identity,
    sid: sidOf(sid),
    joinedAtMs: day + minutes * minute,
  })
  const list = (minutes: number, ...people: VideoParticipant[]) =>
    reconcile(db, talk.meetingId, people, new Date(day + minutes * minute))
  beforeEach(async () => {
    await begin()
    await come()
  })

  it('adds whom a lost webhook forgot, and closes the stay of whoever is gone', async () => {
    expect(await list(5, present(seeker, 'PA_1', 2))).toBe(true)
    expect(await list(6, present(seeker, 'PA_1', 2))).toBe(false)
    expect(await minutesOf(seeker)).toEqual([[2, null]])
    expect(await list(9)).toBe(true)
    expect(await minutesOf(seeker)).toEqual([[2, 9]])
  })

  it('does not overrule what was told after it was asked for', async () => {
    await tell(joins(seeker, 'PA_1', 2))
    await tell(leaves(seeker, 'PA_1', 10))
    await list(9, present(seeker, 'PA_1', 2))
    expect(await minutesOf(seeker)).toEqual([[2, 10]])
    await tell(joins(seeker, 'PA_2', 20))
    await list(19)
    expect(await minutesOf(seeker)).toEqual([
      [2, 10],
      [20, null],
    ])
  })

  it('brings back somebody who was taken for gone', async () => {
    await tell(joins(seeker, 'PA_1', 2))
    await list(9)
    await list(12, present(seeker, 'PA_1', 2))
    expect(await minutesOf(seeker)).toEqual([[2, null]])
  })
})

describe('a talk that nobody ended', () => {
  const tick = async (minutes: number) => {
    ports.clock.set(day + minutes * minute)
    await closeStaleRooms(ports)
  }

  it('is held when both were there, and is closed ten minutes after the last one left', async () => {
    await begin()
    await come()
    for (const who of [seeker, counsellor]) {
      await tell(joins(who, `PA_${who.role}`, 0))
      await tell(leaves(who, `PA_${who.role}`, 50))
    }
    await tick(59)
    expect(await standing()).toEqual({ state: 'booked', closedBy: null })
    await tick(60)
    expect(await standing()).toEqual({ state: 'held', closedBy: 'clock' })
  })

  it('is closed an hour after its end even while somebody sits in the room', async () => {
    await begin()
    await come()
    await tell(joins(seeker, 'PA_1', 0))
    await tell(joins(counsellor, 'PA_2', 0))
    await tick(104)
    expect(await standing()).toMatchObject({ state: 'booked' })
    await tick(105)
    expect(await standing()).toEqual({ state: 'held', closedBy: 'clock' })
    expect(await minutesOf(seeker)).toEqual([[0, 105]])
  })

  it('is a no-show of the counsellor when the seeker stood at the door alone', async () => {
    await begin()
    await comeToDoor(ports, talk.id, talk.secret)
    await tick(55)
    expect(await standing()).toEqual({ state: 'no_show_counsellor', closedBy: 'clock' })
  })

  it('is no no-show of a counsellor who stepped in while the video server was away', async () => {
    await begin()
    const seekers = { authorization: `Bearer ${talk.secret}` }
    const staff = await signedIn(app, ports, seeded.counsellors[0].id)
    const call = callerOf(app)
    // The video server does not answer: the page says so to both, and the record holds that they came.
    await call('POST', `/bookings/${talk.id}/door`, seekers, {})
    expect((await call('POST', `/staff/talks/${talk.id}/door`, staff, {})).status).toBe(503)
    const { waiting } = (await call('GET', '/staff/waiting', staff)).body
    await call('POST', `/staff/talks/${talk.id}/door/${waiting[0].personId}`, staff, { decision: 'admit' })
    await tick(104)
    expect(await standing()).toMatchObject({ state: 'booked' })
    await tick(105)
    expect(await standing()).toEqual({ state: 'broken_off', closedBy: 'clock' })
  })

  it('is held when the two wrote to each other instead', async () => {
    await begin()
    await come()
    await addChat(db, ports, seeker, 'Jag ser dig inte')
    await addChat(db, ports, counsellor, 'Då skriver vi')
    await tick(105)
    expect(await standing()).toMatchObject({ state: 'held' })
  })

  it('is a no-show of the seeker when nobody came', async () => {
    await begin()
    await tick(54)
    expect(await standing()).toMatchObject({ state: 'booked' })
    await tick(55)
    expect(await standing()).toEqual({ state: 'no_show_seeker', closedBy: 'clock' })
  })

  it('by phone counts as held, an hour after its end', async () => {
    await begin('phone')
    await tick(104)
    expect(await standing()).toMatchObject({ state: 'booked' })
    await tick(105)
    expect(await standing()).toEqual({ state: 'held', closedBy: 'clock' })
  })

  it('and was cancelled while the counsellor stood in the room already is closed at once', async () => {
    await begin()
    await come()
    await cancelTalkRows(
      db,
      await theTalk(ports, talk.id),
      { who: 'seeker', reason: null, late: false },
      ports.clock.now(),
    )
    await tick(1)
    expect(await standing()).toEqual({ state: 'cancelled', closedBy: 'clock' })
  })

  it('can be put right by the counsellor, whom the clock never overrules', async () => {
    await begin()
    await tick(55)
    expect(await endTalk(ports, talk.id, 'broken_off', 'counsellor')).toBe(true)
    expect(await endTalk(ports, talk.id, 'held', 'clock')).toBe(false)
    expect(await standing()).toEqual({ state: 'broken_off', closedBy: 'clock' })
  })

  it('can be ended at the same moment as somebody is removed: neither waits for what the other holds', async () => {
    await begin()
    await come()
    await db.update(participant).set({ state: 'admitted' }).where(eq(participant.id, seeker.id))
    await db.transaction(async (tx) => {
      await lockTalk(tx, talk.id)
      expect(await removeFromRoom(ports, talk.meetingId, personId(seeker))).toBe('removed')
    })
  })

  it('costs a tick no more statements when there are more of them', async () => {
    await begin('phone')
    const counted = await countedDatabase(url)
    const judged = async () => {
      counted.statements.length = 0
      await closeStaleRooms({ ...ports, video: null, db: counted.db })
      return counted.statements.length
    }
    ports.clock.set(day + 60 * minute)
    await comeToDoor(ports, talk.id, talk.secret)
    // First the talks that other tests left unended.
    await judged()
    const one = await judged()
    for (const name of ['Bo', 'Ida', 'Liv']) {
      const another = await seedStaff(db, seeded.organisation.id, name, { counsellor: true })
      await seedTalk(ports, { ...seeded, counsellors: [another, another] }, { startsMs: day, form: 'phone' })
    }
    expect(await judged()).toBe(one)
    await counted.close()
  })

  it('is closed once, by however many instances at once', async () => {
    await begin()
    ports.clock.set(day + 60 * minute)
    await Promise.all(Array.from({ length: 8 }, () => closeStaleRooms(ports)))
    expect(await standing()).toEqual({ state: 'no_show_seeker', closedBy: 'clock' })
  })
})
