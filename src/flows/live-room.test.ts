import { serve } from '@hono/node-server'
import { Room, RoomEvent, dispose } from '@livekit/rtc-node'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { createApp } from '../app.ts'
import type { Ports } from '../ports.ts'
import { attendanceOf } from '../room/attendance.store.ts'
import { newSecret, secretHash } from '../crypto/secret.ts'
import { addSecret } from '../meeting/case.store.ts'
import { changeStaff } from './change-staff.ts'
import { decideAtDoor } from '../room/decide-at-door.ts'
import { freshDoor, leaveRoom } from '../room/fresh-door.ts'
import { personId } from '../room/participant.store.ts'
import { removeCompanion, removeFromRoom } from '../room/removal.ts'
import { changeMeeting, moveHosts } from '../meeting/meeting.store.ts'
import { closeStaleRooms } from './close-stale-rooms.ts'
import { endTalk } from './end-talk.ts'
import { knockAt, stepIn } from './enter-room.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { comeToDoor } from '../../test/setup/door.ts'
import { testLiveKit } from '../../test/setup/livekit.ts'
import { seedOrganisation, seedStaff } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { seedCompanion, seedTalk, theTalk } from '../../test/setup/talk.ts'
import type { TestTalk } from '../../test/setup/talk.ts'

/** People who really join a really running server, which tells the program by its webhooks. */
const { db } = await testDatabase()
// LiveKit lives by the wall clock: here, so does the program.
const ports: Ports = Object.assign(testPorts(db), { clock: { now: () => Date.now() } })
const app = createApp(() => ports)
let hearsWebhooks = true
const fetch = (request: Request) => (hearsWebhooks ? app.fetch(request) : new Response(null, { status: 200 }))
const listener = serve({ fetch, port: 0, hostname: '127.0.0.1' })
await vi.waitUntil(() => listener.address() !== null)
const address = listener.address()
const port = address && typeof address === 'object' ? address.port : 0
const server = await testLiveKit({ webhookUrl: `http://127.0.0.1:${port}/api/livekit/webhook` })
ports.video = server.video
const seeded = await seedOrganisation(db)

// Several real connections one after another, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const joined: Room[] = []
afterEach(async () => {
  hearsWebhooks = true
  await Promise.all(joined.splice(0).map((room) => room.disconnect()))
})
afterAll(async () => {
  await dispose()
  await server.stop()
  listener.close()
})

/** A talk that begins now, or in so many minutes, each with a counsellor of its own. */
async function talkNow(inMinutes = 0) {
  const counsellor = await seedStaff(db, seeded.organisation.id, 'Eva Vägledare', { counsellor: true })
  return seedTalk(
    ports,
    { ...seeded, counsellors: [counsellor, seeded.counsellors[1]] },
    { startsMs: Date.now() + inMinutes * 60_000 },
  )
}

/** The seeker's own knock, or with a companion's secret theirs. */
const knock = async ({ id, secret }: TestTalk, theirs = secret) =>
  knockAt(ports, { secretHash: await secretHash(theirs), bookingId: id })
const counsellorIn = async (talk: TestTalk) => stepIn(ports, await theTalk(ports, talk.id))

async function letIn(talk: TestTalk, secret = talk.secret) {
  const person = personId(await comeToDoor(ports, talk.id, secret))
  await decideAtDoor(ports, { meetingId: talk.meetingId, person, decision: 'admit', message: null })
  return { person, ...(await keyAt(() => knock(talk, secret))) }
}

async function keyAt(door: () => Promise<{ token?: string; identity?: string; state: string }>) {
  const { token, identity, state } = await door()
  if (!token || !identity) throw new Error(`the door is ${state}`)
  return { token, identity }
}

async function join(token: string): Promise<Room> {
  const room = new Room()
  await room.connect(server.url, token, { autoSubscribe: true, dynacast: false })
  joined.push(room)
  return room
}

const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 50 })
const presence = async ({ meetingId }: TestTalk) =>
  (await attendanceOf(db, ports, meetingId)).map(({ role, present, stays }) => ({ role, present, stays: stays.length }))

