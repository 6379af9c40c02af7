import { and, desc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { onceIn, readingMinutes } from './audit.ts'
import type { AuditEntry, AuditKind } from './audit.ts'
import { auditEntry, staff } from './schema.ts'
import type { Staff } from './staff.ts'

type Writing = Pick<Ports, 'clock' | 'random'>

/** Writes entries down, and a line for each in the log: it names nobody, and leads who may read it to the entry. */
export async function writeAudit(tx: Tx, ports: Writing, ...entries: AuditEntry[]): Promise<void> {
  await add(tx, ports, entries)
}

/** A reference or a key that only the database can tell, beside what the program knows. */
type FreeEntry = Omit<AuditEntry, 'reference' | 'once'> & { reference?: string | SQL; once?: string | SQL }

async function add(tx: Tx, { clock, random }: Writing, entries: FreeEntry[]): Promise<void> {
  if (entries.length === 0) return
  const nowMs = clock.now()
  const rows = entries.map((entry) => ({ id: random.uuid(nowMs), at: new Date(nowMs), ...entry }))
  const written = await tx
    .insert(auditEntry)
    .values(rows)
    .onConflictDoNothing({ target: auditEntry.once })
    .returning({ id: auditEntry.id, kind: auditEntry.kind })
    .prepare('add_audit')
    .execute()
  for (const { id, kind } of written) console.log(JSON.stringify({ level: 'info', audit: kind, entry: id }))
}

type Reader = Pick<Staff, 'id' | 'organisationId'>

/**
 * Somebody of the staff reads a record, or asked for one that is not theirs. Once for half an hour.
 *
 * @param reference of the record, as an expression that the database works out
 */
export async function noteRecord(
  tx: Tx,
  ports: Writing,
  { kind, reader, reference }: { kind: 'record_opened' | 'refused'; reader: Reader; reference: SQL },
): Promise<void> {
  const { id: staffId, organisationId } = reader
  const window = onceIn(readingMinutes, ports.clock.now(), kind, staffId)
  const once = sql`${`${window}/`}::text || (${reference})`
  await add(tx, ports, [{ kind, organisationId, staffId, reference: sql`(${reference})`, once }])
}

/** Whose sign-in a link was that is shown once more; `null` when nobody signed in with it that we still know of. */
export async function signInOf(tx: Tx, reference: string) {
  const [found] = await tx
    .select({ organisationId: auditEntry.organisationId, staffId: auditEntry.staffId })
    .from(auditEntry)
    .where(and(eq(auditEntry.reference, reference), eq(auditEntry.kind, 'signed_in')))
    .limit(1)
  return found ?? null
}

const pageLength = 50

type Asked = { kind?: AuditKind | undefined; staffId?: string | undefined; cursor?: string | undefined }

/** What an organisation's coordinator may read, the newest first; `next` is the cursor of the following page. */
export async function auditOf(tx: Tx, organisationId: string, { kind, staffId, cursor }: Asked) {
  const about = alias(staff, 'about')
  const rows = await tx
    .select({
      id: auditEntry.id,
      at: auditEntry.at,
      kind: auditEntry.kind,
      who: staff.name,
      about: about.name,
      reference: auditEntry.reference,
      details: auditEntry.details,
    })
    .from(auditEntry)
    .leftJoin(staff, eq(staff.id, auditEntry.staffId))
    .leftJoin(about, eq(about.id, auditEntry.aboutId))
    .where(
      and(
        or(eq(auditEntry.organisationId, organisationId), isNull(auditEntry.organisationId)),
        kind === undefined ? undefined : eq(auditEntry.kind, kind),
        staffId === undefined ? undefined : or(eq(auditEntry.staffId, staffId), eq(auditEntry.aboutId, staffId)),
        cursor === undefined ? undefined : lt(auditEntry.id, cursor),
      ),
    )
    .orderBy(desc(auditEntry.id))
    .limit(pageLength + 1)
  const page = rows.slice(0, pageLength)
  return { entries: page, next: rows.length > pageLength ? (page.at(-1)?.id ?? null) : null }
}

const mostAtOnce = 5000

/**
 * Forgets what is older than `keptDays` says of its organisation. The database refuses to delete entries unless the same
 * transaction says that it does this.
 *
 * @param keptDays days, as an expression over `organisation_id`
 */
export async function forgetAudit(tx: Tx, now: Date, keptDays: SQL): Promise<void> {
  await tx.execute(sql`select set_config('fyrklang.forgets_audit', 'on', true)`)
  const old = tx
    .select({ id: auditEntry.id })
    .from(auditEntry)
    .where(sql`${auditEntry.at} + ${keptDays} * interval '1 day' < ${now.toISOString()}::timestamptz`)
    .orderBy(auditEntry.id)
    .limit(mostAtOnce)
  await tx.delete(auditEntry).where(inArray(auditEntry.id, old))
  await tx.execute(sql`select set_config('fyrklang.forgets_audit', 'off', true)`)
}
