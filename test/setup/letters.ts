import { vi } from 'vitest'
import type { Contact } from '../../src/meeting/contact.store.ts'
import type { Talk } from '../../src/meeting/talk.store.ts'
import { factsOfLetters } from '../../src/flows/letter-facts.store.ts'
import { sendDueLetters } from '../../src/notify/sending.ts'
import { sameSpelling } from '../../src/people/staff.ts'
import type { Ports } from '../../src/ports.ts'
import type { Seeded } from './people.ts'
import type { TestPorts } from './ports.ts'
import { seedTalk, theTalk } from './talk.ts'

/** Sends the letters that are due, as the clock of the program does, and says what became of them. */
export const sendLetters = (ports: Ports) => sendDueLetters(ports, factsOfLetters)

let made = 0

/**
 * One booked talk with the seeded organisation's first counsellor, whose seeker can be reached, without going through
 * the booking rules. Talks made without `startsMs` are an hour apart, beginning on 12 October 2026 at 10:00 UTC.
 */
export async function talkWithLetters(
  ports: Ports,
  seeded: Seeded,
  { email = 'seeker@example.org', startsMs, ...rest }: WantedTalk = {},
): Promise<Talk> {
  const { id } = await seedTalk(ports, seeded, {
    startsMs: startsMs ?? Date.UTC(2026, 9, 12, 10 + made++),
    contact: { email },
    ...rest,
  })
  return theTalk(ports, id)
}

type WantedTalk = { startsMs?: number; counsellorId?: string; caseId?: string } & Pick<Partial<Contact>, 'email'>

/**
 * The letter that comes to an address because of what `act` does. Others may still be on their way from before, so
 * that neither the newest letter nor their number tells.
 */
export async function letterAfter(
  { mailer }: TestPorts,
  address: string,
  act: () => unknown,
): Promise<TestPorts['mailer']['sent'][number]> {
  const theirs = () => mailer.sent.filter(({ to }) => to === sameSpelling(address))
  const before = theirs().length
  await act()
  return vi.waitUntil(() => theirs()[before])
}
