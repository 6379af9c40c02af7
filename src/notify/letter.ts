import type { Talk } from '../meeting/talk.store.ts'

/**
 * What a letter tells of. `checklist_reminder` goes out two days before a talk whose checklist is unanswered;
 * when that is too soon after the booking, the day reminder says it instead. `address_changed` goes to an address of
 * the seeker's that heard of the talk and is no longer theirs, or to a counsellor who is no longer active: it takes the
 * entry out of that calendar. `seat_waiting`, `seat_offered`, `seat_lapsed`: of a place in an event, on its waiting list.
 */
export const letterKinds = [
  'booked',
  'checklist',
  'checklist_reminder',
  'reminder_day',
  'reminder_hour',
  'moved',
  'cancelled',
  'address_changed',
  'summary_ready',
  'follow_up_due',
  'one_time_link',
  'seat_waiting',
  'seat_offered',
  'seat_lapsed',
] as const
export type LetterKind = (typeof letterKinds)[number]

/** Also of what is about no talk: `invitation` goes to somebody whom a coordinator invited to the staff. */
export type AnyLetterKind = LetterKind | 'invitation'

/** Letters with a link that lets their reader in: nobody else may read them. */
export const lettingIn: AnyLetterKind[] = ['invitation']

export type Recipient = 'seeker' | 'counsellor'

export const letterStates = ['pending', 'sent', 'dead', 'withdrawn'] as const
/** `withdrawn`: no longer true (the talk was moved, cancelled, or there is no address). `dead`: given up. */
export type LetterState = (typeof letterStates)[number]

/**
 * A change of a talk that letters may tell of. `changed`: another form at the same time. `readdressed`: the
 * seeker's address was given, changed or taken away, which is no news to the counsellor.
 */
export type TalkChange = 'booked' | 'moved' | 'cancelled' | 'changed' | 'readdressed'

/** What the outbox must know of a talk to plan its letters. */
export type PlannedTalk = Appointment &
  Pick<Talk, 'organisationId' | 'startsAt' | 'hasAddress' | 'checklistVersionId' | 'createdAt'>

/** A talk as its letters tell it from what it was before: see {@link appointmentKey}. */
type Appointment = Pick<Talk, 'id' | 'icsSequence' | 'addressVersion'> & {
  /** Null for a seat in an event: its hosts hear nothing of single seats. */
  hostId: string | null
}

/** A letter that was queued of a talk before, when its `ics_sequence` was `sequence`. */
export type EarlierLetter = {
  kind: LetterKind
  recipient: Recipient
  sequence: number
  /** `perhaps`: a sender had it when it was last seen, and nobody knows yet whether it went out. */
  out: 'yes' | 'perhaps' | 'no'
  eventKey: string
  /** The start that it tells of; `null` in letters from before that was kept. */
  tellsOf: Date | null
  createdAt: Date
}

type DueLetterOfTalk = { kind: LetterKind; recipient: Recipient; dueAtMs: number }
type PlannedLetter = DueLetterOfTalk & { tellsOf: Date; heardOf: Date | null }

/** Letters of one talk, to both of its people and withdrawn ones among them. Then it can only be cancelled. */
export const mostLettersOfTalk = 150

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Kinds that speak of the appointment itself: with another time, form or address they are no longer true. */
export const appointmentKinds = [
  'booked',
  'checklist',
  'checklist_reminder',
  'reminder_day',
  'reminder_hour',
  'moved',
] as const satisfies LetterKind[]

/** Kinds that take the appointment out of their reader's calendar. */
export const takesBack = (kind: AnyLetterKind) => kind === 'cancelled' || kind === 'address_changed'

/**
 * What makes a letter one of its kind: which event it tells of, and whom.
 *
 * @param letter.subjectId id of the booking, host, case or member of the staff that it is about
 * @param letter.event tells this event from others of the kind that the same subject may have
 */
export function eventKey(letter: {
  kind: AnyLetterKind
  recipient: Recipient
  subjectId: string
  event: string
}): string {
  return `${letter.kind}/${letter.recipient}/${letter.subjectId}/${letter.event}`
}

/**
 * The key of a letter about the appointment as it is now: another time or form makes another event, and so does another
 * address of the seeker's, of which the counsellor hears nothing. A letter with an older key is no longer true.
 */