describe('somebody who is removed', () => {
  it('is out at once, and neither the old token nor a renewed one leads back to the others', async () => {
    const talk = await talkNow()
    const mother = await seedCompanion(ports, talk.id)
    const counsellor = await keyAt(() => counsellorIn(talk))
    const seeker = await letIn(talk)
    const guest = await letIn(talk, mother.secret)
    const [theirs, ours, out] = [await join(counsellor.token), await join(seeker.token), await join(guest.token)]
    await eventually(() =>
      expect([...out.remoteParticipants.keys()].toSorted()).toEqual([counsellor.identity, seeker.identity].toSorted()),
    )
    // LiveKit sends a renewed token right after joining, good for ten minutes.
    const renewed = out.token ?? guest.token

    await removeFromRoom(ports, talk.meetingId, guest.person)
    await eventually(() => expect([theirs, ours, out].some(({ isConnected }) => isConnected)).toBe(false))
    expect((await knock(talk, mother.secret)).state).toBe('removed')

    // The others are let into the moved room at once, and find each other there.
    const again = await join((await keyAt(() => counsellorIn(talk))).token)
    const seekerAgain = await keyAt(() => knock(talk))
    const backIn = await join(seekerAgain.token)
    await eventually(() => {
      expect([...backIn.remoteParticipants.keys()]).toEqual([counsellor.identity])
      expect([...again.remoteParticipants.keys()]).toEqual([seeker.identity])
    })
    expect(seekerAgain.identity).toBe(seeker.identity)

    for (const token of [guest.token, renewed]) {
      const nowhere = await join(token)
      expect(nowhere.remoteParticipants.size).toBe(0)
      expect([...again.remoteParticipants.keys()]).toEqual([seeker.identity])
      // And the clock empties that room.
      await closeStaleRooms(ports)
      await eventually(() => expect(nowhere.isConnected).toBe(false))
    }
    expect(backIn.isConnected).toBe(true)
    await eventually(async () =>
      expect(await presence(talk)).toEqual([
        { role: 'counsellor', present: true, stays: 2 },
        { role: 'seeker', present: true, stays: 2 },
        // Walking into the given-up room is no attendance.
        { role: 'companion', present: false, stays: 1 },
      ]),
    )
  })

  it('may be a companion whose invitation is taken back, in the room or not', async () => {
    const talk = await talkNow()
    const [mother, father] = [await seedCompanion(ports, talk.id), await seedCompanion(ports, talk.id, 'min pappa')]
    const guest = await letIn(talk, mother.secret)
    const room = await join(guest.token)
    await removeCompanion(ports, mother.id)
    await removeCompanion(ports, father.id)
    await eventually(() => expect(room.isConnected).toBe(false))
    expect((await knock(talk, mother.secret)).state).toBe('removed')
  })
})

describe('somebody whose key has ended', () => {
  it.each([
    ['the page was locked', 'DELETE', '/case/openings/here'],
    ['there are new keys', 'POST', '/case/keys'],
    ['the page was closed elsewhere', 'DELETE', '/case/openings'],
  ])('is out of the room, and whoever has one comes back at once: %s', async (_why, method, path) => {
    const talk = await talkNow()
    const own = newSecret(ports.random)
    await addSecret(db, talk.caseId, await secretHash(own), Date.now())
    const counsellor = await keyAt(() => counsellorIn(talk))
    const seeker = await letIn(talk)
    const [ours, theirs] = [await join(counsellor.token), await join(seeker.token)]
    const renewed = theirs.token ?? seeker.token
    // Of the two devices the one is in the room, and the other ends its key, or all; a lock ends its own.
    const by = path.endsWith('here') ? talk.secret : own
    const answer = await app.request(`/api${path}`, {
      method,
      headers: { authorization: `Bearer ${by}`, 'idempotency-key': crypto.randomUUID() },
    })
    expect(answer.status).toBe(200)
    await eventually(() => expect([ours, theirs].some(({ isConnected }) => isConnected)).toBe(false))
    await expect(knock(talk)).rejects.toMatchObject({ status: 401 })
    const again = await join((await keyAt(() => counsellorIn(talk))).token)
    for (const token of [seeker.token, renewed]) expect((await join(token)).remoteParticipants.size).toBe(0)
    expect(again.remoteParticipants.size).toBe(0)
    if (method === 'POST') return
    const back = await join((await keyAt(() => knock(talk, own))).token)
    await eventually(() => expect([...back.remoteParticipants.keys()]).toEqual([counsellor.identity]))
  })

  it.each(['signed out everywhere', 'deactivated'])('may be of the staff: %s', async (how) => {
    const talk = await talkNow()
    const counsellor = await keyAt(() => counsellorIn(talk))
    const seeker = await letIn(talk)
    const [ours, theirs] = [await join(counsellor.token), await join(seeker.token)]
    const { counsellorId } = await theTalk(ports, talk.id)
    if (how === 'deactivated') {
      const whom = { organisationId: seeded.organisation.id, staffId: counsellorId }
      await changeStaff(ports, whom, { active: false }, seeded.coordinator.id)
    } else {
      const headers = await signedIn(app, ports, counsellorId)
      expect((await app.request('/api/staff/sessions', { method: 'DELETE', headers })).status).toBe(200)
    }
    await eventually(() => expect([ours, theirs].some(({ isConnected }) => isConnected)).toBe(false))
    const back = await join((await keyAt(() => knock(talk))).token)
    expect((await join(counsellor.token)).remoteParticipants.size).toBe(0)
    expect(back.remoteParticipants.size).toBe(0)
  })
})

