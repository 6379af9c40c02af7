import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { leaseMs, settle, written } from './delivery.ts'
import type { LetterToSend } from './delivery.ts'
import type { LetterFacts } from './facts.ts'
import { outcomeWriter } from './outcome-writer.ts'
import { claimLetters, lockDueLetters } from './store.ts'
import type { DueLetter, Outcome } from './store.ts'
import { stopsOf } from './unwanted.store.ts'

/** Counts of one round. `waiting`: failed, and due again later. */
type Round = { sent: number; waiting: number; dead: number; withdrawn: number }

/** Reads what letters are made of, by letter id, as the record has it now. A letter without facts is not sent. */
type ReadFacts = (tx: Tx, ports: Pick<Ports, 'settings'>, letters: DueLetter[]) => Promise<Map<string, LetterFacts>>

/** Letters under way at once, with a mailer that does not say. */
const usuallyAtOnce = 5
/** For so long a sender hands over what it has read. A change of a talk waits at most for two such turns. */
const turnMs = 40
const mostInTurn = 100

/**
 * Sends the letters that are due, at most `most` of them, and says what became of them. Any number of
 * instances may call it at once: each letter is taken by one. A delivery that fails is a letter that waits
 * or is dead, never an error; it throws only when the database is away.
 */
export async function sendDueLetters(
  ports: Ports,
  readFacts: ReadFacts,
  { most = 2000 }: { most?: number } = {},
): Promise<Round> {
  const round: Round = { sent: 0, waiting: 0, dead: 0, withdrawn: 0 }
  const { atOnce = usuallyAtOnce } = ports.mailer
  const outcomes = outcomeWriter(ports.db)
  const underWay = new Set<Promise<void>>()
  const server = { away: false }
  // Once outcomes cannot be written down, what is sent would be sent again.
  const mayGoOn = () => !server.away && !outcomes.broken()
  let handingOver: Promise<number> = Promise.resolve(0)
  let left = most
  let tellOfMore: (more: boolean) => void = () => {}
  const more = new Promise<boolean>((resolve) => (tellOfMore = resolve))
  // While one reads what its letters are made of, the other hands over: so the mailer always has something to do. A
  // second one comes when the first has left some: two that share a few would each find less than there is.
  const ends = await Promise.allSettled([takeTurns(), more.then((is) => (is ? takeTurns() : undefined))])
  await Promise.all(underWay)
  await outcomes.done()
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return round

  async function takeTurns(): Promise<void> {
    let size = 4 * atOnce
    while (left > 0 && mayGoOn()) {
      const asked = Math.min(left, size)
      left -= asked
      const { found, begun } = await takeTurn(asked)
      left += asked - begun
      if (begun === found && found < asked) return
      // A slow mail server takes few in a turn: no more is read than can be handed over.
      size = Math.min(mostInTurn, begun + atOnce)
      if (underWay.size >= atOnce) await Promise.race(underWay)
    }
  }

  /**
   * Locks letters, reads what they are made of and begins to send them, in one transaction: until it ends nobody can
   * change what they tell of, because that withdraws them and waits for their rows. So whoever is told that a talk is
   * cancelled knows that no letter sets out afterwards that still tells of it. A change never waits for the mail
   * server: what cannot be begun in this turn is left for the next.
   */
  async function takeTurn(asked: number): Promise<{ found: number; begun: number }> {
    // Until the turn ends the rows are locked: what has become of its letters by then is written down afterwards.
    const early: Outcome[] = []
    let writeDown = (outcome: Outcome): void => void early.push(outcome)
    try {
      return await ports.db.transaction(async function beginToSend(tx) {
        const nowMs = ports.clock.now()
        const untilMs = nowMs + leaseMs
        const letters = await lockDueLetters(tx, asked, nowMs)
        tellOfMore(letters.length === asked)
        const facts = await readFacts(tx, ports, letters)
        const stops = await stopsOf(tx, ports, facts.values())
        // Written while the other hands over, so that no connection to the mail server waits for words.
        const toSend = await Promise.all(
          letters.map(async function inWords(letter) {
            const [factsOf, stop] = [facts.get(letter.id) ?? null, stops.get(letter.id) ?? null]
            return { ...letter, untilMs, mail: await written(ports, { ...letter, facts: factsOf, stop }) }
          }),
        )
        handingOver = handingOver.then(() => handOver(toSend, (outcome) => writeDown(outcome)))
        const begun = await handingOver
        await claimLetters(
          tx,
          letters.slice(0, begun).map(({ id }) => id),
          untilMs,
        )
        return { found: letters.length, begun }
      })
    } finally {
      tellOfMore(false)
      writeDown = outcomes.add
      early.forEach(outcomes.add)
    }
  }

  /** Begins one after the other, each as soon as the mailer is free for it. Gives how many it came to in its time. */
  async function handOver(letters: LetterToSend[], writeDown: (outcome: Outcome) => void): Promise<number> {
    const time = timer(turnMs)
    let begun = 0
    for (const letter of letters) {
      if (underWay.size >= atOnce) await Promise.race([...underWay, time.up])
      if (underWay.size >= atOnce || !mayGoOn()) break
      begin(letter, writeDown)
      begun += 1
    }
    time.stop()
    return begun
  }

  function begin(letter: LetterToSend, writeDown: (outcome: Outcome) => void): void {
    const sending = settle(ports, letter).then(({ outcome, away }) => {
      if (away) server.away = true
      round[outcome.became] += 1
      writeDown(outcome)
      underWay.delete(sending)
    })
    underWay.add(sending)
  }
}

function timer(ms: number): { up: Promise<void>; stop(): void } {
  let running: ReturnType<typeof setTimeout> | undefined
  const up = new Promise<void>((resolve) => (running = setTimeout(resolve, ms)))
  return { up, stop: () => clearTimeout(running) }
}
