import { secretHash } from '../crypto/secret.ts'
import { opaqueName } from '../crypto/opaque-name.ts'
import { isWithin } from '../http/rate-limit.ts'
import type { Limit } from '../http/rate-limit.ts'
import { addCaseLink, casesOfAddress } from '../meeting/case-link.store.ts'
import { addressHash, linkEvent, linkToken } from '../meeting/case-link.ts'
import { caseLinkMinutes } from '../meeting/limits.ts'
import { newestTalks } from '../meeting/talk.store.ts'
import { eventKey } from '../notify/letter.ts'
import { queueLetter } from '../notify/outbox.ts'
import { sameSpelling } from '../people/staff.ts'
import type { Ports } from '../ports.ts'

/**
 * Letters to one address, from one network and from all. Nobody is kept out by a stranger who uses them up: every link
 * of this window works for as long as the window lasts at least, and all of them lie in the mailbox of whose it is.
 */
const letterLimits = (email: string, network: string): Limit[] => [
  { rule: 'case link to, from', subject: `${email} ${network}`, most: 3, windowSeconds: caseLinkMinutes * 60 },
  { rule: 'case link to', subject: email, most: 6, windowSeconds: caseLinkMinutes * 60 },
]

/**
 * Queues a letter with a one-time link for each case that gave this address, and nothing for an address that is
 * nobody's. Call it after the answer, which must not tell by its time which of them it was.
 *
 * @param asked.network the network that asks, as limits count it
 */
export async function sendOneTimeLinks(ports: Ports, asked: { email: string; network: string }): Promise<void> {
  const { db, clock, settings } = ports
  const email = sameSpelling(asked.email)
  if (!(await isWithin(ports, letterLimits(email, asked.network)))) return
  const keys = [settings.secretKey, settings.secretKeyOld ?? []].flat()
  const hashes = await Promise.all(keys.map((key) => addressHash(email, key)))
  const cases = await casesOfAddress(db, { hashes, nowMs: clock.now() })
  for (const caseId of cases) await sendOneTimeLink(ports, caseId)
}

/** Link and letter in one transaction; the letter speaks for the organisation of the case's latest talk. */
async function sendOneTimeLink(ports: Ports, caseId: string): Promise<void> {
  const { db, clock, random, settings } = ports
  const nowMs = clock.now()
  const expiresMs = nowMs + caseLinkMinutes * 60_000
  const event = linkEvent(expiresMs, opaqueName(random))
  await db.transaction(async function writeLetter(tx) {
    const [talk] = await newestTalks(tx, caseId, 1)
    if (!talk) return
    const key = eventKey({ kind: 'one_time_link', recipient: 'seeker', subjectId: talk.id, event })
    const hash = await secretHash(await linkToken(key, settings.secretKey))
    await addCaseLink(tx, { hash, caseId, expiresAt: new Date(expiresMs) })
    await queueLetter(tx, ports, talk, { kind: 'one_time_link', recipient: 'seeker', dueAt: new Date(nowMs), event })
  })
}
