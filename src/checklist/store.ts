import { and, asc, desc, eq } from 'drizzle-orm'
import { among } from '../db/among.ts'
import type { Db, Tx } from '../db/client.ts'
import { enough, refuseBeyond } from '../http/enough.store.ts'
import { organisation } from '../people/schema.ts'
import type { Text } from '../words/language.ts'
import type { Ports } from '../ports.ts'
import type { ChecklistItem } from './checklist.ts'
import { checklistsMost } from './limits.ts'
import { checklistTemplate, checklistVersion } from './schema.ts'

type Template = { id: string; title: Text; versionId: string; version: number; items: ChecklistItem[] }

/** The version that a talk booked now is given; null for a template that does not exist. */
export async function newestVersionId(tx: Tx, templateId: string): Promise<string | null> {
  const [newest] = await tx
    .select({ id: checklistVersion.id })
    .from(checklistVersion)
    .where(eq(checklistVersion.templateId, templateId))
    .orderBy(desc(checklistVersion.version))
    .limit(1)
    .prepare('newest_version')
    .execute()
  return newest?.id ?? null
}

/** The checklists of an organisation with their newest versions, oldest checklist first. */
export function templatesOf(tx: Tx, organisationId: string): Promise<Template[]> {
  return newestVersions(tx, eq(checklistTemplate.organisationId, organisationId))
}

export async function templateOf(tx: Tx, organisationId: string, templateId: string): Promise<Template | null> {
  const condition = and(eq(checklistTemplate.organisationId, organisationId), eq(checklistTemplate.id, templateId))
  const [found] = await newestVersions(tx, condition)
  return found ?? null
}

async function newestVersions(tx: Tx, condition: ReturnType<typeof and>): Promise<Template[]> {
  const found = await tx
    .selectDistinctOn([checklistTemplate.createdAt, checklistTemplate.id], {
      id: checklistTemplate.id,
      title: checklistTemplate.title,
      versionId: checklistVersion.id,
      version: checklistVersion.version,
      items: checklistVersion.items,
    })
    .from(checklistTemplate)
    .innerJoin(checklistVersion, eq(checklistVersion.templateId, checklistTemplate.id))
    .where(condition)
    .orderBy(asc(checklistTemplate.createdAt), asc(checklistTemplate.id), desc(checklistVersion.version))
    .limit(checklistsMost.templates)
  return found
}

/** When which version was made, newest first. */
export function versionsOf(tx: Tx, templateId: string): Promise<{ version: number; createdAt: Date }[]> {
  return tx
    .select({ version: checklistVersion.version, createdAt: checklistVersion.createdAt })
    .from(checklistVersion)
    .where(eq(checklistVersion.templateId, templateId))
    .orderBy(desc(checklistVersion.version))
    .limit(checklistsMost.versions)
}

/**
 * Makes a checklist with its first version. Call in a transaction.
 *
 * @throws Problem 409 `enough` when the organisation has as many as it may
 */
export async function addTemplate(
  tx: Tx,
  ports: Pick<Ports, 'clock' | 'random'>,
  fresh: { organisationId: string; title: Text; items: ChecklistItem[] },
): Promise<string> {
  const most = checklistsMost.templates
  const { organisationId } = fresh
  await refuseBeyond(tx, { parent: organisation.id, id: organisationId, of: checklistTemplate.organisationId, most })
  const nowMs = ports.clock.now()
  const id = ports.random.uuid(nowMs)
  const createdAt = new Date(nowMs)
  await tx.insert(checklistTemplate).values({ id, organisationId, title: fresh.title, createdAt })
  await tx
    .insert(checklistVersion)
    .values({ id: ports.random.uuid(nowMs), templateId: id, version: 1, items: fresh.items, createdAt })
  return id
}

/** The next version of a checklist. */
type NextVersion = {
  organisationId: string
  templateId: string
  items: ChecklistItem[]
  /** Another name for the checklist, too. */
  title?: Text | undefined
  /** The version that the writer had before their eyes, if they say so. */
  basedOn?: number | undefined
}

/**
 * Makes the next version. Sheets that were given out keep theirs.
 *
 * @returns `newer` when somebody else has made a version since the one that this is based on
 * @throws Problem 409 `enough` when there are as many versions as there may be
 */
export function addVersion(
  db: Db,
  ports: Pick<Ports, 'clock' | 'random'>,
  { organisationId, templateId, items, title, basedOn }: NextVersion,
): Promise<'not-found' | 'newer' | 'added'> {
  return db.transaction(async function addInOneGo(tx) {
    // Promise: versions are numbered without gaps or twins, because writers of one template queue here.
    const [template] = await tx
      .select({ id: checklistTemplate.id })
      .from(checklistTemplate)
      .where(and(eq(checklistTemplate.organisationId, organisationId), eq(checklistTemplate.id, templateId)))
      .for('update')
    if (!template) return 'not-found'
    const [newest] = await versionsOf(tx, templateId)
    const version = newest?.version ?? 0
    if (basedOn !== undefined && basedOn !== version) return 'newer'
    if (version >= checklistsMost.versions) throw enough(checklistsMost.versions)
    const nowMs = ports.clock.now()
    const id = ports.random.uuid(nowMs)
    const createdAt = new Date(nowMs)
    await tx.insert(checklistVersion).values({ id, templateId, version: version + 1, items, createdAt })
    if (title) await tx.update(checklistTemplate).set({ title }).where(eq(checklistTemplate.id, templateId))
    return 'added'
  })
}

/** The items of some versions, by id. */
export async function itemsOfVersions(
  tx: Tx,
  versionIds: string[],
): Promise<Map<string, { version: number; items: ChecklistItem[] }>> {
  if (versionIds.length === 0) return new Map()
  const found = await tx
    .select({ id: checklistVersion.id, version: checklistVersion.version, items: checklistVersion.items })
    .from(checklistVersion)
    .where(among(checklistVersion.id, versionIds))
    .prepare('items_of_versions')
    .execute()
  return new Map(found.map(({ id, ...rest }) => [id, rest]))
}
