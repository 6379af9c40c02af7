import type { Context } from 'hono'
import { caseOfSecret } from '../meeting/case.store.ts'
import type { Case } from '../meeting/case.store.ts'
import { looksLikeSecret, secretHash } from '../crypto/secret.ts'
import type { AppEnv } from './env.ts'
import { problem } from './problem.ts'

/** The secret of `Authorization: Bearer`, or `null` without one. */
export function bearer(c: Context<AppEnv>): string | null {
  return /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null
}

/**
 * The case that the caller's secret opens.
 *
 * @throws Problem 401 `unauthorized` without a secret, or with one that opens nothing
 */
export async function seekerCase(c: Context<AppEnv>): Promise<Case> {
  const secret = bearer(c)
  const found = secret && looksLikeSecret(secret) ? await caseOfSecret(c.var.ports.db, await secretHash(secret)) : null
  if (!found) throw wrongSecret()
  return found
}

export const wrongSecret = () =>
  problem(401, 'unauthorized', 'This link does not open anything.', {}, { 'www-authenticate': 'Bearer' })