describe('attendance', () => {
  it('comes from LiveKit’s webhooks', async () => {
    const talk = await talkNow()
    const counsellor = await join((await keyAt(() => counsellorIn(talk))).token)
    const seeker = await join((await letIn(talk)).token)
    await eventually(async () =>
      expect(await presence(talk)).toEqual([
        { role: 'counsellor', present: true, stays: 1 },
        { role: 'seeker', present: true, stays: 1 },
      ]),
    )
    await seeker.disconnect()
    await eventually(async () => expect(await presence(talk)).toMatchObject([{ present: true }, { present: false }]))
    expect(counsellor.isConnected).toBe(true)
  })

  it('finds by LiveKit’s own list whom a lost webhook forgot, and who left unheard', async () => {
    const talk = await talkNow()
    const seeker = await letIn(talk)
    hearsWebhooks = false
    const room = await join(seeker.token)
    expect(await presence(talk)).toEqual([{ role: 'seeker', present: false, stays: 0 }])
    await closeStaleRooms(ports)
    expect(await presence(talk)).toEqual([{ role: 'seeker', present: true, stays: 1 }])
    await closeStaleRooms(ports)
    expect(await presence(talk)).toEqual([{ role: 'seeker', present: true, stays: 1 }])
    await room.disconnect()
    const later: Ports = { ...ports, clock: { now: () => Date.now() + 10_000 } }
    await eventually(async () => {
      await closeStaleRooms(later)
      expect(await presence(talk)).toEqual([{ role: 'seeker', present: false, stays: 1 }])
    })
  })
})

describe('what is stored', () => {
  it('reaches the others as a hint of the server’s, and nobody in the room can send one', async () => {
    const talk = await talkNow()
    const counsellor = await join((await keyAt(() => counsellorIn(talk))).token)
    const { token } = await letIn(talk)
    const heard: string[] = []
    counsellor.on(RoomEvent.DataReceived, (payload, _from, _kind, topic) =>
      heard.push(`${topic} ${new TextDecoder().decode(payload)}`),
    )
    const seeker = await join(token)
    const hint = (changed: string) => `fyrklang {"changed":"${changed}"}`
    await eventually(() => expect(heard).toContain(hint('participants')))
    await seeker.localParticipant
      ?.publishData(new TextEncoder().encode('{"changed":"ended"}'), { reliable: true, topic: 'fyrklang' })
      .catch(() => {})
    const answer = await app.request(`/api/bookings/${talk.id}/room/chat`, {
      method: 'POST',
      headers: { authorization: `Bearer ${talk.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'hej' }),
    })
    expect(answer.status).toBe(201)
    await eventually(() => expect(heard).toContain(hint('chat')))
    expect(heard).not.toContain(hint('ended'))
  })
})

describe('a talk that is moved', () => {
  it('puts a counsellor out who came early, into whose room no token leads any more', async () => {
    const talk = await talkNow(10)
    const early = await keyAt(() => counsellorIn(talk))
    const room = await join(early.token)
    const tomorrow = (ms: number) => new Date(ms + 86_400_000)
    const [startsAt, endsAt] = [tomorrow(talk.startsMs), tomorrow(talk.endsMs)]
    const door = await db.transaction(async (tx) => {
      await moveHosts(tx, talk.meetingId, { from: startsAt, until: endsAt })
      await changeMeeting(tx, { id: talk.meetingId, revision: 0 }, { startsAt, endsAt }, Date.now())
      return freshDoor(tx, ports, talk.meetingId)
    })
    if (!door.underWay && door.left) leaveRoom(ports, door.left)
    await eventually(() => expect(room.isConnected).toBe(false))
    expect((await counsellorIn(talk)).state).toBe('closed')
    const back = await join(early.token)
    await closeStaleRooms(ports)
    await eventually(() => expect(back.isConnected).toBe(false))
    expect(await presence(talk)).toEqual([])
  })
})

describe('a talk that ends', () => {
  it('puts everybody out, and keeps the room shut for whoever comes with a token of before', async () => {
    const talk = await talkNow()
    const seeker = await letIn(talk)
    const room = await join(seeker.token)
    await endTalk(ports, talk.id, 'held', 'counsellor')
    await eventually(() => expect(room.isConnected).toBe(false))
    const back = await join(seeker.token)
    await closeStaleRooms(ports)
    await eventually(() => expect(back.isConnected).toBe(false))
  })
})
