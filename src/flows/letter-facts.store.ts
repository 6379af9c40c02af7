import { sheetSummaries } from '../checklist/sheet.store.ts'
import type { Tx } from '../db/client.ts'
import { openContacts } from '../guidance/follow-up.store.ts'
import { letterLinksOf } from '../meeting/case-link.store.ts'
import { openTalks, talksByIds } from '../meeting/talk.store.ts'
import type { OpenTalk } from '../meeting/talk.store.ts'
import { formerAddressesOf } from '../notify/former-address.store.ts'
import type { LetterFacts } from '../notify/facts.ts'
import { takesBack } from '../notify/letter.ts'
import type { AnyLetterKind } from '../notify/letter.ts'
import { heardOf } from '../notify/record.store.ts'
import type { DueLetter } from '../notify/store.ts'
import { addressees } from '../people/addressee.store.ts'
import type { Ports } from '../ports.ts'
import { seatFacts } from './seat-facts.store.ts'

/** Kinds that need to know whether the checklist is answered. */
const asksForChecklist: AnyLetterKind[] = ['booked', 'moved', 'checklist', 'checklist_reminder', 'reminder_day']

/**
 * What letters are made of, by letter id, as the record has it now. Only what each kind needs is asked for, all
 * of it at once after the talks are read.
 */
export async function factsOfLetters(
  tx: Tx,
  ports: Pick<Ports, 'settings'>,
  letters: DueLetter[],
): Promise<Map<string, LetterFacts>> {
  const facts = await talkFacts(tx, ports, letters)
  const others = letters.filter(({ id, bookingId }) => bookingId !== null && !facts.has(id))
  return others.length === 0 ? facts : new Map([...facts, ...(await seatFacts(tx, ports, others))])
}

async function talkFacts(
  tx: Tx,
  ports: Pick<Ports, 'settings'>,
  letters: DueLetter[],
): Promise<Map<string, LetterFacts>> {
  const talks = await talksOf(tx, ports, letters)
  const talkOf = ({ bookingId }: DueLetter) => (bookingId === null ? undefined : talks.get(bookingId))
  const talksFor = (fits: (letter: DueLetter) => boolean) => [
    ...new Set(letters.filter(fits).flatMap((letter) => talkOf(letter) ?? [])),
  ]
  const [counsellors, sheets, contacts, heard, links, former] = await Promise.all([
    addressees(
      tx,
      talksFor(({ recipient }) => recipient === 'counsellor').map(({ counsellorId }) => counsellorId),
    ),
    sheetSummaries(
      tx,
      ports,
      talksFor(({ kind }) => asksForChecklist.includes(kind)),
    ),
    openContacts(
      tx,
      talksFor(({ kind }) => kind === 'follow_up_due').map(({ id }) => id),
    ),
    heardOf(tx, letters.filter(mayBeChange).map(subjectOf)),
    letterLinksOf(
      tx,
      talksFor(({ recipient }) => recipient === 'seeker').map(({ caseId }) => caseId),
    ),
    formerAddressesOf(
      tx,
      ports,
      letters.filter((letter) => talkOf(letter) !== undefined),
    ),
  ])
  const byId = new Map(counsellors.map((member) => [member.id, member]))
  return new Map(
    letters.flatMap((letter) => {
      const talk = talkOf(letter)
      const { id, kind, recipient, eventKey, heardOf } = letter
      if (!talk || kind === 'invitation') return []
      const facts: LetterFacts = {
        id,
        kind,
        recipient,
        eventKey,
        talk: { ...asTold(talk, letter), event: null },
        heardOf,
        formerAddress: former.get(id) ?? null,
        counsellor: recipient === 'counsellor' ? (byId.get(talk.counsellorId) ?? null) : null,
        letterLink: recipient === 'seeker' ? (links.get(talk.caseId) ?? null) : null,
        heardBefore: heard.has(subjectOf(letter)),
        checklistWaits: sheets.get(talk.id)?.complete === false,
        openFollowUp: contacts.get(talk.id) ?? null,
      }
      return [[id, facts] as const]
    }),
  )

  /** Only a booking may be news or a change of it, and the first letter of an appointment never is. */
  function mayBeChange(letter: DueLetter): boolean {
    const { kind, recipient, sequence } = letter
    return kind === 'booked' && (sequence > 0 || (recipient === 'seeker' && (talkOf(letter)?.addressVersion ?? 0) > 0))
  }
}

/** What takes a talk back names the start that its reader knows, which may not be the talk's last one. */
function asTold(talk: OpenTalk, { kind, tellsOf }: DueLetter): OpenTalk {
  if (tellsOf === null || !takesBack(kind)) return talk
  return {
    ...talk,
    startsAt: tellsOf,
    endsAt: new Date(tellsOf.getTime() + talk.endsAt.getTime() - talk.startsAt.getTime()),
  }
}

async function talksOf(tx: Tx, ports: Pick<Ports, 'settings'>, letters: DueLetter[]): Promise<Map<string, OpenTalk>> {
  const ids = new Set(letters.flatMap(({ bookingId }) => bookingId ?? []))
  const talks = await openTalks(ports, await talksByIds(tx, [...ids]))
  return new Map(talks.map((talk) => [talk.id, talk]))
}

/** Whom a letter about an appointment concerns: the host, or the booking of the seeker. */
const subjectOf = ({ hostId, bookingId }: DueLetter): string => hostId ?? bookingId ?? ''
