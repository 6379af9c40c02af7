import { and, eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { organisation, staff } from './schema.ts'
import { chosenFirst } from './store.ts'

/** Where somebody works: as which member of the staff, and of which organisation. */
type Membership = {
  staffId: string
  organisation: { id: string; name: string; sample: boolean }
  /** When they last chose it, out of several. */
  chosenAt: Date | null
}

/** Nobody works for so many organisations; those chosen last are among the first. */
const mostMemberships = 200

/** All organisations in which somebody is active; the one in use comes first. */
export function membershipsOf(tx: Tx, userId: string): Promise<Membership[]> {
  return tx
    .select({
      staffId: staff.id,
      organisation: { id: organisation.id, name: organisation.name, sample: organisation.sample },
      chosenAt: staff.chosenAt,
    })
    .from(staff)
    .innerJoin(organisation, eq(organisation.id, staff.organisationId))
    .where(and(eq(staff.userId, userId), eq(staff.active, true)))
    .orderBy(...chosenFirst)
    .limit(mostMemberships)
}

/**
 * Goes over to another of one's own memberships, for all calls from now on.
 *
 * @returns false for one that is somebody else's, or not active
 */
export async function chooseMembership(tx: Tx, userId: string, staffId: string, nowMs: number): Promise<boolean> {
  const mine = await membershipsOf(tx, userId)
  if (!mine.some((one) => one.staffId === staffId)) return false
  // Later than every choice before it: two in one millisecond are still two.
  const latestMs = Math.max(...mine.map(({ chosenAt }) => chosenAt?.getTime() ?? 0))
  await tx
    .update(staff)
    .set({ chosenAt: new Date(Math.max(nowMs, latestMs + 1)) })
    .where(eq(staff.id, staffId))
  return true
}
