import type { Context } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { clientAddress, countAttempts } from '../http/rate-limit.ts'
import { addressLimits } from '../meeting/address-allowance.ts'
import { mailboxOf } from '../notify/unwanted.ts'

/**
 * Counts that letters are asked for to an address, before anything is written: of any number that ask at the same moment
 * no more pass than may. Hands back how to take it back when nothing came of it.
 *
 * @param address `null` or left out: no letters are asked for, and nothing is counted
 * @param caseId of a case that is there already
 * @throws Problem 429 `too-many`
 */
export async function countNamed(
  c: Context<AppEnv>,
  address: string | null | undefined,
  caseId: string | null,
): Promise<() => Promise<void>> {
  if (address == null) return async () => {}
  const { ports } = c.var
  const { bookingsPerHour } = ports.settings
  const limits = addressLimits({ mailbox: mailboxOf(address), caseId, network: clientAddress(c), bookingsPerHour })
  return limits.length === 0 ? async () => {} : countAttempts(ports, limits)
}
