import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { retentionDefaults, retentionKinds } from './retention.ts'
import type { Retention } from './retention.ts'
import { retention } from './schema.ts'

export async function retentionOf(tx: Tx, organisationId: string): Promise<Retention> {
  const rows = await tx.select().from(retention).where(eq(retention.organisationId, organisationId))
  return { ...retentionDefaults, ...Object.fromEntries(rows.map(({ kind, days }) => [kind, days])) }
}

export async function setRetention(tx: Tx, organisationId: string, wanted: Retention): Promise<void> {
  await tx
    .insert(retention)
    .values(retentionKinds.map((kind) => ({ organisationId, kind, days: wanted[kind] })))
    .onConflictDoUpdate({ target: [retention.organisationId, retention.kind], set: { days: sql`excluded.days` } })
}
