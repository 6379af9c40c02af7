import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Ports } from '../ports.ts'
import { oneMoreAttempt } from './attempt.store.ts'
import type { AppEnv } from './env.ts'
import { problem } from './problem.ts'
import { secondsToNextWindow, veiled } from './rate-window.ts'

/**
 * Lets `most` calls of a subject pass in a window of time, counted in the database, so that it holds over any
 * number of instances.
 *
 * @param rule its name; calls under different rules are counted apart
 * @param subjectOf who calls; stored as an HMAC only
 * @throws Problem 429 `too-many` with Retry-After
 * @example .post('/case/entry', rateLimit('entry', 20, 900, clientAddress), enter)
 */
export function rateLimit(
  rule: string,
  most: number,
  windowSeconds: number,
  subjectOf: (c: Context<AppEnv>) => string,
) {
  return createMiddleware<AppEnv>(async function rateLimit(c, next) {
    await countAttempt(c.var.ports, { rule, subject: subjectOf(c), most, windowSeconds })
    await next()
  })
}

type Attempt = { rule: string; subject: string; most: number; windowSeconds: number }

/** {@link rateLimit} for a subject that is only known once the body was read. */
export async function countAttempt(ports: Ports, { rule, subject, most, windowSeconds }: Attempt): Promise<void> {
  const nowMs = ports.clock.now()
  const attempt = { rule, subject: await veiled(subject, ports.settings.secretKey), seconds: windowSeconds }
  if ((await oneMoreAttempt(ports.db, attempt, nowMs)) <= most) return
  const retryAfter = String(secondsToNextWindow(windowSeconds, nowMs))
  throw problem(429, 'too-many', 'Too many attempts. Wait a while.', {}, { 'retry-after': retryAfter })
}

/**
 * The address that calls, as the runtime's entry found it. Of IPv6 the first 64 bits: the rest is whoever calls
 * free to choose (RFC 6177).
 */
export const clientAddress = (c: Context<AppEnv>): string => network(c.var.clientAddress)

function network(address: string): string {
  // An IPv4 address, also inside IPv6 (`::ffff:192.0.2.1`), is one caller.
  if (!address.includes(':') || address.includes('.')) return address
  const [head = '', tail] = address.split('%', 1).join('').split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const whole = [
    ...before,
    ...Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0'),
    ...after,
  ]
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
