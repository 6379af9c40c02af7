import type { Context } from 'hono'
import { looksLikeSecret, secretHash } from '../crypto/secret.ts'
import { bearer, wrongSecret } from '../http/bearer.ts'
import type { AppEnv } from '../http/env.ts'
import { idOf, isId } from '../http/id.ts'
import { notFound, problem } from '../http/problem.ts'
import { noteRecord } from '../people/audit.store.ts'
import type { StaffEnv } from '../people/session.ts'
import { auditNameOf, caseOfSecret } from './case.store.ts'
import type { Case } from './case.store.ts'
import { companionOfSecret } from './companion.store.ts'
import type { Invitation } from './companion.store.ts'
import { wasErased } from './erasure.store.ts'
import { isInvitationOver } from './companion.ts'
import { talkById, talkOfCase } from './talk.store.ts'
import type { Talk } from './talk.store.ts'

/**
 * The case that the caller's secret opens.
 *
 * @throws Problem 401 `unauthorized` without a secret, or with one that opens nothing
 */
export async function seekerCase(c: Context<AppEnv>): Promise<Case> {
  const found = await caseOfSecret(c.var.ports.db, await secretHashOf(c))
  if (!found) throw wrongSecret()
  return found
}

/**
 * The hash of the secret that a caller brings, of a case or of an invitation.
 *
 * @throws Problem 401 `unauthorized` without one that may be ours, which spares the database the question
 */
export async function secretHashOf(c: Context<AppEnv>): Promise<string> {
  const secret = bearer(c)
  if (!secret || !looksLikeSecret(secret)) throw wrongSecret()
  return secretHash(secret)
}

/** Who calls about a talk: the seeker of its case, or somebody whom the seeker invited to this talk. */
export type Person = { role: 'seeker'; talk: Talk } | { role: 'companion'; talk: Talk; companionId: string }

/**
 * The talk of the route's `:id`, for the seeker alone.
 *
 * @throws Problem 401 without a secret that opens a case, 404 for a talk that is not in it
 */
export async function talkOf(c: Context<AppEnv>): Promise<Talk> {
  const own = await seekerCase(c)
  const id = c.req.param('id')
  const found = isId(id) ? await talkOfCase(c.var.ports.db, own.id, id) : null
  if (!found) throw notFound('This talk')
  return found
}

/**
 * The talk of the route's `:id`, for the seeker or a companion.
 *
 * @throws Problem 401 without a secret that opens anything, 404 for a talk that it does not open, 410 for a
 * companion's when the talk is long over
 */
export async function personOf(c: Context<AppEnv>): Promise<Person> {
  const hash = await secretHashOf(c)
  const { db } = c.var.ports
  const id = c.req.param('id') ?? ''
  const own = await caseOfSecret(db, hash)
  if (own) {
    const talk = isId(id) ? await talkOfCase(db, own.id, id) : null
    if (!talk) throw notFound('This talk')
    return { role: 'seeker', talk }
  }
  const companion = await companionOfSecret(db, hash)
  if (!companion) throw wrongSecret()
  if (companion.bookingId !== id) throw notFound('This talk')
  return { role: 'companion', talk: await talkOfInvitation(c, companion), companionId: companion.id }
}

/** @throws Problem 410 `gone` when the talk is long over */
export async function talkOfInvitation(c: Context<AppEnv>, { bookingId }: Invitation): Promise<Talk> {
  const { db, clock } = c.var.ports
  const talk = await talkById(db, bookingId)
  if (!talk) throw notFound('This talk')
  refuseWhenOver(talk, clock.now())
  return talk
}

/** @throws Problem 410 `gone` when the talk to which somebody was invited is long over */
export function refuseWhenOver(talk: Pick<Talk, 'endsAt'>, nowMs: number): void {
  if (isInvitationOver(talk, nowMs)) throw problem(410, 'gone', 'This talk is over, and the invitation with it.')
}

/**
 * The talk that a counsellor's call is about. Only the talk's own counsellor reads what was said in it: for
 * everybody else, coordinators too, it is not there.
 *
 * @throws Problem 404 `not-found`, 410 `gone` for one that was erased
 */
export async function ownTalk(c: Context<StaffEnv>): Promise<Talk> {
  const talk = await talkById(c.var.ports.db, idOf(c, 'id'))
  const { ports, staff } = c.var
  if (talk?.counsellorId === staff.id) {
    await noteRecord(ports.db, ports, { kind: 'record_opened', reader: staff, reference: auditNameOf(talk.caseId) })
    return talk
  }
  if (talk) await noteRecord(ports.db, ports, { kind: 'refused', reader: staff, reference: auditNameOf(talk.caseId) })
  if (!talk && (await wasErased(c.var.ports.db, idOf(c, 'id'), c.var.staff.id)))
    throw problem(410, 'gone', 'The seeker had this talk erased.')
  throw notFound('This talk')
}