export function appointmentKey(kind: LetterKind, recipient: Recipient, talk: Appointment): string {
  return recipient === 'seeker'
    ? eventKey({ kind, recipient, subjectId: talk.id, event: `${talk.icsSequence}.${talk.addressVersion}` })
    : eventKey({ kind, recipient, subjectId: talk.hostId ?? talk.id, event: `${talk.icsSequence}` })
}

/** Whether a letter was queued for the appointment as it is now; a host who came back was told of it anew. */
export const tellsOfNow = (key: string, kind: LetterKind, recipient: Recipient, talk: Appointment): boolean => {
  const now = appointmentKey(kind, recipient, talk)
  return key === now || (recipient === 'counsellor' && key.startsWith(`${now}.`))
}

/**
 * The letters that a change brings, with the instant from which each may go out. Reminders whose time is
 * past are left out, and so is all that would go to a seeker without an address.
 *
 * @param earlier the letters queued of this talk before
 */
export function plannedLetters(
  talk: PlannedTalk,
  change: TalkChange,
  nowMs: number,
  earlier: readonly EarlierLetter[],
): PlannedLetter[] {
  return dueLetters(talk, change, nowMs, earlier).map(function withTimes(due) {
    const heard = tellsOfChange(due.kind) ? lastHeard(earlier, due.recipient) : null
    // Whoever never heard of the last move looks for the time before it, in the calendar and in their mind.
    const tellsOf = due.kind === 'cancelled' ? (heard ?? talk.startsAt) : talk.startsAt
    return {
      ...due,
      tellsOf,
      heardOf: due.kind === 'moved' && heard?.getTime() !== talk.startsAt.getTime() ? heard : null,
    }
  })
}

const tellsOfChange = (kind: LetterKind) => kind === 'moved' || kind === 'cancelled'

/** The start that somebody last heard of a talk, if any. What may be on its way counts: it will most likely arrive. */
function lastHeard(earlier: readonly EarlierLetter[], recipient: Recipient): Date | null {
  const [last] = toldOf(earlier, recipient).toSorted((a, b) => b.sequence - a.sequence)
  return last?.tellsOf ?? null
}

/**
 * What an address that the seeker no longer has was told of a talk: the start that it last heard of. `null` when it
 * heard nothing, and then there is nothing to take back.
 *
 * @param talk as it is now, with the `addressVersion` that came with the new address
 */
export function toldFormerAddress(
  talk: Pick<PlannedTalk, 'addressVersion' | 'startsAt'>,
  earlier: readonly EarlierLetter[],
): Date | null {
  const mark = `.${talk.addressVersion - 1}`
  const toIt = earlier.filter(
    ({ recipient, kind, eventKey }) => recipient === 'seeker' && tellsOfAppointment(kind) && eventKey.endsWith(mark),
  )
  if (toIt.every(({ out }) => out === 'no')) return null
  return lastHeard(toIt, 'seeker') ?? talk.startsAt
}

/** What the host of a talk was told of it, as {@link toldFormerAddress}. */
export const toldHost = (talk: Pick<PlannedTalk, 'startsAt'>, earlier: readonly EarlierLetter[]): Date | null =>
  toldOf(earlier, 'counsellor').length === 0 ? null : (lastHeard(earlier, 'counsellor') ?? talk.startsAt)

function dueLetters(
  talk: PlannedTalk,
  change: TalkChange,
  nowMs: number,
  earlier: readonly EarlierLetter[],
): DueLetterOfTalk[] {
  const toldMs = change === 'cancelled' ? nowMs : nowMs + slowdownMs(earlier, nowMs)
  const news = (recipient: Recipient): DueLetterOfTalk => ({
    kind: newsFor(recipient, change, earlier),
    recipient,
    dueAtMs: recipient === 'seeker' ? toldMs : nowMs,
  })
  const toCounsellor = change === 'readdressed' ? [] : [news('counsellor')]
  if (!talk.hasAddress) return toCounsellor
  const toSeeker = (kind: LetterKind, dueAtMs: number): DueLetterOfTalk => ({ kind, recipient: 'seeker', dueAtMs })
  if (change === 'cancelled') return [news('seeker'), ...toCounsellor]
  const hasChecklist = earlier.some(
    ({ kind, recipient, out }) => kind === 'checklist' && recipient === 'seeker' && out === 'yes',
  )
  return [
    news('seeker'),
    ...toCounsellor,
    ...(talk.checklistVersionId !== null && !hasChecklist && !bringsChecklist(talk.startsAt, nowMs)
      ? [toSeeker('checklist', toldMs)]
      : []),
    ...reminders(talk, nowMs, hasChecklist).map(({ kind, dueAtMs }) => toSeeker(kind, dueAtMs)),
  ]
}

