import type { Delivery, Mail, Ports, Settings } from '../ports.ts'
import { letterLinkToken, linkToken } from '../meeting/case-link.ts'
import { mailOf } from './compose.ts'
import type { LetterFacts } from './facts.ts'
import type { Stop } from './unwanted.store.ts'
import { invitationOf } from './invitation.ts'
import { retryDelayMs } from './letter.ts'
import { ownReasons } from './reason.ts'
import { renewClaim } from './store.ts'
import type { DueLetter, Outcome } from './store.ts'

/** A sender that falls over keeps its letters for so long; one that is alive renews them while it sends. */
export const leaseMs = 60_000
const renewalMs = 20_000
/** While the mail server is away, the letters that met it so spend no attempt and come back after a minute. */
const awayMs = 60_000

/** A letter with what it is made of. */
export type LetterWithFacts = DueLetter & { facts: LetterFacts | null; stop: Stop | null }

/** As it goes out: `null` when it is no longer true. */
type Written = Mail | null | 'fault'

/** A letter that is written, claimed until `untilMs`. An invitation is written when it goes: its link is made then. */
export type LetterToSend = DueLetter & { untilMs: number; mail: Written }

/** Sends one letter, and says what became of it and whether the mail server is away. */
export async function settle(ports: Ports, letter: LetterToSend): Promise<{ outcome: Outcome; away?: boolean }> {
  const { id, attempts, staffId } = letter
  const mail = staffId === null ? letter.mail : await invitation(ports, { ...letter, staffId })
  if (mail === 'fault') return { outcome: failed(ports, letter, ownReasons.notWritten) }
  if (mail === null) return { outcome: { id, became: 'withdrawn' } }
  const delivery = await sendAndHold(ports, letter, mail)
  const nowMs = ports.clock.now()
  if (delivery.delivered) return { outcome: { id, became: 'sent', atMs: nowMs } }
  const { reason } = delivery
  if (delivery.permanent) return { outcome: { id, became: 'dead', attempts: attempts + 1, reason } }
  if (!delivery.away) return { outcome: failed(ports, letter, reason) }
  return { outcome: { id, became: 'waiting', attempts, reason, dueMs: nowMs + awayMs }, away: true }
}

/** A letter about a talk in words. */
export async function written({ settings, clock }: Ports, letter: LetterWithFacts): Promise<Written> {
  const { facts, stop } = letter
  if (stop?.pressed) return null
  try {
    if (!facts) return null
    return mailOf(facts, settings, clock.now(), { stop: stop?.token, opens: await wayIn(settings, facts) })
  } catch (error) {
    return fault(letter, error)
  }
}

/** The token that opens the seeker's own page, for who asked for a link, or wants one in every letter. */
async function wayIn(settings: Settings, { kind, eventKey, letterLink }: LetterFacts): Promise<string | undefined> {
  if (kind === 'one_time_link') return linkToken(eventKey, settings.secretKey)
  if (kind === 'address_changed' || letterLink === null) return undefined
  return letterLinkToken(letterLink, [settings.secretKey, settings.secretKeyOld ?? []].flat())
}

async function invitation(ports: Ports, letter: DueLetter & { staffId: string }): Promise<Written> {
  try {
    return await invitationOf(ports, letter)
  } catch (error) {
    return fault(letter, error)
  }
}

/** One letter that cannot be written must not keep the others back. */
function fault({ id, kind }: DueLetter, error: unknown): 'fault' {
  const name = error instanceof Error ? error.name : 'unknown'
  console.error(JSON.stringify({ event: 'letter not written', letter: id, kind, error: name }))
  return 'fault'
}

/** Sends, and for as long as that takes keeps others from taking the letter. */
async function sendAndHold({ mailer, db, clock }: Ports, letter: LetterToSend, mail: Mail): Promise<Delivery> {
  let { untilMs } = letter
  const renewal = setInterval(function renew() {
    const laterMs = clock.now() + leaseMs
    renewClaim(db, { id: letter.id, fromMs: untilMs, untilMs: laterMs }).then(
      () => (untilMs = laterMs),
      // The lease runs out, and somebody else may send the letter once more, under the same Message-ID.
      () => {},
    )
  }, renewalMs)
  try {
    return await mailer.send(mail)
  } finally {
    clearInterval(renewal)
  }
}

function failed(ports: Ports, letter: LetterToSend, reason: string): Outcome {
  const { id } = letter
  const attempts = letter.attempts + 1
  const delayMs = retryDelayMs(attempts, (ports.random.bytes(1)[0] ?? 0) / 256)
  if (delayMs === null) return { id, became: 'dead', attempts, reason }
  return { id, became: 'waiting', attempts, reason, dueMs: ports.clock.now() + delayMs }
}
