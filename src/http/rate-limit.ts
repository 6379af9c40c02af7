import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Ports } from '../ports.ts'
import { changeAttempts, oneMoreAttempt } from './attempt.store.ts'
import type { AppEnv } from './env.ts'
import { networksOf } from './network.ts'
import { problemWith } from './problem.ts'
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

/** {@link rateLimit} for a subject that is only known once the body was read. */
async function countAttempt(ports: Ports, { rule, subject, most, windowSeconds }: Limit): Promise<void> {
  const nowMs = ports.clock.now()
  const attempt = { rule, subject: await veiled(subject, ports.settings.secretKey), seconds: windowSeconds }
  if ((await oneMoreAttempt(ports.db, attempt, nowMs)) <= most) return
  throw tooMany(secondsToNextWindow(windowSeconds, nowMs))
}

/** The network that calls, as limits count it; see {@link networksOf}. */
export const clientAddress = (c: Context<AppEnv>): string => networksOf(c.var.clientAddress).near

/** One of the limits that an attempt must keep. */
export type Limit = { rule: string; subject: string; most: number; windowSeconds: number }

/**
 * Counts an attempt under several limits at once, before it is known how it ends: of any number that are made at the
 * same moment no more pass than may. One that is refused counts under none of them: who is stopped by a narrow limit
 * uses nothing up of the wide one that others share. Hands back how to take it back, for an attempt that was no guess.
 *
 * @throws Problem 429 `too-many` with Retry-After when one of the limits is passed
 */
export async function countAttempts(ports: Ports, limits: readonly Limit[]): Promise<() => Promise<void>> {
  const nowMs = ports.clock.now()
  const { passed, takeBack } = await count(ports, limits, nowMs)
  if (passed.length > 0)
    throw tooMany(Math.max(...passed.map(({ windowSeconds }) => secondsToNextWindow(windowSeconds, nowMs))))
  return takeBack
}

/** As {@link countAttempts}, for what is left undone without a word when it is too much. */
export async function isWithin(ports: Ports, limits: readonly Limit[]): Promise<boolean> {
  const { passed } = await count(ports, limits, ports.clock.now())
  return passed.length === 0
}

async function count(ports: Ports, limits: readonly Limit[], nowMs: number) {
  const attempts = await attemptsOf(ports, limits)
  const counts = await changeAttempts(ports.db, attempts, 1, nowMs)
  const passed = limits.filter(({ most }, index) => (counts[index] ?? 0) > most)
  const takeBack = async () => void (await changeAttempts(ports.db, attempts, -1, nowMs))
  if (passed.length > 0) await takeBack()
  return { passed, takeBack }
}

const attemptsOf = ({ settings }: Ports, limits: readonly Limit[]) =>
  Promise.all(
    limits.map(async ({ rule, subject, windowSeconds }) => ({
      rule,
      subject: await veiled(subject, settings.secretKey),
      seconds: windowSeconds,
    })),
  )

const tooMany = (seconds: number) =>
  problemWith({ 'retry-after': String(seconds) }, 429, 'too-many', 'Too many attempts. Wait a while.')
