import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import type { Language } from '../words/language.ts'
import { contactOfZone } from './public-page.ts'
import type { Part, PublicContact, PublicPage } from './public-page.ts'
import { organisation, publicContact, publicText } from './schema.ts'

/** So many organisations are named beside the one whose page is read. */
const mostNamed = 50

/** Those who share this program, the first one first: it is whose pages are shown to whoever names none. */
export async function organisationsHere(tx: Tx): Promise<{ id: string; name: string; zone: string }[]> {
  const { id, name, zone, createdAt } = organisation
  return tx.select({ id, name, zone }).from(organisation).orderBy(asc(createdAt), asc(id)).limit(mostNamed)
}

export async function publicContactOf(tx: Tx, { id, zone }: { id: string; zone: string }): Promise<PublicContact> {
  const [found] = await tx.select().from(publicContact).where(eq(publicContact.organisationId, id))
  if (!found) return contactOfZone(zone)
  const { phone, email, country, numbersChecked } = found
  return { phone, email, country, numbersChecked }
}

export async function setPublicContact(tx: Tx, organisationId: string, contact: PublicContact): Promise<void> {
  await tx
    .insert(publicContact)
    .values({ organisationId, ...contact })
    .onConflictDoUpdate({ target: publicContact.organisationId, set: contact })
}

type Which = { organisationId: string; page: PublicPage; language: Language }

const ofPage = ({ organisationId, page, language }: Which) =>
  and(eq(publicText.organisationId, organisationId), eq(publicText.page, page), eq(publicText.language, language))

/** The parts of a page that the organisation wrote itself. */
export async function ownTexts(tx: Tx, which: Which): Promise<Map<Part, string>> {
  const rows = await tx.select({ part: publicText.part, text: publicText.text }).from(publicText).where(ofPage(which))
  return new Map(rows.map(({ part, text }) => [part, text]))
}

/** Puts texts in place; `null` gives a part back to the program. */
export async function setOwnTexts(tx: Tx, which: Which, texts: Partial<Record<Part, string | null>>): Promise<void> {
  const entries = Object.entries(texts) as [Part, string | null][]
  const given = entries.map(([part]) => part)
  if (given.length === 0) return
  await tx.delete(publicText).where(and(ofPage(which), inArray(publicText.part, given)))
  const written = entries.flatMap(([part, text]) => (text === null ? [] : [{ ...which, part, text }]))
  if (written.length > 0) await tx.insert(publicText).values(written).onConflictDoNothing()
}
