import { goalsNow } from '../guidance/goal.store.ts'
import { konklusionStates } from '../guidance/konklusion.store.ts'
import { phaseSteps } from '../guidance/phase.store.ts'
import { scaleReadings } from '../guidance/scale.store.ts'
import { companionLabels } from '../meeting/companion.store.ts'
import { openTalk } from '../meeting/talk.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { methodOf } from '../methods/methods.ts'
import type { Ports, VideoRole } from '../ports.ts'
import { attendanceOf } from '../room/attendance.store.ts'
import type { Attendance } from '../room/attendance.store.ts'
import { chatOf } from '../room/chat.store.ts'
import { linksOf } from '../room/link.store.ts'
import { personId } from '../room/participant.store.ts'
import type { Participant } from '../room/participant.store.ts'
import { lastPause } from '../room/pause.store.ts'
import { runningPause } from '../room/pause.ts'
import { roomOf, wasNeverUsed } from '../room/room.store.ts'
import { wallOf } from '../time/local-time.ts'

/**
 * Who reads the room. `participant` is null for somebody who has not come to the door yet.
 *
 * `chat`: which lines the answer holds. What was written stays as it is, so a page asks for what came after the last line
 * that it has; an answer to something else that was done holds none.
 */
type Viewer = { role: VideoRole; participant: Participant | null; chat?: { after: string | undefined } }

/**
 * Everything that a page in the room shows, as it is stored: hints only say that it is time to read it again.
 * What somebody may see follows their role, and for guests whether they were let in.
 */
export async function roomState(ports: Ports, talk: Talk, { role, participant, chat: asked }: Viewer) {
  const nowMs = ports.clock.now()
  const { room, goals, readings, pause, chat, links, people, labels, konklusions, steps } = await stored(
    ports,
    talk,
    asked,
  )
  const counsels = role === 'counsellor'
  // The number to call: the seeker's own, and for the counsellor when they are to call.
  const callsBy = role === 'seeker' || (counsels && talk.form === 'phone') ? await openTalk(ports, talk) : null
  const isIn = counsels || participant?.state === 'admitted'
  const scale = readings.find(({ open, moment }) => open && moment !== 'check_in')
  const running = pause && runningPause([pause], nowMs)
  const konklusion = konklusions.get(talk.id)
  return {
    bookingId: talk.id,
    me: { role, identity: participant?.identity ?? null },
    state: talk.state,
    form: talk.form,
    phone: callsBy?.phone ?? null,
    language: talk.language,
    start: talk.startsAt,
    end: talk.endsAt,
    wall: wallOf(talk.startsAt.getTime(), talk.endsAt.getTime(), counsels ? talk.counsellorZone : talk.seekerZone),
    startedAt: room && !wasNeverUsed(room) ? room.openedAt : null,
    endedAt: room?.closedAt ?? null,
    closedBy: room?.closedBy ?? null,
    goals: goals.filter(({ state }) => counsels || state !== 'withdrawn'),
    scale: scale && role !== 'companion' ? scale : null,
    pause: running && { id: running.id, startsAt: running.startsAt, endsAt: running.endsAt },
    chat: isIn
      ? chat.lines.map(({ id, participantId, from, text, sentAt }) => ({
          id,
          from,
          mine: participantId === participant?.id,
          text,
          sentAt,
        }))
      : [],
    /** There are more lines than these: ask for those after the last of them. */
    chatGoesOn: isIn && chat.goesOn,
    links: isIn ? links : [],
    participants: people
      .filter(({ state }) => counsels || (isIn && state === 'admitted'))
      .map((person) => participantView(person, labels)),
    konklusion: counsels ? (konklusion?.counsellor ?? null) : role === 'seeker' ? (konklusion?.seeker ?? null) : null,
    ...(counsels ? { method: methodOf(talk.method), phase: steps.at(-1)?.phase ?? null, steps, readings } : {}),
    serverNow: new Date(nowMs),
  }
}

async function stored(ports: Ports, { id, meetingId }: Talk, chatAsked: Viewer['chat']) {
  const { db } = ports
  const [room, goals, readings, pause, chat, links, people, labels, konklusions, steps] = await Promise.all([
    roomOf(db, meetingId),
    goalsNow(db, ports, id),
    scaleReadings(db, ports, id),
    lastPause(db, meetingId),
    chatAsked ? chatOf(db, ports, meetingId, chatAsked.after) : { lines: [], goesOn: false },
    linksOf(db, ports, meetingId),
    attendanceOf(db, ports, meetingId),
    companionLabels(db, ports, [id]),
    konklusionStates(db, [id]),
    phaseSteps(db, meetingId),
  ])
  return { room, goals, readings, pause, chat, links, people, labels, konklusions, steps }
}

function participantView(person: Attendance, labels: ReadonlyMap<string, string>) {
  const { identity, role, state, companionId, present } = person
  const label = companionId ? labels.get(companionId) : undefined
  return { id: personId(person), identity, role, state, present, ...(label ? { label } : {}) }
}
