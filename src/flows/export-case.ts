import { sheetOf } from '../checklist/sheet.store.ts'
import type { Sheet } from '../checklist/sheet.store.ts'
import { newestSeats, openSeats } from '../group/seat.store.ts'
import type { OpenSeat } from '../group/seat.store.ts'
import { followUpForSeeker } from '../guidance/follow-up-answer.ts'
import { goalsOf } from '../guidance/goal.store.ts'
import { konklusionForSeeker } from '../guidance/konklusion-answer.ts'
import { scaleReadings } from '../guidance/scale.store.ts'
import { openingsOf } from '../meeting/case.store.ts'
import type { Case } from '../meeting/case.store.ts'
import { invitationsOf } from '../meeting/companion.store.ts'
import { contactOf } from '../meeting/contact.store.ts'
import { formChanges } from '../meeting/form-change.store.ts'
import { mostTalks } from '../meeting/limits.ts'
import { newestTalks, openTalks } from '../meeting/talk.store.ts'
import type { OpenTalk } from '../meeting/talk.store.ts'
import { lettersOfSeat, lettersOfTalk } from '../notify/record.store.ts'
import type { Ports } from '../ports.ts'
import { attendanceOf } from '../room/attendance.store.ts'
import { wholeChat } from '../room/chat.store.ts'
import { linksOf } from '../room/link.store.ts'

/** So many letters went to nobody about one talk: letters have budgets. */
const mostLetters = 2000

/** More places than anybody takes while their case is kept; those ahead have a limit of their own. */
const mostSeats = 500

export type CaseExport = Awaited<ReturnType<typeof exportOf>>
export type TalkExport = CaseExport['talks'][number]
export type SeatExport = CaseExport['events'][number]

/**
 * All that is kept of a seeker and that they may read, the oldest talk and event first. What the counsellor keeps for themselves
 * is not in it, and the file says so: notes of their own, and a Konklusion that was not shown yet. Keys are not, either.
 * Instants are `Date`s.
 */
export async function exportOf(ports: Ports, own: Case) {
  const { db, clock } = ports
  const [contact, openings, talks, seats] = await Promise.all([
    contactOf(db, ports, own.id),
    openingsOf(db, own.id),
    newestTalks(db, own.id, mostTalks),
    newestSeats(db, own.id, mostSeats),
  ])
  return {
    madeAt: new Date(clock.now()),
    case: { createdAt: own.createdAt, openOnDevicesSince: openings.map(({ createdAt }) => createdAt) },
    contact: contact && {
      alias: contact.alias,
      email: contact.email,
      phone: contact.phone,
      lettersLanguage: contact.lettersLanguage,
      zone: contact.zone,
      fullSubjects: contact.fullSubjects,
    },
    talks: await Promise.all((await openTalks(ports, talks.toReversed())).map((talk) => talkExport(ports, talk))),
    events: await Promise.all((await openSeats(ports, seats.toReversed())).map((seat) => seatExport(ports, seat))),
  }
}

/** A place in a group talk, webinar or open house. Of the others who have one nothing is known here. */
async function seatExport({ db }: Ports, seat: OpenSeat) {
  const letters = await lettersOfSeat(db, seat, mostLetters)
  return {
    id: seat.id,
    kind: seat.kind,
    title: seat.title,
    organisation: seat.organisationName,
    startsAt: seat.startsAt,
    endsAt: seat.endsAt,
    zone: seat.zone,
    language: seat.language,
    state: seat.state,
    question: seat.question,
    registeredAt: seat.createdAt,
    letters: ownLetters(letters),
  }
}

type Letters = Awaited<ReturnType<typeof lettersOfSeat>>

/** The oldest first. */
const ownLetters = (letters: Letters) =>
  letters
    .toReversed()
    .flatMap(({ recipient, kind, state, dueAt, sentAt }) =>
      recipient === 'seeker' ? [{ kind, state, dueAt, sentAt }] : [],
    )

async function talkExport(ports: Ports, talk: OpenTalk) {
  const { db } = ports
  const [changes, companions, sheet, goals, readings] = await Promise.all([
    formChanges(db, talk.meetingId),
    invitationsOf(db, ports, talk.id),
    sheetOf(db, ports, talk, 'seeker'),
    goalsOf(db, ports, talk.id),
    scaleReadings(db, ports, talk.id),
  ])
  const [chat, links, people, konklusion, followUp, letters] = await Promise.all([
    wholeChat(db, ports, talk.meetingId),
    linksOf(db, ports, talk.meetingId),
    attendanceOf(db, ports, talk.meetingId),
    konklusionForSeeker(ports, talk),
    followUpForSeeker(ports, talk),
    lettersOfTalk(db, talk, mostLetters),
  ])
  const shown = konklusion.konklusion
  return {
    ...aboutTalk(talk),
    formChanges: changes,
    invited: companions.map(({ label, createdAt, openedAt, revokedAt }) => ({ label, createdAt, openedAt, revokedAt })),
    checklist: sheet && answered(sheet),
    goals: goals.map(({ history }) => history),
    scaleQuestions: readings.map(({ moment, question, value, askedAt, answeredAt }) => ({
      moment,
      question,
      value,
      askedAt,
      answeredAt,
    })),
    chat: chat.map(({ from, text, sentAt }) => ({ from, text, sentAt })),
    links: links.map(({ url, title, sharedAt }) => ({ url, title, sharedAt })),
    inTheRoom: people.flatMap(({ role, knockedAt, stays }) => (role === 'seeker' ? [{ knockedAt, stays }] : [])),
    konklusion: [...konklusion.earlierVersions, ...(shown ? [shown] : [])],
    comments: konklusion.comments,
    followUp,
    letters: ownLetters(letters),
  }
}

const aboutTalk = (talk: OpenTalk) => ({
  id: talk.id,
  state: talk.state,
  service: talk.serviceTitle,
  organisation: talk.organisationName,
  counsellor: talk.counsellorName,
  startsAt: talk.startsAt,
  endsAt: talk.endsAt,
  zone: talk.serviceZone,
  form: talk.form,
  bookedForm: talk.bookedForm,
  language: talk.language,
  topic: talk.topic,
  bookedAt: talk.createdAt,
  cancelled:
    talk.cancelledBy === null ? null : { by: talk.cancelledBy, reason: talk.cancelReason, late: talk.cancelledLate },
})

/** Questions that were answered, in their order. What was only to be read is no answer. */
const answered = ({ items, answers, completedAt }: Sheet) => ({
  completedAt,
  answers: items.flatMap((item) => {
    const answer = answers[item.id]
    return answer && answer.kind !== 'information' ? [{ item, answer }] : []
  }),
})
