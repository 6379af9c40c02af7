import { retentionOf } from '../meeting/retention.store.ts'
import type { Retention } from '../meeting/retention.ts'
import { organisationsHere, ownTexts, publicContactOf } from '../people/public-page.store.ts'
import { publicPages } from '../people/public-page.ts'
import type { Part, PublicContact, PublicPage } from '../people/public-page.ts'
import { pageTitle } from '../people/public-page-title.ts'
import { organisationOf } from '../people/store.ts'
import type { Ports } from '../ports.ts'
import type { Language } from '../words/language.ts'
import { partText, partTitle } from './public-page-words.ts'

/** A part of a page about the service: `text` may have the marks of `words/marks.ts`. */
export type ShownPart = { part: Part; title: string; text: string }
export type ShownPage = {
  page: PublicPage
  title: string
  language: Language
  organisation: { id: string; name: string }
  parts: ShownPart[]
  /** Others who share this program, and have pages of their own. */
  others: { id: string; name: string }[]
}
type Whose = { id: string; name: string; zone: string }

/** Everything that the words of a page are made of: what is really set. */
export type PageFacts = {
  organisation: Whose
  contact: PublicContact
  retention: Retention
  publicUrl: string
  /** `null`: caught on this machine. */
  mailFrom: string | null
  /** `null`: there is no video server. */
  videoHost: string | null
}

/** A page as everybody reads it; `null` when there is no such organisation, or none yet. */
export async function shownPage(
  ports: Ports,
  { page, language, organisationId }: { page: PublicPage; language: Language; organisationId: string | null },
): Promise<ShownPage | null> {
  const all = await organisationsHere(ports.db)
  const organisation = organisationId === null ? all[0] : await organisationOf(ports.db, organisationId)
  if (!organisation) return null
  const { title, parts } = await editedPage(ports, organisation, { page, language })
  const shown = parts.map(({ part, title, byProgram, own }) => ({ part, title, text: own ?? byProgram }))
  return {
    page,
    title,
    language,
    organisation: { id: organisation.id, name: organisation.name },
    parts: shown.filter(({ text }) => text !== ''),
    others: all.filter(({ id }) => id !== organisation.id).map(({ id, name }) => ({ id, name })),
  }
}

async function pageFacts(ports: Ports, organisation: Whose): Promise<PageFacts> {
  const { db, settings, video } = ports
  const [contact, retention] = await Promise.all([publicContactOf(db, organisation), retentionOf(db, organisation.id)])
  return {
    organisation,
    contact,
    retention,
    publicUrl: settings.publicUrl,
    mailFrom: settings.mailbox ? null : settings.mailFrom.address,
    videoHost: video && new URL(video.url).host,
  }
}

/** A page as its coordinator writes it: each part with what the program says, and what stands in its place. */
export async function editedPage(
  ports: Ports,
  organisation: Whose,
  { page, language }: { page: PublicPage; language: Language },
) {
  const [facts, own] = await Promise.all([
    pageFacts(ports, organisation),
    ownTexts(ports.db, { organisationId: organisation.id, page, language }),
  ])
  return {
    page,
    title: pageTitle(page, language),
    language,
    parts: publicPages[page].map((part) => ({
      part,
      title: partTitle(page, part, facts, language),
      byProgram: partText(page, part, facts, language),
      own: own.get(part) ?? null,
    })),
  }
}
