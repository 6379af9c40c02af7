import type { Talk } from '../meeting/talk.store.ts'
import type { Tx } from '../db/client.ts'
import { problem } from '../http/problem.ts'
import type { Ports } from '../ports.ts'
import { appointmentKey, eventKey, mostLettersOfTalk, plannedLetters, toldFormerAddress, toldHost } from './letter.ts'
import type { EarlierLetter, LetterKind, PlannedTalk, Recipient, TalkChange } from './letter.ts'
import { sealedFormer } from './former-address.store.ts'
import { withdrawFromHost } from './record.store.ts'
import { addLetters, earlierLetters, withdrawAppointmentLetters, withdrawSeekersLetters } from './store.ts'

/**
 * Queues the letters that a change of a talk brings, and withdraws those that it makes untrue. Call it in the
 * transaction of the change, with the talk as it is afterwards. Another time or form must have brought it the next
 * `icsSequence`, another address the next `addressVersion`: there is one letter of a kind for each, see
 * {@link appointmentKey}.
 */
export async function queueLetters(tx: Tx, ports: Ports, talk: PlannedTalk, change: TalkChange): Promise<void> {
  const nowMs = ports.clock.now()
  const earlier = change === 'booked' ? [] : await withdrawEarlier(tx, talk, change)
  // Counted under the talk's lock, which every change has: nobody adds letters meanwhile.
  if (change !== 'cancelled' && earlier.length >= mostLettersOfTalk) throw changedTooOften()
  const letters = plannedLetters(talk, change, nowMs, earlier)
  await addLetters(
    tx,
    letters.map(({ dueAtMs, ...planned }) => ({
      ...ofAppointment(ports, talk, nowMs, planned),
      ...planned,
      dueAt: new Date(dueAtMs),
    })),
  )
}

/**
 * Takes a talk back from an address of the seeker's that heard of it and is theirs no longer. Call it in the
 * transaction of the change, before {@link queueLetters}, with the talk as it is afterwards.
 */
export async function queueFarewell(tx: Tx, ports: Ports, talk: PlannedTalk, formerAddress: string): Promise<void> {
  const tellsOf = toldFormerAddress(talk, await earlierLetters(tx, talk))
  if (tellsOf === null) return
  const farewell = { kind: 'address_changed', recipient: 'seeker' } as const
  const nowMs = ports.clock.now()
  const common = ofAppointment(ports, talk, nowMs, farewell)
  const sealed = await sealedFormer(tx, ports, { bookingId: talk.id, letterId: common.id, address: formerAddress })
  await addLetters(tx, [{ ...common, ...farewell, tellsOf, formerAddress: sealed, dueAt: new Date(nowMs) }])
}

const changedTooOften = () =>
  problem(409, 'conflict', 'This talk was changed so often that it can only be cancelled. Book another one.')

/**
 * Takes a talk back from its host, who is no longer active, if they heard of it. Call it in the transaction of the
 * change, with the talk locked.
 */
export async function queueHostLeft(tx: Tx, ports: Ports, talk: PlannedTalk, formerAddress: string): Promise<void> {
  const tellsOf = toldHost(talk, await earlierLetters(tx, talk))
  if (tellsOf === null) return
  const farewell = toHostAnew(ports, talk, 'address_changed')
  const sealed = await sealedFormer(tx, ports, { bookingId: talk.id, letterId: farewell.id, address: formerAddress })
  await addLetters(tx, [{ ...farewell, tellsOf, formerAddress: sealed }])
}

/** The host of a talk is active again: what was taken back is told anew, unless the word of that was not out yet. */
export async function queueHostReturned(tx: Tx, ports: Ports, talk: PlannedTalk & { hostId: string }): Promise<void> {
  await earlierLetters(tx, talk)
  if ((await withdrawFromHost(tx, talk.hostId, 'address_changed')) > 0) return
  await addLetters(tx, [{ ...toHostAnew(ports, talk, 'booked'), tellsOf: talk.startsAt }])
}

/** Coming and going may be told several times of one state of the appointment. */
function toHostAnew(ports: Ports, talk: PlannedTalk, kind: LetterKind) {
  const nowMs = ports.clock.now()
  const common = ofAppointment(ports, talk, nowMs, { kind, recipient: 'counsellor' })
  const dueAt = new Date(nowMs)
  return { ...common, kind, recipient: 'counsellor' as const, eventKey: `${common.eventKey}.${nowMs}`, dueAt }
}

/** What all letters about the appointment as it is now have in common. */
function ofAppointment(
  ports: Ports,
  talk: PlannedTalk,
  nowMs: number,
  { kind, recipient }: { kind: LetterKind; recipient: Recipient },
) {
  return {
    id: ports.random.uuid(nowMs),
    organisationId: talk.organisationId,
    bookingId: recipient === 'seeker' ? talk.id : null,
    hostId: recipient === 'counsellor' ? talk.hostId : null,
    eventKey: appointmentKey(kind, recipient, talk),
    sequence: talk.icsSequence,
    createdAt: new Date(nowMs),
  }
}

/** Gives back what was queued before, as it was. */
async function withdrawEarlier(tx: Tx, talk: PlannedTalk, change: TalkChange): Promise<EarlierLetter[]> {
  const earlier = await earlierLetters(tx, talk)
  // The counsellor may not have heard of the talk yet, and the seeker's address is nothing to them.
  await withdrawAppointmentLetters(tx, talk, change === 'readdressed' ? 'seeker' : 'both')
  if (!talk.hasAddress) await withdrawSeekersLetters(tx, talk.id)
  return earlier
}

/**
 * Queues the letter with which somebody signs in for the first time. Asked for again within the same minute, it is the
 * same letter.
 */
export async function queueInvitation(
  tx: Tx,
  ports: Pick<Ports, 'clock' | 'random'>,
  { id: staffId, organisationId }: { id: string; organisationId: string },
): Promise<void> {
  const nowMs = ports.clock.now()
  const [kind, recipient] = ['invitation', 'counsellor'] as const
  await addLetters(tx, [
    {
      id: ports.random.uuid(nowMs),
      organisationId,
      bookingId: null,
      hostId: null,
      staffId,
      kind,
      recipient,
      eventKey: eventKey({ kind, recipient, subjectId: staffId, event: `${Math.floor(nowMs / 60_000)}` }),
      sequence: 0,
      dueAt: new Date(nowMs),
      createdAt: new Date(nowMs),
    },
  ])
}

/** A letter by itself: of something that happened after a talk. */
type SingleLetter = {
  kind: LetterKind
  recipient: Recipient
  dueAt: Date
  /** Tells this event from others of the kind that the talk may have: a version, or the day that it is due. */
  event: string
}

/**
 * Queues one letter about a talk. For an event that a letter waits for already, that one gets the new time; an event
 * that was told of is not told of again. A seeker without an address gets none.
 */
export async function queueLetter(
  tx: Tx,
  ports: Ports,
  talk: Pick<Talk, 'id' | 'organisationId' | 'hasAddress' | 'icsSequence'>,
  { kind, recipient, dueAt, event }: SingleLetter,
): Promise<void> {
  if (recipient === 'seeker' && !talk.hasAddress) return
  const nowMs = ports.clock.now()
  await addLetters(tx, [
    {
      id: ports.random.uuid(nowMs),
      organisationId: talk.organisationId,
      bookingId: talk.id,
      hostId: null,
      kind,
      recipient,
      eventKey: eventKey({ kind, recipient, subjectId: talk.id, event }),
      sequence: talk.icsSequence,
      dueAt,
      createdAt: new Date(nowMs),
    },
  ])
}
