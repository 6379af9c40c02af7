import type { Tx } from '../db/client.ts'
import { hostMinutes } from '../group/limits.ts'
import { openSeats, seatsByIds } from '../group/seat.store.ts'
import type { OpenSeat } from '../group/seat.store.ts'
import { letterLinksOf } from '../meeting/case-link.store.ts'
import { formerAddressesOf } from '../notify/former-address.store.ts'
import type { LetterFacts } from '../notify/facts.ts'
import { takesBack } from '../notify/letter.ts'
import type { DueLetter } from '../notify/store.ts'
import type { Ports } from '../ports.ts'

/** What letters about seats in events are made of, by letter id, as the record has it now. */
export async function seatFacts(
  tx: Tx,
  ports: Pick<Ports, 'settings'>,
  letters: DueLetter[],
): Promise<Map<string, LetterFacts>> {
  if (letters.length === 0) return new Map()
  const ids = [...new Set(letters.flatMap(({ bookingId }) => bookingId ?? []))]
  const seats = new Map((await openSeats(ports, await seatsByIds(tx, ids))).map((seat) => [seat.id, seat]))
  const links = await letterLinksOf(
    tx,
    [...seats.values()].map(({ caseId }) => caseId),
  )
  const former = await formerAddressesOf(tx, ports, letters)
  return new Map(
    letters.flatMap((letter) => {
      const { id, kind, recipient, eventKey, heardOf, bookingId } = letter
      const seat = bookingId === null ? undefined : seats.get(bookingId)
      if (!seat || kind === 'invitation') return []
      const facts: LetterFacts = {
        id,
        kind,
        recipient,
        eventKey,
        talk: asTold(seat, letter),
        heardOf,
        formerAddress: former.get(id) ?? null,
        counsellor: null,
        letterLink: links.get(seat.caseId) ?? null,
        heardBefore: false,
        checklistWaits: false,
        openFollowUp: null,
      }
      return [[id, facts] as const]
    }),
  )
}

function asTold(seat: OpenSeat, { kind, tellsOf }: DueLetter): LetterFacts['talk'] {
  const { title, kind: eventKind, offerEndsAt, startsAt, endsAt } = seat
  // What takes a seat back names the start that its reader knows, which may not be the last one.
  const start = tellsOf !== null && takesBack(kind) ? tellsOf : startsAt
  return {
    id: seat.id,
    meetingId: seat.eventId,
    hostId: null,
    organisationId: seat.organisationId,
    organisationName: seat.organisationName,
    state: seat.state,
    startsAt: start,
    endsAt: new Date(start.getTime() + endsAt.getTime() - startsAt.getTime()),
    form: seat.form,
    icsSequence: seat.icsSequence,
    addressVersion: seat.addressVersion,
    email: seat.email,
    lettersLanguage: seat.lettersLanguage,
    seekerZone: seat.seekerZone,
    fullSubjects: seat.fullSubjects,
    cancelledBy: seat.cancelledBy,
    cancelledLate: false,
    serviceTitle: title,
    serviceZone: seat.zone,
    cancelUntilMinutes: 0,
    doorOpensMinutes: hostMinutes.before,
    event: eventKind === 'talk' ? null : { title, kind: eventKind, offerEndsAt },
  }
}
