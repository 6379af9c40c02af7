import { and, asc, count, eq, gt, lt, ne, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db/client.ts'
import { refuseBeyond } from '../http/enough.store.ts'
import type { Language } from '../words/language.ts'
import type { Ports } from '../ports.ts'
import { mostMembers } from './limits.ts'
import { authSession, organisation, staff, user, verification } from './schema.ts'
import { leavesNoCoordinator, sameSpelling } from './staff.ts'
import type { Staff, StaffChange, StaffMember } from './staff.ts'

type Organisation = typeof organisation.$inferSelect

const staffColumns = {
  id: staff.id,
  organisationId: staff.organisationId,
  name: staff.name,
  counsellor: staff.counsellor,
  coordinator: staff.coordinator,
  zone: staff.zone,
  language: staff.language,
}

const memberColumns = {
  ...staffColumns,
  userId: staff.userId,
  talkLanguages: staff.talkLanguages,
  active: staff.active,
  email: user.email,
}

/**
 * The active member of the staff who signs in as `userId`. Of somebody who is active in several organisations, the
 * membership that they chose last, or the oldest.
 */
export async function staffOfUser(tx: Tx, userId: string): Promise<Staff | null> {
  const [found] = await tx
    .select(staffColumns)
    .from(staff)
    .where(and(eq(staff.userId, userId), eq(staff.active, true)))
    .orderBy(...chosenFirst)
    .limit(1)
  return found ?? null
}

/** All memberships of one person, active or not, as the audit names them. */
export const membersOfUser = (tx: Tx, userId: string): Promise<{ staffId: string; organisationId: string }[]> =>
  tx.select({ staffId: staff.id, organisationId: staff.organisationId }).from(staff).where(eq(staff.userId, userId))

/** Of several memberships of one person the one in use comes first. */
export const chosenFirst = [sql`${staff.chosenAt} desc nulls last`, asc(staff.createdAt), asc(staff.id)]

/** Any member of the staff, active or not, by id: with the address for letters. */
export async function staffMember(tx: Tx, staffId: string): Promise<StaffMember | null> {
  const [found] = await members(tx).where(eq(staff.id, staffId))
  return found ?? null
}

/** The active member of the staff with this address, as {@link staffOfUser}; how it is spelt does not matter. */
export async function activeMemberByEmail(tx: Tx, email: string): Promise<StaffMember | null> {
  const [found] = await members(tx)
    .where(and(eq(user.email, sameSpelling(email)), eq(staff.active, true)))
    .orderBy(...chosenFirst)
    .limit(1)
  return found ?? null
}

/** Everybody of one organisation, by name. */
export function membersOf(tx: Tx, organisationId: string): Promise<StaffMember[]> {
  return members(tx)
    .where(eq(staff.organisationId, organisationId))
    .orderBy(asc(staff.name), asc(staff.id))
    .limit(mostMembers)
}

const members = (tx: Tx) => tx.select(memberColumns).from(staff).innerJoin(user, eq(user.id, staff.userId)).$dynamic()

export async function organisationOf(tx: Tx, organisationId: string): Promise<Organisation | null> {
  const [found] = await tx.select().from(organisation).where(eq(organisation.id, organisationId))
  return found ?? null
}

/** The organisation whose name stands on the public pages: the oldest. Null before set-up. */
export async function firstOrganisation(tx: Tx): Promise<Organisation | null> {
  const [found] = await tx
    .select()
    .from(organisation)
    .orderBy(asc(organisation.createdAt), asc(organisation.id))
    .limit(1)
  return found ?? null
}

/** Lets whatever counts what an organisation has, and then adds to it, come one after the other. */
export async function lockOrganisation(tx: Tx, organisationId: string): Promise<void> {
  await tx
    .select({ id: organisation.id })
    .from(organisation)
    .where(eq(organisation.id, organisationId))
    .for('no key update')
}

export async function addOrganisation(
  tx: Tx,
  ports: Pick<Ports, 'clock' | 'random'>,
  fresh: { name: string; zone: string; sample: boolean },
): Promise<Organisation> {
  const nowMs = ports.clock.now()
  const added = { id: ports.random.uuid(nowMs), ...fresh, createdAt: new Date(nowMs) }
  await tx.insert(organisation).values(added)
  return added
}

/**
 * Runs `setUp` unless there is an organisation already.
 *
 * @returns what `setUp` returns, or false when it was not run
 */
export function setUpOnce(db: Db, setUp: (tx: Tx) => Promise<boolean>): Promise<boolean> {
  return db.transaction(async function setUpInOneGo(tx) {
    // Promise: of two who set up at the same time, or two instances that start, one finds an organisation.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('fyrklang set-up'))`)
    return (await firstOrganisation(tx)) ? false : setUp(tx)
  })
}

export type FreshMember = {
  organisationId: string
  name: string
  email: string
  counsellor: boolean
  coordinator: boolean
  language: Language
  talkLanguages: string[]
  zone: string
}

/**
 * Adds somebody who signs in with `email` to an organisation. Whoever works elsewhere already has one sign-in for both.
 *
 * Call in a transaction.
 *
 * @returns the new member's id; `null` for somebody who is staff of this organisation, active or not
 * @throws Problem 409 `enough` when the organisation has as many as it may
 */
export async function addMember(
  tx: Tx,
  ports: Pick<Ports, 'clock' | 'random'>,
  { email, ...fresh }: FreshMember,
): Promise<string | null> {
  const most = mostMembers
  await refuseBeyond(tx, { parent: organisation.id, id: fresh.organisationId, of: staff.organisationId, most })
  const nowMs = ports.clock.now()
  const userId = await userOfAddress(tx, ports, { email, name: fresh.name })
  // Promise: nobody is staff of one organisation twice, however many invite them at once.
  const [added] = await tx
    .insert(staff)
    .values({ id: ports.random.uuid(nowMs), userId, ...fresh, createdAt: new Date(nowMs) })
    .onConflictDoNothing({ target: [staff.userId, staff.organisationId] })
    .returning({ id: staff.id })
  return added?.id ?? null
}

/** Who signs in with this address; made when nobody does. */
async function userOfAddress(
  tx: Tx,
  ports: Pick<Ports, 'clock' | 'random'>,
  { email, name }: { email: string; name: string },
): Promise<string> {
  const nowMs = ports.clock.now()
  const at = new Date(nowMs)
  const address = sameSpelling(email)
  // Promise: one address, one person. Of two invitations at once, the second waits here and then finds the first one's.
  const [made] = await tx
    .insert(user)
    .values({
      id: ports.random.uuid(nowMs),
      name,
      email: address,
      emailVerified: true,
      createdAt: at,
      updatedAt: at,
    })
    .onConflictDoNothing({ target: user.email })
    .returning({ id: user.id })
  const [known] = made ? [made] : await tx.select({ id: user.id }).from(user).where(eq(user.email, address))
  if (!known) throw new Error('an address that is taken is somebody’s')
  return known.id
}

/**
 * Changes a member of `organisationId`. Whoever is deactivated is signed out everywhere at once, unless they work for
 * another organisation, too: then the sign-in is theirs there. Call in a transaction.
 *
 * @returns the member as they are now; `not-found` in another organisation; `last-coordinator` when nobody
 * would be left to set the organisation up
 */
export async function changeMember(
  tx: Tx,
  { organisationId, staffId }: { organisationId: string; staffId: string },
  change: StaffChange,
): Promise<{ before: StaffMember; after: StaffMember } | 'not-found' | 'last-coordinator'> {
  // Promise: two coordinators who remove each other at the same time do not both succeed.
  await tx.execute(sql`select 1 from ${organisation} where ${organisation.id} = ${organisationId} for update`)
  const [before] = await members(tx).where(and(eq(staff.id, staffId), eq(staff.organisationId, organisationId)))
  if (!before) return 'not-found'
  if (leavesNoCoordinator(before, change, await otherCoordinators(tx, before))) return 'last-coordinator'
  if (Object.values(change).some((value) => value !== undefined)) {
    await tx.update(staff).set(change).where(eq(staff.id, staffId))
  }
  if (change.active === false) await endSignInWithoutWork(tx, before)
  const after = await staffMember(tx, staffId)
  return after ? { before, after } : 'not-found'
}

async function otherCoordinators(tx: Tx, member: StaffMember): Promise<number> {
  const [found] = await tx
    .select({ others: count() })
    .from(staff)
    .where(
      and(
        eq(staff.organisationId, member.organisationId),
        ne(staff.id, member.id),
        eq(staff.active, true),
        eq(staff.coordinator, true),
      ),
    )
  return found?.others ?? 0
}

async function endSignInWithoutWork(tx: Tx, { userId }: StaffMember): Promise<void> {
  if (!(await staffOfUser(tx, userId))) await endSessions(tx, userId)
}

/** Signs somebody out on every machine. */
export async function endSessions(tx: Tx, userId: string): Promise<void> {
  await tx.delete(authSession).where(eq(authSession.userId, userId))
}

/** Sessions and one-time links are kept for so long after they ended. */
export const signInsKeptMs = 86_400_000

/** Sessions and one-time links that ended before then open nothing any more. */
export async function forgetSignIns(tx: Tx, beforeMs: number): Promise<void> {
  await tx.delete(authSession).where(lt(authSession.expiresAt, new Date(beforeMs)))
  await tx.delete(verification).where(lt(verification.expiresAt, new Date(beforeMs)))
}

/** Keeps the hash of a one-time link. `kind` keeps links of different purposes apart. */
export async function keepLink(
  tx: Tx,
  ports: Pick<Ports, 'clock' | 'random'>,
  link: { kind: string; hash: string; expiresMs: number },
): Promise<void> {
  const nowMs = ports.clock.now()
  const at = new Date(nowMs)
  await tx.insert(verification).values({
    id: ports.random.uuid(nowMs),
    identifier: `${link.kind}:${link.hash}`,
    value: link.kind,
    expiresAt: new Date(link.expiresMs),
    createdAt: at,
    updatedAt: at,
  })
}

/** Uses a one-time link up: true for exactly one caller, and only before it expires. */
export async function useLink(tx: Tx, link: { kind: string; hash: string }, nowMs: number): Promise<boolean> {
  const used = await tx
    .delete(verification)
    .where(and(eq(verification.identifier, `${link.kind}:${link.hash}`), gt(verification.expiresAt, new Date(nowMs))))
    .returning({ id: verification.id })
  return used.length > 0
}
