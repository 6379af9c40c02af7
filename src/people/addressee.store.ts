import { eq } from 'drizzle-orm'
import { among } from '../db/among.ts'
import type { Tx } from '../db/client.ts'
import { organisation, staff, user } from './schema.ts'

/** Members of the staff as letters address them, with the name that their organisation signs with. */
export async function addressees(tx: Tx, staffIds: string[]) {
  if (staffIds.length === 0) return []
  return tx
    .select({
      id: staff.id,
      email: user.email,
      language: staff.language,
      zone: staff.zone,
      active: staff.active,
      organisationName: organisation.name,
    })
    .from(staff)
    .innerJoin(user, eq(user.id, staff.userId))
    .innerJoin(organisation, eq(organisation.id, staff.organisationId))
    .where(among(staff.id, staffIds))
    .prepare('addressees')
    .execute()
}

export type Addressee = Awaited<ReturnType<typeof addressees>>[number]