/** A talk that is near has no time for two letters: the first one brings the checklist, too. */
export const bringsChecklist = (startsAt: Date, nowMs: number) => startsAt.getTime() - nowMs < 24 * hourMs

/** Minutes that the seeker's letter waits, by how many times it was changed what they were told within an hour. */
const slowdownMinutes = [0, 0, 0, 2, 5, 15] as const

/**
 * Whoever changes a talk again and again sends one letter in the end, and not one to each of many addresses: what waits
 * is withdrawn by the next change. Two changes are told at once, a wrong address and a better time.
 */
function slowdownMs(earlier: readonly EarlierLetter[], nowMs: number): number {
  const news = earlier.filter(
    ({ recipient, kind, createdAt }) =>
      recipient === 'seeker' && (kind === 'booked' || kind === 'moved') && createdAt.getTime() > nowMs - hourMs,
  )
  return (slowdownMinutes[news.length] ?? 30) * minuteMs
}

/**
 * A booking, a move and a cancellation are told as what they are. With another change, `moved` goes to whoever may
 * know of the talk at an earlier time and is not sure to have heard of a later one: the letter of a move may be
 * overtaken before it is out. `booked` goes to all others.
 */
function newsFor(recipient: Recipient, change: TalkChange, earlier: readonly EarlierLetter[]): LetterKind {
  if (change !== 'changed' && change !== 'readdressed') return change
  const told = toldOf(earlier, recipient)
  const surelyTold = Math.max(-1, ...told.filter(({ out }) => out === 'yes').map(({ sequence }) => sequence))
  // The other side's letters count, too: a seeker without an address was queued none of their own.
  const moves = earlier.filter(({ kind, sequence }) => kind === 'moved' && sequence > surelyTold)
  return moves.some((move) => told.some(({ sequence }) => sequence < move.sequence)) ? 'moved' : 'booked'
}

/** What told somebody of the appointment, or may have. */
const toldOf = (earlier: readonly EarlierLetter[], recipient: Recipient) =>
  earlier.filter((letter) => letter.recipient === recipient && letter.out !== 'no' && tellsOfAppointment(letter.kind))

const tellsOfAppointment = (kind: LetterKind) => appointmentKinds.some((one) => one === kind)

const hoursBefore = { reminder_day: 24, reminder_hour: 1 } as const

/** The reminders of a talk that are still to come at `nowMs`, soonest first; the seeker's page promises no others. */
export function remindersAhead(startMs: number, nowMs: number) {
  return (['reminder_day', 'reminder_hour'] as const)
    .map((kind) => ({ kind, dueAtMs: startMs - hoursBefore[kind] * hourMs }))
    .filter(({ dueAtMs }) => dueAtMs > nowMs)
}

function reminders(talk: PlannedTalk, nowMs: number, hasChecklist: boolean): { kind: LetterKind; dueAtMs: number }[] {
  const startMs = talk.startsAt.getTime()
  const ahead = remindersAhead(startMs, nowMs)
  if (talk.checklistVersionId === null) return ahead
  // A day of peace after the checklist came, before it is asked for again. Sent already, it came with the booking.
  const cameMs = hasChecklist ? talk.createdAt.getTime() : nowMs
  const checklistDueMs = startMs - 48 * hourMs
  return checklistDueMs > Math.max(nowMs, cameMs + 24 * hourMs)
    ? [...ahead, { kind: 'checklist_reminder', dueAtMs: checklistDueMs }]
    : ahead
}

const retryMinutes = [1, 5, 30, 120, 480] as const

/**
 * How long to wait after the `attempts`-th failed attempt (1 is the first), in milliseconds; `null` when it
 * is time to give up. Up to a fifth is added, so that letters that failed together do not come back together.
 *
 * @param chance from 0 up to 1
 */
export function retryDelayMs(attempts: number, chance: number): number | null {
  const minutes = retryMinutes[attempts - 1]
  return minutes === undefined ? null : Math.round(minutes * minuteMs * (1 + chance / 5))
}
