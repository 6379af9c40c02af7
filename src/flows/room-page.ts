import { wallOf } from '../time/local-time.ts'
import type { TalkRecord } from '../meeting/record.store.ts'
import { companionLabels } from '../meeting/room.store.ts'
import { konklusionStates } from '../guidance/konklusion.store.ts'
import { methodOf } from '../methods/methods.ts'
import { goalsNow, phaseSteps, scaleReadings } from '../guidance/store.ts'
import type { Ports, VideoRole } from '../ports.ts'
import { attendanceOf } from '../room/attendance.store.ts'
import { runningPause } from '../room/pause.ts'
import { chatOf, lastPause, linksOf, roomOf } from '../room/store.ts'
import type { Participant } from '../room/store.ts'

/** Who reads the room. `participant` is null for somebody who has not come to the door yet. */
export type Viewer = { role: VideoRole; participant: Participant | null }

/**
 * Everything that a page in the room shows, as it is stored: hints only say that it is time to read it again.
 * What somebody may see follows their role, and for guests whether they were let in.
 */
export async function roomState(ports: Ports, talk: TalkRecord, { role, participant }: Viewer) {
  const { db } = ports
  const nowMs = ports.clock.now()
  const [room, goals, readings, pause, chat, links, people, labels, konklusions, steps] = await Promise.all([
    roomOf(db, talk.id),
    goalsNow(db, talk.id),
    scaleReadings(db, talk.id),
    lastPause(db, talk.id),
    chatOf(db, talk.id),
    linksOf(db, talk.id),
    attendanceOf(db, ports, talk.id),
    companionLabels(db, [talk.id]),
    konklusionStates(db, [talk.id]),
    phaseSteps(db, talk.id),
  ])
  const counsels = role === 'counsellor'
  const isIn = counsels || participant?.state === 'admitted'
  const scale = readings.find(({ open, moment }) => open && moment !== 'check_in')
  const running = pause && runningPause([pause], nowMs)
  const konklusion = konklusions.get(talk.id)
  // A room that closed as it opened was never used.
  const used = room !== null && room.closedAt?.getTime() !== room.openedAt.getTime()
  return {
    bookingId: talk.id,
    me: { role, identity: participant?.identity ?? null },
    state: talk.state,
    form: talk.form,
    // The number to call: the seeker's own, and for the counsellor when they are to call.
    phone: role === 'seeker' || (counsels && talk.form === 'phone') ? talk.phone : null,
    language: talk.language,
    start: talk.startsAt,
    end: talk.endsAt,
    wall: wallOf(talk.startsAt.getTime(), talk.endsAt.getTime(), counsels ? talk.counsellorZone : talk.seekerZone),
    startedAt: used ? room.openedAt : null,
    endedAt: room?.closedAt ?? null,
    closedBy: room?.closedBy ?? null,
    goals: goals.filter(({ state }) => counsels || state !== 'withdrawn'),
    scale: scale && role !== 'companion' ? scale : null,
    pause: running && { id: running.id, startsAt: running.startsAt, endsAt: running.endsAt },
    chat: isIn
      ? chat.map(({ id, participantId, from, text, sentAt }) => ({
          id,
          from,
          mine: participantId === participant?.id,
          text,
          sentAt,
        }))
      : [],
    links: isIn ? links : [],
    participants: people
      .filter(({ state }) => counsels || (isIn && state === 'admitted'))
      .map(({ id, identity, role: theirRole, state, companionId, present }) => {
        const label = companionId ? labels.get(companionId) : undefined
        return { id, identity, role: theirRole, state, present, ...(label ? { label } : {}) }
      }),
    konklusion: counsels ? (konklusion?.counsellor ?? null) : role === 'seeker' ? (konklusion?.seeker ?? null) : null,
    ...(counsels ? { method: methodOf(talk.method), phase: steps.at(-1)?.phase ?? null, steps, readings } : {}),
    serverNow: new Date(nowMs),
  }
}
