import type { Form } from '../meeting/booking.ts'
import type { TalkRecord } from '../meeting/record.store.ts'
import { sheetSummaries } from '../checklist/sheet.store.ts'
import type { Respondent } from '../checklist/sheet.store.ts'
import { VideoUnavailable } from '../ports.ts'
import type { Ports } from '../ports.ts'
import { awayAfterSeconds, doorOpensAtMs, doorState, tokenSeconds } from '../room/door.ts'
import type { DoorState } from '../room/door.ts'
import { enter, knock, openRoom, participantOf, roomNameFor, roomOf } from '../room/store.ts'
import type { Participant, Person } from '../room/store.ts'

export type DoorAnswer = {
  state: DoorState
  opensAt: Date
  /** What the counsellor said with `asked_to_wait` or `declined`. */
  message?: string
  /** With `open`, unless the talk needs no video server and there is none. */
  url?: string
  token?: string
  identity?: string
  /** What the checklist says of the camera. */
  camera: 'on' | 'off' | 'later'
  form: Form
  serverNow: Date
}

/**
 * Knocks, and tells how one stands. May be repeated at any time: who was let in gets a fresh token at once.
 *
 * @throws VideoUnavailable when the door is open but the video server that the form needs does not answer
 */
export async function knockAt(ports: Ports, talk: TalkRecord, person: Person): Promise<DoorAnswer> {
  const nowMs = ports.clock.now()
  const room = await roomOf(ports.db, talk.id)
  const closed = room?.closedAt != null
  const before = await participantOf(ports.db, person)
  const state = doorState(talk, closed, before?.state ?? null, nowMs)
  if (state === 'closed' || state === 'ended') return answer(ports, talk, person, state)
  const who = await knock(ports.db, ports, person, new Date(nowMs - awayAfterSeconds * 1000))
  return answer(ports, talk, person, doorState(talk, closed, who.state, nowMs), who)
}

/** The counsellor steps in without knocking, which makes the room. */
export async function stepIn(ports: Ports, talk: TalkRecord): Promise<DoorAnswer> {
  const person: Person = { bookingId: talk.id, role: 'counsellor', companionId: null }
  const room = await roomOf(ports.db, talk.id)
  const state = doorState(talk, room?.closedAt != null, 'admitted', ports.clock.now())
  if (state !== 'open') return answer(ports, talk, person, state)
  const who = await ports.db.transaction(async (tx) => {
    await openRoom(tx, ports, talk.id)
    return enter(tx, ports, talk.id)
  })
  return answer(ports, talk, person, state, who)
}

async function answer(
  ports: Ports,
  talk: TalkRecord,
  person: Person,
  asked: DoorState,
  who?: Participant,
): Promise<DoorAnswer> {
  const key = asked === 'open' && who ? await keyFor(ports, talk, who) : null
  // Put out while the key was being made.
  const state = asked === 'open' && key === null ? 'removed' : asked
  const message = state === 'asked_to_wait' || state === 'declined' ? who?.message : null
  return {
    state,
    opensAt: new Date(doorOpensAtMs(talk)),
    ...(message ? { message } : {}),
    ...key,
    camera: await cameraFor(ports, talk, person),
    form: talk.form,
    serverNow: new Date(ports.clock.now()),
  }
}

/**
 * What opens the room: minted only now, good for a first connection within {@link tokenSeconds}. `null` when the
 * person was put out in the meantime.
 */
async function keyFor(ports: Ports, talk: TalkRecord, { id, identity, role }: Participant) {
  const { video } = ports
  if (!video || !(await video.reachable())) {
    if (talk.form === 'video' || talk.form === 'audio') throw new VideoUnavailable('no video server')
    return { identity }
  }
  await openRoom(ports.db, ports, talk.id)
  // After the video server was asked, which may take seconds: a removal moves the room, and its new name is not theirs.
  const name = await roomNameFor(ports.db, id)
  if (name === null) return null
  const token = await video.mintToken({ room: name, identity, role, ttlSeconds: tokenSeconds })
  return { url: video.url, token, identity }
}

async function cameraFor(ports: Ports, talk: TalkRecord, { role, companionId }: Person) {
  const respondent: Respondent = role === 'companion' ? `companion:${companionId}` : role
  const summaries = await sheetSummaries(ports.db, [talk], respondent)
  return summaries.get(talk.id)?.camera ?? 'later'
}
