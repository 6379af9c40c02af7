import { eraseDueCases } from './flows/erase-case.ts'
import { closeStaleRooms } from './flows/close-stale-rooms.ts'
import { keepToRetention } from './flows/keep-to-retention.ts'
import { passOnLapsedOffers } from './flows/give-seat-back.ts'
import { factsOfLetters } from './flows/letter-facts.store.ts'
import { sealWhatIsPlain } from './flows/seal-what-is-plain.ts'
import { attemptsKeptMs, forgetAttempts } from './http/attempt.store.ts'
import { isDue } from './http/due.store.ts'
import { failureOf } from './http/failure.ts'
import { answersKeptMs } from './http/idempotency.ts'
import { forgetAnswers } from './http/idempotency.store.ts'
import { erasedNotedMs, forgetErased } from './meeting/erasure.store.ts'
import { forgetCaseLinks } from './meeting/case-link.store.ts'
import { sendDueLetters } from './notify/sending.ts'
import { forgetSignIns, signInsKeptMs } from './people/store.ts'
import type { Ports } from './ports.ts'

/** What the clock does: letters that are due, talks that nobody left, cases to erase, and what is of no more use. */
const duties: Record<string, (ports: Ports) => Promise<unknown>> = {
  letters: (ports) => sendDueLetters(ports, factsOfLetters),
  rooms: closeStaleRooms,
  offers: passOnLapsedOffers,
  erasures: eraseDueCases,
  retention: keepToRetention,
  forgetting: forget,
  sealing: sealWhatIsPlain,
}

const hourSeconds = 3600

/** Once an hour, by the first tick in it: answers under idempotency keys, sign-ins and links that ended, and counted attempts. */
async function forget(ports: Ports): Promise<void> {
  const nowMs = ports.clock.now()
  const forgot = await ports.db.transaction(async (tx) => {
    if (!(await isDue(tx, 'forgetting', hourSeconds, nowMs))) return false
    await forgetAnswers(tx, nowMs - answersKeptMs)
    await forgetCaseLinks(tx, nowMs)
    await forgetSignIns(tx, nowMs - signInsKeptMs)
    await forgetErased(tx, nowMs - erasedNotedMs)
    return true
  })
  if (forgot) await forgetAttempts(ports.db, nowMs - attemptsKeptMs)
}

/**
 * Runs every duty once. Safe to run on any number of instances at once; one duty that fails does not keep
 * the others back, and is tried again with the next tick.
 */
export async function tick(ports: Ports): Promise<void> {
  await Promise.all(
    Object.entries(duties).map(async ([duty, run]) => {
      try {
        await run(ports)
      } catch (error) {
        console.error(JSON.stringify({ level: 'error', duty, ...failureOf(error) }))
      }
    }),
  )
}
