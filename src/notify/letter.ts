/**
 * What a letter tells of. `checklist_reminder` goes out two days before a talk whose checklist is unanswered;
 * when that is too soon after the booking, the day reminder says it instead.
 */
export const letterKinds = [
  'booked',
  'checklist',
  'checklist_reminder',
  'reminder_day',
  'reminder_hour',
  'moved',
  'cancelled',
  'summary_ready',
  'follow_up_due',
] as const
export type LetterKind = (typeof letterKinds)[number]

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
export type PlannedTalk = {
  id: string
  version: number
  startsAt: Date
  email: string | null
  checklistVersionId: string | null
  createdAt: Date
}

export type PlannedLetter = { kind: LetterKind; recipient: Recipient; dueAtMs: number }

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Kinds that speak of the appointment itself: a newer version of the talk makes them untrue. */
export const appointmentKinds = ['booked', 'checklist', 'checklist_reminder', 'reminder_day', 'reminder_hour', 'moved'] as const satisfies LetterKind[]

/**
 * The letters that a change brings, with the instant from which each may go out. Reminders whose time is
 * past are left out, and so is all that would go to a seeker without an address.
 *
 * @param told kinds that the seeker was sent of this talk before, whatever its version was then
 */
export function plannedLetters(talk: PlannedTalk, change: TalkChange, nowMs: number, told: ReadonlySet<LetterKind>): PlannedLetter[] {
  const news = change === 'changed' || change === 'readdressed' ? 'booked' : change
  const toCounsellor: PlannedLetter[] = change === 'readdressed' ? [] : [{ kind: news, recipient: 'counsellor', dueAtMs: nowMs }]
  if (talk.email === null) return toCounsellor
  const toSeeker = (kind: LetterKind, dueAtMs: number): PlannedLetter => ({ kind, recipient: 'seeker', dueAtMs })
  if (change === 'cancelled') return [toSeeker('cancelled', nowMs), ...toCounsellor]
  return [
    toSeeker(news, nowMs),
    ...toCounsellor,
    ...(talk.checklistVersionId !== null && !told.has('checklist') ? [toSeeker('checklist', nowMs)] : []),
    ...reminders(talk, nowMs, told.has('checklist')).map(({ kind, dueAtMs }) => toSeeker(kind, dueAtMs)),
  ]
}

function reminders(talk: PlannedTalk, nowMs: number, hasChecklist: boolean) {
  const startMs = talk.startsAt.getTime()
  const all: { kind: LetterKind; dueAtMs: number; notBeforeMs: number }[] = [
    { kind: 'reminder_day', dueAtMs: startMs - 24 * hourMs, notBeforeMs: nowMs },
    { kind: 'reminder_hour', dueAtMs: startMs - hourMs, notBeforeMs: nowMs },
  ]
  if (talk.checklistVersionId !== null) {
    // A day of peace after the checklist came, before it is asked for again. Sent already, it came with the booking.
    const cameMs = hasChecklist ? talk.createdAt.getTime() : nowMs
    all.push({ kind: 'checklist_reminder', dueAtMs: startMs - 48 * hourMs, notBeforeMs: Math.max(nowMs, cameMs + 24 * hourMs) })
  }
  return all.filter(({ dueAtMs, notBeforeMs }) => dueAtMs > notBeforeMs)
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
