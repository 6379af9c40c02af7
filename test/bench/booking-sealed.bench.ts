import { takeTalk } from '../../src/flows/book-talk.ts'
import { repeatableCallOf } from '../../src/http/idempotency.ts'
import type { Wish } from '../../src/meeting/booking-request.ts'
import { caseKey, meeting } from '../../src/meeting/schema.ts'
import type { Ports } from '../../src/ports.ts'
import { seedOrganisation } from '../setup/people.ts'
import { testNow, testPorts } from '../setup/ports.ts'
import { atMost, forTheRecord, median } from './figure.ts'
import type { Figure } from './figure.ts'
import { withDatabase } from './own-database.ts'

const rounds = 400
const warmUp = 60
const dayMs = 86_400_000

/**
 * A booking with all that a seeker may write, from the wish to the answer: as it is, and by the same program with a cipher
 * that does nothing and no key for the case.
 */
export const run = (): Promise<Figure[]> =>
  withDatabase(async ({ db }) => {
    const seeded = await seedOrganisation(db)
    const ports = testPorts(db)
    const kinds = { sealed: ports, plain: { ...ports, db: withoutCaseKeys(db) } }
    const times: Record<keyof typeof kinds, number[]> = { sealed: [], plain: [] }
    const wish = wishFor(seeded.services[0].id)
    for (let round = -warmUp; round < rounds; round++) {
      // In turn, so that whatever slows this machine slows both.
      for (const kind of ['sealed', 'plain'] as const) {
        const ms =
          kind === 'sealed' ? await book(kinds[kind], wish) : await withoutCipher(() => book(kinds[kind], wish))
        if (round >= 0) times[kind].push(ms)
        await db.delete(meeting)
      }
    }
    return [
      forTheRecord('booking_plain_ms', median(times.plain), 'ms'),
      forTheRecord('booking_sealed_ms', median(times.sealed), 'ms'),
      atMost('booking_sealed_against_plain', median(times.sealed) / median(times.plain), 1.15, 'x'),
    ]
  })

async function book(ports: Ports, wish: Wish): Promise<number> {
  const call = await repeatableCallOf(crypto.randomUUID(), wish)
  const started = performance.now()
  const { outcome } = await takeTalk(ports, wish, call, null)
  const ms = performance.now() - started
  if (outcome !== 'booked') throw new Error(outcome)
  return ms
}

function wishFor(serviceId: string): Wish {
  let start = Math.ceil(testNow / dayMs) * dayMs + 7 * dayMs + 9 * 3_600_000
  while ([0, 6].includes(new Date(start).getUTCDay())) start += dayMs
  return {
    serviceId,
    start,
    form: 'phone',
    language: 'sv',
    zone: 'Europe/Stockholm',
    lettersLanguage: 'sv',
    alias: 'Blåmesen',
    email: 'blamesen@example.org',
    phone: '+46701234567',
    topic: 'Jag vet inte om jag ska välja vård eller teknik, och ansökan stänger snart.',
  }
}

/** The same database, in which a case gets no key. */
function withoutCaseKeys(db: Ports['db']): Ports['db'] {
  const nothing = { values: () => nothing, prepare: () => nothing, execute: async () => [] }
  return new Proxy(db, {
    get(target, name) {
      if (name !== 'transaction') return Reflect.get(target, name)
      return (work: (tx: object) => Promise<unknown>) => target.transaction((tx: object) => work(without(tx)))
    },
  })
  function without<Tx extends object>(tx: Tx): Tx {
    return new Proxy(tx, {
      get(target, name) {
        const found: unknown = Reflect.get(target, name)
        if (typeof found !== 'function') return found
        if (name === 'insert') return (table: unknown) => (table === caseKey ? nothing : found.call(target, table))
        return found.bind(target)
      },
    })
  }
}

/** While `work` runs, what is encrypted stays as it is, and no key is made ready for it. */
async function withoutCipher<Result>(work: () => Promise<Result>): Promise<Result> {
  const { subtle } = crypto
  const { encrypt, importKey } = subtle
  const [as, bits] = [{ name: 'AES-GCM', length: 256 }, 'encrypt'] as const
  const oneForAll = await subtle.generateKey(as, true, [bits])
  subtle.encrypt = async (_how, _key, plain) => new Uint8Array(plain as Uint8Array<ArrayBuffer>).buffer
  subtle.importKey = async (...asked: unknown[]) =>
    asked[2] === 'AES-GCM' ? oneForAll : Reflect.apply(importKey, subtle, asked)
  try {
    return await work()
  } finally {
    Object.assign(subtle, { encrypt, importKey })
  }
}

if (import.meta.main) for (const figure of await run()) console.log(figure)
