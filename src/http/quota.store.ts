import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { secondsToNextWindow, veiled, windowStart } from './rate-window.ts'
import { rateWindow } from './schema.ts'

/**
 * How often something may be done in fixed windows of time. Unlike `rateLimit`, which counts attempts, a quota
 * counts what came of them: asking costs nothing, and what was refused or repeated does not count.
 *
 * @example { rule: 'booked', windows: [{ most: 100, seconds: 3600 }, { most: 400, seconds: 86_400 }] }
 */
export type Quota = { rule: string; windows: readonly { most: number; seconds: number }[] }

/**
 * For how many seconds `subject` has to wait before it may do one more, or `null` when it may now. Of those who ask
 * at the same moment some may pass together: a quota is a guard against floods, not a promise.
 *
 * @param subject who asks; stored as an HMAC only
 */
export async function secondsToWait(ports: Ports, quota: Quota, subject: string): Promise<number | null> {
  const nowMs = ports.clock.now()
  const counts = await countsOf(ports, quota, subject, nowMs)
  const waits = quota.windows.flatMap(({ most, seconds }, index) =>
    (counts[index] ?? 0) < most ? [] : [secondsToNextWindow(seconds, nowMs)],
  )
  return waits.length === 0 ? null : Math.max(...waits)
}

/** Counts one that was done, in every window at once. */
export async function countDone(ports: Ports, quota: Quota, subject: string): Promise<void> {
  const nowMs = ports.clock.now()
  const known = memoryOf(ports.db).get(keyOf(quota, subject))
  if (known) known.doneSince++
  const hidden = await veiled(subject, ports.settings.secretKey)
  await ports.db
    .insert(rateWindow)
    .values(
      quota.windows.map(({ seconds }) => ({
        rule: ruleOf(quota, seconds),
        subject: hidden,
        windowStartsAt: new Date(windowStart(seconds, nowMs)),
        attempts: 1,
      })),
    )
    .onConflictDoUpdate({
      target: [rateWindow.rule, rateWindow.subject, rateWindow.windowStartsAt],
      set: { attempts: sql`${rateWindow.attempts} + 1` },
    })
}

const ruleOf = ({ rule }: Quota, seconds: number) => `${rule}-${seconds}`

type Known = { atMs: number; read: Promise<number[]>; doneSince: number }

/** What was read is believed for so long: attempts by the hundred cost one statement a second. */
const believedMs = 1000
/** Whoever comes from so many addresses is not held back by remembering them. */
const mostKnown = 1000

const memories = new WeakMap<Db, Map<string, Known>>()
const keyOf = ({ rule }: Quota, subject: string) => `${rule} ${subject}`

function memoryOf(db: Db): Map<string, Known> {
  const memory = memories.get(db) ?? new Map<string, Known>()
  memories.set(db, memory)
  return memory
}

async function countsOf(ports: Ports, quota: Quota, subject: string, nowMs: number): Promise<number[]> {
  const memory = memoryOf(ports.db)
  const key = keyOf(quota, subject)
  const before = memory.get(key)
  const known =
    before && isBelieved(before, quota, nowMs)
      ? before
      : { atMs: nowMs, read: readCounts(ports, quota, subject, nowMs), doneSince: 0 }
  if (known !== before) {
    if (memory.size >= mostKnown) memory.clear()
    memory.set(key, known)
    known.read.catch(() => memory.delete(key))
  }
  const counts = await known.read
  return counts.map((count) => count + known.doneSince)
}

const isBelieved = ({ atMs }: Known, { windows }: Quota, nowMs: number) =>
  nowMs >= atMs &&
  nowMs < atMs + believedMs &&
  windows.every(({ seconds }) => windowStart(seconds, atMs) === windowStart(seconds, nowMs))

async function readCounts(ports: Ports, quota: Quota, subject: string, nowMs: number): Promise<number[]> {
  const starts = quota.windows.map(({ seconds }) => new Date(windowStart(seconds, nowMs)))
  const rows = await ports.db
    .select({ rule: rateWindow.rule, startsAt: rateWindow.windowStartsAt, done: rateWindow.attempts })
    .from(rateWindow)
    .where(
      and(
        inArray(
          rateWindow.rule,
          quota.windows.map(({ seconds }) => ruleOf(quota, seconds)),
        ),
        eq(rateWindow.subject, await veiled(subject, ports.settings.secretKey)),
        inArray(rateWindow.windowStartsAt, starts),
      ),
    )
  return quota.windows.map(
    ({ seconds }, index) =>
      rows.find(
        ({ rule, startsAt }) => rule === ruleOf(quota, seconds) && startsAt.getTime() === starts[index]?.getTime(),
      )?.done ?? 0,
  )
}
