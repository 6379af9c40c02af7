import { needsVideo } from '../availability/form.ts'
import type { Form } from '../availability/form.ts'
import { cameraChoice } from '../checklist/checklist.ts'
import type { CameraChoice } from '../checklist/checklist.ts'
import { sheetSummaries } from '../checklist/sheet.store.ts'
import { wrongSecret } from '../http/bearer.ts'
import { notFound } from '../http/problem.ts'
import { refuseWhenOver } from '../meeting/access.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { VideoUnavailable } from '../ports.ts'
import type { Ports } from '../ports.ts'
import { doorOpensAtMs, doorState, tokenSeconds } from '../room/door.ts'
import type { DoorState } from '../room/door.ts'
import { enter, messageTo } from '../room/participant.store.ts'
import type { Participant } from '../room/participant.store.ts'
import { openRoom, roomNameFor, roomOf } from '../room/room.store.ts'
import { knock } from './door.store.ts'
import type { TalkAtDoor } from './door.store.ts'

type DoorAnswer = {
  state: DoorState
  opensAt: Date
  /** What the counsellor said with `asked_to_wait` or `declined`. */
  message?: string
  /** With `open`, unless the talk needs no video server and there is none. */
  url?: string
  token?: string
  identity?: string
  /** What the checklist says of the camera. */
  camera: CameraChoice
  form: Form
  serverNow: Date
}

/**
 * A seeker or a companion knocks, and hears how they stand. May be repeated at any time: who was let in gets a fresh
 * token at once.
 *
 * @param by.secretHash of the secret of their case, or of their invitation
 * @throws VideoUnavailable when the door is open but the video server that the form needs does not answer
 * @throws Problem 401 for a secret that opens nothing, 404 for a talk that it does not open, 410 for a companion's
 * when the talk is long over
 */
export async function knockAt(ports: Ports, by: { secretHash: string; bookingId: string }): Promise<DoorAnswer> {
  const nowMs = ports.clock.now()
  const knocked = await knock(ports.db, ports, by)
  if (!knocked) throw wrongSecret()
  const { role, door, who } = knocked
  if (!door) throw notFound('This talk')
  if (role === 'companion') refuseWhenOver(door.talk, nowMs)
  return answer(ports, {
    talk: door.talk,
    state: doorState(door.talk, door.roomClosed, who?.state ?? null, nowMs),
    who,
    hasRoom: door.hasRoom,
    camera: cameraChoice(knocked.answers),
  })
}

/** The counsellor steps in without knocking, which makes the room. */
export async function stepIn(ports: Ports, talk: Talk): Promise<DoorAnswer> {
  const { meetingId, hostId } = talk
  const room = await roomOf(ports.db, meetingId)
  const state = doorState(talk, room?.closedAt != null, 'admitted', ports.clock.now())
  const camera = (await sheetSummaries(ports.db, ports, [talk], 'counsellor')).get(talk.id)?.camera ?? null
  if (state !== 'open') return answer(ports, { talk, state, who: null, hasRoom: false, camera })
  const who = await ports.db.transaction(async function enterInOneGo(tx) {
    await openRoom(tx, ports, meetingId)
    return enter(tx, ports, { meetingId, hostId })
  })
  return answer(ports, { talk, state, who, hasRoom: true, camera })
}

type AtDoor = {
  talk: TalkAtDoor
  state: DoorState
  who: Participant | null
  hasRoom: boolean
  camera: CameraChoice | null
}

async function answer(ports: Ports, { talk, state: asked, who, hasRoom, camera }: AtDoor): Promise<DoorAnswer> {
  const key = asked === 'open' && who ? await keyFor(ports, talk, who, hasRoom) : null
  // Put out while the key was being made.
  const state = asked === 'open' && key === null ? 'removed' : asked
  const isTold = state === 'asked_to_wait' || state === 'declined'
  const message = isTold && who ? await messageTo(ports.db, ports, who) : null
  return {
    state,
    opensAt: new Date(doorOpensAtMs(talk)),
    ...(message ? { message } : {}),
    ...key,
    camera: camera ?? 'later',
    form: talk.form,
    serverNow: new Date(ports.clock.now()),
  }
}

/**
 * What opens the room: minted only now, good for a first connection within {@link tokenSeconds}. `null` when the
 * person was put out in the meantime.
 */
async function keyFor(ports: Ports, talk: TalkAtDoor, { id, identity, role }: Participant, hasRoom: boolean) {
  const { video } = ports
  if (!video || !(await video.reachable())) {
    if (needsVideo(talk.form)) throw new VideoUnavailable('no video server')
    return { identity }
  }
  if (!hasRoom) await openRoom(ports.db, ports, talk.meetingId)
  // After the video server was asked, which may take seconds: a removal moves the room, and its new name is not theirs.
  const name = await roomNameFor(ports.db, id)
  if (name === null) return null
  // Whose talk it is may show their screen; who came along sees it.
  const sharesScreen = role !== 'companion'
  const token = await video.mintToken({ room: name, identity, role, sharesScreen, ttlSeconds: tokenSeconds })
  return { url: video.url, token, identity }
}
