import { formsOfTalk } from '../availability/form.ts'
import { sheetSummaries } from '../checklist/sheet.store.ts'
import type { Respondent } from '../checklist/sheet.store.ts'
import { asksForFeedback } from '../feedback/feedback.ts'
import { agreedOf } from '../guidance/follow-up.store.ts'
import { konklusionStates } from '../guidance/konklusion.store.ts'
import { doorOpensAt, mayChangeUntil } from '../meeting/meeting.ts'
import type { OpenTalk, Talk } from '../meeting/talk.store.ts'
import { isUnwanted } from '../notify/unwanted.store.ts'
import type { Ports } from '../ports.ts'
import { wallOf } from '../time/local-time.ts'
import type { VideoNow } from './video-now.ts'

/** What was written around a talk, as its own page shows it to the seeker or to a companion (`respondent`). */
export async function aroundTalk(ports: Ports, talk: OpenTalk, respondent: Respondent) {
  const { db } = ports
  const isSeeker = respondent === 'seeker'
  const { id, organisationId, email: address } = talk
  const [sheets, followUp, konklusions, lettersStopped] = await Promise.all([
    sheetSummaries(db, ports, [talk], respondent),
    isSeeker ? agreedOf(db, id) : null,
    isSeeker ? konklusionStates(db, [id]) : null,
    isSeeker && address !== null && isUnwanted(db, ports, { organisationId, address }),
  ])
  const konklusion = konklusions?.get(id)?.seeker ?? null
  return { sheet: sheets.get(id) ?? null, followUp, konklusion, lettersStopped }
}

type AroundTalk = Awaited<ReturnType<typeof aroundTalk>>

/** A talk on its own page, as the seeker reads it. Instants are RFC 3339 UTC. */
export function seekerView(talk: OpenTalk, around: AroundTalk, nowMs: number, video: VideoNow) {
  const { alias, email, phone, topic, fullSubjects, lettersLanguage, cancelReason } = talk
  const { followUp, konklusion, lettersStopped } = around
  return {
    ...sharedView(talk, around, nowMs, video),
    alias,
    email,
    /** Whoever reads that address wants no letters. */
    lettersStopped,
    phone,
    topic,
    fullSubjects,
    lettersLanguage,
    cancelReason,
    followUp: followUp && {
      kind: followUp.kind,
      dueOn: followUp.dueOn,
      nextBookingId: followUp.nextBookingId,
      repliedAt: followUp.repliedAt,
    },
    konklusion,
    /** The page asks how it was. */
    asksForFeedback: asksForFeedback(talk, nowMs),
  }
}

/** As {@link seekerView}, for somebody whom the seeker invited: nothing of who the seeker is, or of what was said. */
export function companionView(talk: Talk, around: AroundTalk, nowMs: number, video: VideoNow) {
  return { ...sharedView(talk, around, nowMs, video), mayChange: false, mayCancel: false }
}

/** What everybody who may see a talk reads of it, and what only its seeker does. */
export type TalkView = ReturnType<typeof companionView> & Partial<ReturnType<typeof seekerView>>

function sharedView(talk: Talk, { sheet }: AroundTalk, nowMs: number, video: VideoNow) {
  const { id, state, form, language, cancelledBy, cancelUntilMinutes, doorOpensMinutes, method } = talk
  const [start, end] = [talk.startsAt.getTime(), talk.endsAt.getTime()]
  const until = mayChangeUntil(start, cancelUntilMinutes)
  return {
    id,
    state,
    form,
    language,
    version: talk.icsSequence,
    cancelledBy,
    formsOffered: formsOfTalk(talk.serviceForms, video.has),
    videoAway: video.away,
    start: talk.startsAt.toISOString(),
    end: talk.endsAt.toISOString(),
    wall: wallOf(start, end, talk.seekerZone),
    serviceWall: wallOf(start, end, talk.serviceZone),
    service: {
      id: talk.serviceId,
      title: talk.serviceTitle,
      minutes: talk.minutes,
      zone: talk.serviceZone,
      cancelUntilMinutes,
      doorOpensMinutes,
      method,
    },
    counsellor: { name: talk.counsellorName },
    organisation: { name: talk.organisationName, sample: talk.organisationIsSample },
    mayChange: state === 'booked' && nowMs <= until,
    mayCancel: state === 'booked' && nowMs < end,
    mayChangeUntil: new Date(until).toISOString(),
    mayChangeUntilWall: wallOf(until, until, talk.seekerZone).start,
    doorOpensAt: new Date(doorOpensAt(start, doorOpensMinutes)).toISOString(),
    checklist: sheet && { items: sheet.total, answered: sheet.answered },
    serverNow: new Date(nowMs).toISOString(),
  }
}

/** When everything is erased: RFC 3339 UTC, and by the seeker's clock. */
export const erasureView = (eraseAt: Date | null, zone = 'UTC') =>
  eraseAt && { at: eraseAt.toISOString(), wall: wallOf(eraseAt.getTime(), eraseAt.getTime(), zone).start }

/** Talks of a case, as its list shows them. */
export async function listView(ports: Ports, talks: Talk[]) {
  const tx = ports.db
  const [sheets, konklusions] = await Promise.all([
    sheetSummaries(tx, ports, talks),
    konklusionStates(
      tx,
      talks.map(({ id }) => id),
    ),
  ])
  return talks.map((talk) => ({
    id: talk.id,
    state: talk.state,
    form: talk.form,
    start: talk.startsAt.toISOString(),
    end: talk.endsAt.toISOString(),
    wall: wallOf(talk.startsAt.getTime(), talk.endsAt.getTime(), talk.seekerZone),
    serviceTitle: talk.serviceTitle,
    counsellorName: talk.counsellorName,
    konklusion: konklusions.get(talk.id)?.seeker ?? null,
    checklistComplete: sheets.get(talk.id)?.complete ?? true,
  }))
}
