import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp } from '../app.ts'
import { revokeCompanion } from '../meeting/companion.store.ts'
import { newSecret, secretHash } from '../crypto/secret.ts'
import { cancelTalkRows, setOutcome } from '../meeting/meeting.store.ts'
import { outcomes } from '../meeting/meeting.ts'
import type { Ports } from '../ports.ts'
import { doorState } from '../room/door.ts'
import { participantFor, participantsOf, personId, stand } from '../room/participant.store.ts'
import { closeRoomOf, openRoom, roomOf } from '../room/room.store.ts'
import { callerOf } from '../../test/setup/call.ts'
import { countedDatabase } from '../../test/setup/counted-database.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { comeToDoor } from '../../test/setup/door.ts'
import { testLiveKit } from '../../test/setup/livekit.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testNow, testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { seedCompanion, seedTalk, theTalk } from '../../test/setup/talk.ts'
import type { TestTalk } from '../../test/setup/talk.ts'
import { knock } from './door.store.ts'

const { db, url } = await testDatabase()
const counted = await countedDatabase(url)
const server = await testLiveKit()
afterAll(() => Promise.all([counted.close(), server.stop()]))
const ports = testPorts(db, { video: server.video })
const title = { sv: 'Kamera', da: 'Kamera', en: 'Camera' }
const seeded = await seedOrganisation(db, {
  items: [{ id: 'picture', kind: 'camera', audience: ['seeker', 'companion', 'counsellor'], title }],
})
const app = createApp(() => ports)
const call = callerOf(app)
const minute = 60_000
let startsMs = testNow
let talk: TestTalk
let staff: Record<string, string>

/** Every test has its own day, ten minutes before its talk. */
beforeEach(async () => {
  startsMs += 24 * 60 * minute
  ports.clock.set(startsMs - 10 * minute)
  talk = await seedTalk(ports, seeded, { startsMs })
  staff = await signedIn(app, ports, seeded.counsellors[0].id)
})

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
const knockWith = (secret: string, id = talk.id) => call('POST', `/bookings/${id}/door`, bearer(secret), {})
const decide = (personId: string, decision: string) =>
  call('POST', `/staff/talks/${talk.id}/door/${personId}`, staff, { decision })

describe('what a call costs', () => {
  const counting = callerOf(createApp((): Ports => ({ ...ports, db: counted.db })))
  const cost = async (...what: Parameters<typeof counting>) => {
    const before = counted.statements.length
    const { status, body } = await counting(...what)
    return { status, state: body.state, statements: counted.statements.length - before }
  }
  const door = (secret: string) => cost('POST', `/bookings/${talk.id}/door`, bearer(secret), {})

  it('is one statement for a knock and for each question of whoever waits, a seeker or a companion', async () => {
    const mother = await seedCompanion(ports, talk.id)
    for (const secret of [talk.secret, mother.secret])
      for (let polls = 0; polls < 8; polls++)
        expect(await door(secret)).toEqual({ status: 200, state: 'waiting', statements: 1 })
  })

  it('is one more where the door is open, for the room’s name of that moment', async () => {
    const who = await comeToDoor(ports, talk.id, talk.secret)
    await decide(personId(who), 'admit')
    expect(await door(talk.secret)).toEqual({ status: 200, state: 'open', statements: 2 })
  })

  it('is two for the counsellor’s question of who waits, beyond the session’s own', async () => {
    const session = await cost('POST', '/staff/talks/nonsense/door', staff, {})
    expect(session.status).toBe(404)
    const waiting = async () => (await cost('GET', '/staff/waiting', staff)).statements - session.statements
    expect(await waiting()).toBe(2)
    await comeToDoor(ports, talk.id, talk.secret)
    for (const { secret } of [await seedCompanion(ports, talk.id), await seedCompanion(ports, talk.id, 'min pappa')])
      await comeToDoor(ports, talk.id, secret)
    expect(await waiting()).toBe(2)
    expect((await call('GET', '/staff/waiting', staff)).body.waiting).toHaveLength(3)
  })
})

