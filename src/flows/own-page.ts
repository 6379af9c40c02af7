import { wallOf } from '../time/local-time.ts'
import { doorOpensAt, formsOfTalk, mayChangeUntil } from '../meeting/booking.ts'
import type { VideoNow } from './video-now.ts'
import type { TalkListed, TalkShown } from './own-page.store.ts'

/** A talk on its own page, as the seeker reads it. Instants are RFC 3339 UTC. */
export function seekerView(talk: TalkShown, nowMs: number, video: VideoNow) {
  const { alias, email, phone, topic, fullSubjects, lettersLanguage, cancelReason } = talk.booking
  const { followUp } = talk
  return {
    ...sharedView(talk, nowMs, video),
    alias,
    email,
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
    konklusion: talk.konklusion,
  }
}

/** As {@link seekerView}, for somebody whom the seeker invited: nothing of who the seeker is, or of what was said. */
export function companionView(talk: TalkShown, nowMs: number, video: VideoNow) {
  return { ...sharedView(talk, nowMs, video), mayChange: false }
}

/** What everybody who may see a talk reads of it, and what only its seeker does. */
export type TalkView = ReturnType<typeof companionView> & Partial<ReturnType<typeof seekerView>>

function sharedView({ booking, service, counsellor, organisation, sheet }: TalkShown, nowMs: number, video: VideoNow) {
  const { id, state, form, language, version, cancelledBy } = booking
  const [start, end] = [booking.startsAt.getTime(), booking.endsAt.getTime()]
  const until = mayChangeUntil(start, service.cancelUntilMinutes)
  return {
    id,
    state,
    form,
    language,
    version,
    cancelledBy,
    formsOffered: formsOfTalk(service.forms, video.has),
    videoAway: video.away,
    start: booking.startsAt.toISOString(),
    end: booking.endsAt.toISOString(),
    wall: wallOf(start, end, booking.seekerZone),
    serviceWall: wallOf(start, end, service.zone),
    service: {
      id: service.id,
      title: service.title,
      minutes: service.minutes,
      zone: service.zone,
      cancelUntilMinutes: service.cancelUntilMinutes,
      doorOpensMinutes: service.doorOpensMinutes,
      method: service.method,
    },
    counsellor,
    organisation,
    mayChange: state === 'booked' && nowMs <= until,
    mayChangeUntil: new Date(until).toISOString(),
    doorOpensAt: new Date(doorOpensAt(start, service.doorOpensMinutes)).toISOString(),
    checklist: sheet && { items: sheet.total, answered: sheet.answered },
    serverNow: new Date(nowMs).toISOString(),
  }
}

/** A talk in the list of its case. */
export function listView({ booking, service, counsellor, sheet, konklusion }: TalkListed) {
  return {
    id: booking.id,
    state: booking.state,
    form: booking.form,
    start: booking.startsAt.toISOString(),
    end: booking.endsAt.toISOString(),
    wall: wallOf(booking.startsAt.getTime(), booking.endsAt.getTime(), booking.seekerZone),
    serviceTitle: service.title,
    counsellorName: counsellor.name,
    konklusion,
    checklistComplete: sheet === null || sheet.complete,
  }
}
