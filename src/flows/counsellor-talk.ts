import { readiness } from '../checklist/checklist.ts'
import { sheetOf } from '../checklist/sheet.store.ts'
import { together } from '../db/together.ts'
import { counsellorsFollowUp } from '../guidance/follow-up-answer.ts'
import { followUpRows, followUpsFrom } from '../guidance/follow-up.store.ts'
import { goalNow } from '../guidance/goal.ts'
import { goalRows, goalsFrom } from '../guidance/goal.store.ts'
import { standingOf } from '../guidance/konklusion.ts'
import type { KonklusionBody } from '../guidance/konklusion.ts'
import { approvedBefore, approvedBodies, standingRows } from '../guidance/konklusion.store.ts'
import { phaseSteps } from '../guidance/phase.store.ts'
import { noteFrom, noteRows } from '../guidance/private-note.store.ts'
import { startAndEnd } from '../guidance/scale.ts'
import { readingRows, readingsFrom } from '../guidance/scale.store.ts'
import { companionsFrom, companionsInvited } from '../meeting/companion.store.ts'
import { formChanges } from '../meeting/form-change.store.ts'
import { earlierTalks, openTalk } from '../meeting/talk.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { lettersOfTalk } from '../notify/record.store.ts'
import type { Ports } from '../ports.ts'
import { waitingFrom, waitingRows } from '../room/participant.store.ts'
import { openRoomsAmong } from '../room/room.store.ts'
import { wallOf } from '../time/local-time.ts'
import { heardOfSince, talkAnswer } from './counsellor-talks.ts'

/** The page of a talk for its own counsellor: all that is known of it. `zone`: in which they read times. */
export async function counsellorsTalk(ports: Ports, talk: Talk, zone: string) {
  const [tx, nowMs] = [ports.db, ports.clock.now()]
  const { meetingId, state } = talk
  const [said, record, seekersSheet, ownChecklist, earlier, open] = await Promise.all([
    openTalk(ports, talk),
    recordOf(ports, talk, nowMs),
    sheetOf(tx, ports, talk, 'seeker'),
    sheetOf(tx, ports, talk, 'counsellor'),
    earlierTalks(tx, talk),
    openRoomsAmong(tx, [meetingId]),
  ])
  const followUp = await counsellorsFollowUp(tx, said, record, nowMs)
  const around = {
    goals: record.goals,
    sheet: seekersSheet && { ...seekersSheet, readiness: readiness(seekersSheet.items, seekersSheet.answers) },
    konklusion: record.konklusion,
    companions: record.companions.length,
    waiting: record.waiting,
    roomOpen: open.has(meetingId),
  }
  return {
    ...talkAnswer(said, around, zone),
    serviceWall: wallOf(talk.startsAt.getTime(), talk.endsAt.getTime(), talk.serviceZone),
    method: talk.method,
    seekerAnswers: seekersSheet && { items: seekersSheet.items, answers: seekersSheet.answers },
    ownChecklist,
    companionsList: record.companions.map(({ id, label, createdAt, openedAt }) => ({ id, label, createdAt, openedAt })),
    earlier: earlier
      .filter(({ state }) => state !== 'cancelled')
      .map((one) => earlierAnswer(one, record.approved, zone)),
    letters: record.letters.toReversed(),
    notes: record.note.text,
    readings: startAndEnd(record.readings),
    formChanges: record.formChanges,
    steps: record.steps,
    outcome: state === 'booked' || state === 'cancelled' ? null : state,
    followUp,
    cancelReason: said.cancelReason,
    cancelledBy: talk.cancelledBy,
    cancelledLate: talk.cancelledLate,
    phone: talk.form === 'phone' || followUp?.kind === 'call' ? said.phone : null,
    serverNow: new Date(nowMs),
  }
}

/** What was written in a talk and around it, and what the seeker approved in those before it. One statement. */
async function recordOf(ports: Ports, talk: Talk, nowMs: number) {
  const tx = ports.db
  const { id, meetingId } = talk
  const { goals, standing, approved, followUp, note, readings, companions, waiting, ...asTheyAre } = await together(
    tx,
    {
      goals: goalRows(tx, [id]),
      standing: standingRows(tx, [id]),
      approved: approvedBefore(tx, talk),
      followUp: followUpRows(tx, id),
      note: noteRows(tx, id),
      readings: readingRows(tx, id),
      steps: phaseSteps(tx, meetingId),
      companions: companionsInvited(tx, [id]),
      letters: lettersOfTalk(tx, talk),
      formChanges: formChanges(tx, meetingId),
      waiting: waitingRows(tx, [meetingId], heardOfSince(nowMs)),
    },
  )
  return {
    ...asTheyAre,
    goals: (await goalsFrom(ports, goals)).map(goalNow),
    konklusion: standing.length > 0 ? standingOf(standing) : null,
    approved: await approvedBodies(ports, approved),
    followUp: (await followUpsFrom(ports, followUp))[0] ?? null,
    note: await noteFrom(ports, note),
    readings: await readingsFrom(ports, readings),
    companions: await companionsFrom(ports, companions),
    waiting: await waitingFrom(ports, waiting),
  }
}

/** What a returning seeker comes with: a talk before this one, with the Konklusion that they approved. */
function earlierAnswer(talk: Talk, approved: Map<string, KonklusionBody>, zone: string) {
  const { id, startsAt, endsAt, state, counsellorName } = talk
  return {
    id,
    start: startsAt,
    wall: wallOf(startsAt.getTime(), endsAt.getTime(), zone),
    state,
    counsellorName,
    konklusion: approved.get(id) ?? null,
  }
}
