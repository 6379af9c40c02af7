import type { Ports } from '../ports.ts'
import { mailOf } from './compose.ts'
import type { LetterFacts } from './facts.ts'
import { factsOf } from '../flows/letter-facts.store.ts'
import { retryDelayMs } from './letter.ts'
import { outcomeWriter } from './outcome-writer.ts'
import { said } from './reason.ts'
import { claimDueLetters } from './store.ts'
import type { ClaimedLetter, Outcome } from './store.ts'

/** Counts of one round. `waiting`: failed, and due again later. */
export type Round = { sent: number; waiting: number; dead: number; withdrawn: number }

const batch = 200
/** Longer than a batch takes when every letter of it runs into the mail server's time limit. */
const leaseMs = 10 * 60_000
/** Letters under way at once: a few more than the pool has connections, so that none is idle. */
const inFlight = 16
/** While the mail server is away, no letter spends an attempt; they all come back after a minute. */
const awayMs = 60_000

/**
 * Sends the letters that are due, at most `most` of them, and says what became of them. Any number of
 * instances may call it at once: each letter is claimed by one. A delivery that fails is a letter that waits
 * or is dead, never an error; it throws only when the database is away.
 */
export async function sendDueLetters(ports: Ports, { most = 2000 }: { most?: number } = {}): Promise<Round> {
  const round: Round = { sent: 0, waiting: 0, dead: 0, withdrawn: 0 }
  const written = outcomeWriter(ports.db)
  const server = { away: false }
  let left = most
  let letters = await claimed(ports, Math.min(batch, left))
  while (letters.length > 0) {
    left -= letters.length
    // The next letters are read while these are under way, so that the connections never wait for the database.
    const [, next] = await Promise.all([
      sendAll(letters, send, () => written.broken()),
      letters.length < batch || server.away ? [] : claimed(ports, Math.min(batch, left)),
    ])
    letters = next
    if (written.broken()) break
  }
  await written.done()
  return round

  async function send(one: Claimed) {
    const outcome = await settle(ports, one, server)
    round[outcome.became] += 1
    written.add(outcome)
  }
}

type Claimed = { letter: ClaimedLetter; facts: LetterFacts | null }

async function claimed(ports: Ports, most: number): Promise<Claimed[]> {
  if (most <= 0) return []
  const nowMs = ports.clock.now()
  const letters = await claimDueLetters(ports.db, most, nowMs, nowMs + leaseMs)
  const facts = await factsOf(ports.db, letters)
  return letters.map((letter) => ({ letter, facts: facts.get(letter.id) ?? null }))
}

async function sendAll(letters: Claimed[], send: (one: Claimed) => Promise<void>, stop: () => boolean): Promise<void> {
  const queue = letters.values()
  async function lane() {
    for (const one of queue) {
      // Outcomes cannot be written down: what is sent now would be sent again.
      if (stop()) return
      await send(one)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, lane))
}

async function settle(ports: Ports, { letter, facts }: Claimed, server: { away: boolean }): Promise<Outcome> {
  const nowMs = ports.clock.now()
  const mail = written(facts, ports, nowMs)
  if (mail === 'fault') return failed(ports, letter, said.notWritten)
  if (mail === null) return { id: letter.id, became: 'withdrawn' }
  if (server.away) return waiting(letter, letter.attempts, null, nowMs + awayMs)
  const delivery = await ports.mailer.send(mail)
  if (delivery.delivered) return { id: letter.id, became: 'sent', atMs: ports.clock.now() }
  if (delivery.permanent)
    return { id: letter.id, became: 'dead', attempts: letter.attempts + 1, reason: delivery.reason }
  if (!delivery.away) return failed(ports, letter, delivery.reason)
  server.away = true
  return waiting(letter, letter.attempts, delivery.reason, nowMs + awayMs)
}

function written(facts: LetterFacts | null, ports: Ports, nowMs: number) {
  try {
    return facts && mailOf(facts, ports.settings, nowMs)
  } catch (error) {
    // One letter that cannot be written must not keep the others back.
    console.error(
      JSON.stringify({
        event: 'letter not written',
        letter: facts?.id,
        kind: facts?.kind,
        error: error instanceof Error ? error.name : 'unknown',
      }),
    )
    return 'fault'
  }
}

function failed(ports: Ports, letter: ClaimedLetter, reason: string): Outcome {
  const attempts = letter.attempts + 1
  const delayMs = retryDelayMs(attempts, (ports.random.bytes(1)[0] ?? 0) / 256)
  if (delayMs === null) return { id: letter.id, became: 'dead', attempts, reason }
  return waiting(letter, attempts, reason, ports.clock.now() + delayMs)
}

const waiting = (letter: ClaimedLetter, attempts: number, reason: string | null, dueMs: number): Outcome => ({
  id: letter.id,
  became: 'waiting',
  attempts,
  reason,
  dueMs,
})