describe('a knock', () => {
  const standing = async () =>
    (await participantsOf(db, [talk.meetingId])).map(({ role, knockedAt, lastSeenAt }) => ({
      role,
      knocked: knockedAt.getTime(),
      seen: lastSeenAt.getTime(),
    }))
  /** By the rule itself, which says nothing of the database. */
  const isOpen = async () => {
    const room = await roomOf(db, talk.meetingId)
    const state = doorState(await theTalk(ports, talk.id), room?.closedAt != null, null, ports.clock.now())
    return state !== 'closed' && state !== 'ended'
  }
  const notes = async () => {
    const knocked = await knock(db, ports, { secretHash: await secretHash(talk.secret), bookingId: talk.id })
    expect(knocked?.door?.talk).toMatchObject({ form: 'video', startsAt: new Date(startsMs) })
    return knocked?.who !== null
  }

  it('is noted at an open door and leaves no trace at any other: too early, too late, cancelled, closed', async () => {
    const seen: [number, boolean][] = []
    for (const minutes of [-16, -15, -1, 0, 45, 104, 105, 2000]) {
      ports.clock.set(startsMs + minutes * minute)
      const open = await isOpen()
      expect([minutes, await notes()]).toEqual([minutes, open])
      seen.push([minutes, open])
    }
    expect(seen.filter(([, open]) => open).map(([minutes]) => minutes)).toEqual([-15, -1, 0, 45, 104])
    // What is in the record is the last knock that was noted.
    expect(await standing()).toEqual([
      { role: 'seeker', knocked: startsMs + 104 * minute, seen: startsMs + 104 * minute },
    ])
  })

  it.each(outcomes)('leaves no trace at the door of a talk that ended: %s', async (outcome) => {
    ports.clock.set(startsMs)
    await setOutcome(db, talk, outcome, startsMs)
    expect([await isOpen(), await notes(), await standing()]).toEqual([false, false, []])
  })

  it('leaves none at the door of a talk that was cancelled, or whose room was closed', async () => {
    await closeRoomOf(db, ports, talk.meetingId, 'clock')
    expect([await isOpen(), await notes(), await standing()]).toEqual([false, false, []])
    await cancelTalkRows(db, await theTalk(ports, talk.id), { who: 'seeker', reason: null, late: false }, startsMs)
    expect([await isOpen(), await notes(), await standing()]).toEqual([false, false, []])
  })

  it('is told of the decision that is being written at that moment', async () => {
    const who = await comeToDoor(ports, talk.id, talk.secret)
    const { answer } = await db.transaction(async function admit(tx) {
      await participantFor(tx, talk.meetingId, personId(who))
      await openRoom(tx, ports, talk.meetingId)
      await stand(tx, ports, who, { state: 'admitted' })
      const asked = knockWith(talk.secret)
      const waits = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      await vi.waitUntil(async () => (await db.execute(waits)).length > 0)
      return { answer: asked }
    })
    expect((await answer).body).toMatchObject({ state: 'open', url: server.url })
  })

  it('opens nothing but the talk that the secret is for', async () => {
    const other = await seedTalk(ports, seeded, { startsMs: startsMs + 60 * minute })
    const [mother, father] = [await seedCompanion(ports, talk.id), await seedCompanion(ports, talk.id, 'min pappa')]
    await revokeCompanion(db, ports, talk.id, father.id)
    const unknown = newSecret(ports.random)
    const statuses = async (...knocks: [string, string?][]) =>
      Promise.all(knocks.map(async ([secret, id]) => (await knockWith(secret, id)).status))
    expect(await statuses([talk.secret], [mother.secret])).toEqual([200, 200])
    expect(await statuses([talk.secret, other.id], [mother.secret, other.id], [other.secret])).toEqual([404, 404, 404])
    expect(await statuses([father.secret], [unknown], ['short'], [unknown, 'nonsense'])).toEqual([401, 401, 401, 401])
    expect(await statuses([talk.secret, 'nonsense'], [mother.secret, crypto.randomUUID()])).toEqual([404, 404])
    ports.clock.set(talk.endsMs + 24 * 60 * minute)
    expect(await statuses([talk.secret], [mother.secret])).toEqual([200, 410])
  })
})

describe('the camera', () => {
  it('stands for everybody as they said in their own checklist, already while they wait', async () => {
    const mother = await seedCompanion(ports, talk.id)
    const chooses = (path: string, headers: Record<string, string>, camera: string) =>
      call('PUT', path, headers, { answers: { picture: { kind: 'camera', camera } } })
    expect((await knockWith(talk.secret)).body).toMatchObject({ state: 'waiting', camera: 'later' })
    await chooses(`/bookings/${talk.id}/checklist`, bearer(talk.secret), 'on')
    await chooses(`/bookings/${talk.id}/checklist`, bearer(mother.secret), 'off')
    expect((await knockWith(talk.secret)).body).toMatchObject({ state: 'waiting', camera: 'on' })
    expect((await knockWith(mother.secret)).body).toMatchObject({ state: 'waiting', camera: 'off' })
    expect((await call('POST', `/staff/talks/${talk.id}/door`, staff, {})).body).toMatchObject({ camera: 'later' })
    await chooses(`/staff/talks/${talk.id}/checklist`, staff, 'on')
    expect((await call('POST', `/staff/talks/${talk.id}/door`, staff, {})).body).toMatchObject({ camera: 'on' })
  })
})
