import { talksById } from '../meeting/talk.store.ts'
import { sheetSummaries } from '../checklist/sheet.store.ts'
import type { Tx } from '../db/client.ts'
import { openContacts } from '../guidance/due.store.ts'
import { addressees } from '../people/addressee.store.ts'
import type { LetterFacts } from '../notify/facts.ts'
import type { LetterKind } from '../notify/letter.ts'
import { heardOf } from '../notify/record.store.ts'
import type { ClaimedLetter } from '../notify/store.ts'

/** Kinds that need to know whether the checklist is answered. */
const asksForChecklist: LetterKind[] = ['checklist', 'checklist_reminder', 'reminder_day']

/** Facts of many letters, by letter id: a handful of queries, however many letters. */
export async function factsOf(tx: Tx, letters: ClaimedLetter[]): Promise<Map<string, LetterFacts>> {
  const ids = (kinds: LetterKind[] | null) =>
    new Set(letters.flatMap(({ kind, bookingId }) => (kinds === null || kinds.includes(kind) ? [bookingId] : [])))
  const withChecklist = ids(asksForChecklist)
  const talks = new Map((await talksById(tx, [...ids(null)])).map((talk) => [talk.id, talk]))
  const counsellorIds = new Set([...talks.values()].map((talk) => talk.counsellorId))
  // Nobody heard of a talk before its first version.
  const changed = letters.flatMap(({ kind, bookingId, bookingVersion }) =>
    kind === 'booked' && bookingVersion > 0 ? [bookingId] : [],
  )
  const [staff, sheets, contacts, heard] = await Promise.all([
    addressees(tx, [...counsellorIds]),
    sheetSummaries(
      tx,
      [...talks.values()].filter(({ id }) => withChecklist.has(id)),
    ),
    openContacts(tx, [...ids(['follow_up_due'])]),
    heardOf(tx, [...new Set(changed)]),
  ])
  const counsellors = new Map(staff.map((member) => [member.id, member]))
  const facts = new Map<string, LetterFacts>()
  for (const { id, kind, recipient, bookingId, bookingVersion } of letters) {
    const talk = talks.get(bookingId)
    const counsellor = talk && counsellors.get(talk.counsellorId)
    if (!talk || !counsellor) continue
    const sheet = sheets.get(bookingId)
    facts.set(id, {
      id,
      kind,
      recipient,
      bookingVersion,
      talk,
      counsellor,
      heardBefore: heard.has(`${bookingId} ${recipient}`),
      checklistWaits: sheet !== undefined && !sheet.complete,
      openFollowUp: contacts.get(bookingId) ?? null,
    })
  }
  return facts
}
