import postgres from 'postgres'
import { Hono } from 'hono'
import { repeatableCallOf } from '../../src/http/idempotency.ts'
import type { RepeatableCall } from '../../src/http/idempotency.ts'
import { takeTalk } from '../../src/flows/book-talk.ts'
import type { Ports } from '../../src/ports.ts'
import { seedOrganisation } from '../setup/people.ts'
import { testPorts } from '../setup/ports.ts'
import { appServer, bounded, clientOf, serverOf } from './booking-scene.ts'
import type { Server } from './booking-scene.ts'
import { atLeast, atMost, forTheRecord, median } from './figure.ts'
import type { Figure } from './figure.ts'
import { withDatabase } from './own-database.ts'
import { rawBooking } from './raw-booking.ts'

const slots = 100
const attemptsPerSlot = 50
const atOnce = 100
const rounds = 5
const dayMs = 86_400_000

/**
 * 50 attempts at each of 100 places, decided per second: ours against bare statements that insert the same rows into the
 * same tables (`raw-booking.ts`), on the same database, with the same client.
 *
 * Most attempts are refused, and a refusal costs the raw side one look at the counsellor's time, while ours is told free
 * times instead. Both sides swing with the machine; the limits lie under all of what was measured.
 */
export function run(): Promise<Figure[]> {
  return withDatabase(async function measure({ db, url }) {
    const seeded = await seedOrganisation(db)
    const ports = testPorts(db)
    const raw = postgres(url, { max: 10, onnotice: () => {} })
    const service = seeded.services[0]
    const starts = startsOf()
    const attempts = starts.flatMap((start) => Array.from({ length: attemptsPerSlot }, () => start))
    const fresh = () => raw`truncate meeting, guidance_case, idempotent_answer cascade`
    const insertRaw = rawBooking(raw, seeded)
    const asked = await Promise.all(
      Array.from({ length: (rounds + 1) * attempts.length }, () => crypto.randomUUID()).map((key, index) =>
        repeatableCallOf(key, attempts[index % attempts.length]),
      ),
    )
    /** The whole decision below HTTP: rules, alternatives, and the transaction. Keys come hashed. */
    const take = (start: number) => takeOne(ports, service.id, start, asked.pop())

    // One counsellor for both, so that a place is a start.
    await raw`delete from service_counsellor where counsellor_id = ${seeded.counsellors[1].id}`
    // A whole round of each before anything counts: statements are prepared, and code is compiled.
    await rateOf(attempts, insertRaw)
    await fresh()
    await rateOf(attempts, take)

    const rates = { rawStore: [] as number[], store: [] as number[], rawHttp: [] as number[], http: [] as number[] }
    const rawServer = await serverOf(rawApp(insertRaw).fetch)
    const server = await appServer(ports)
    for (let round = 0; round < rounds; round++) {
      await fresh()
      rates.rawStore.push(await rateOf(attempts, insertRaw))
      await fresh()
      rates.store.push(await rateOf(attempts, take))
      await fresh()
      rates.rawHttp.push(
        await rateOf(
          attempts,
          over(rawServer, (start) => ({ start })),
        ),
      )
      await fresh()
      rates.http.push(
        await rateOf(
          attempts,
          over(server, (start) => wish(service.id, start)),
        ),
      )
    }
    const [row] = await raw`select deadlocks::int as deadlocks from pg_stat_database where datname = current_database()`
    await Promise.all([rawServer.close(), server.close(), raw.end()])
    const [rawStore, store, rawHttp, http] = [
      median(rates.rawStore),
      median(rates.store),
      median(rates.rawHttp),
      median(rates.http),
    ]
    return [
      forTheRecord('booking_raw_store_per_second', rawStore),
      forTheRecord('booking_store_per_second', store),
      atLeast('booking_store_against_raw', store / rawStore, 0.5, 'x'),
      forTheRecord('booking_raw_http_per_second', rawHttp),
      forTheRecord('booking_http_per_second', http),
      atLeast('booking_http_against_raw', http / rawHttp, 0.25, 'x'),
      atMost('booking_deadlocks', Number(row?.['deadlocks']), 0),
    ]
  })
}

async function rateOf(attempts: number[], decide: (start: number) => Promise<boolean>): Promise<number> {
  const started = performance.now()
  const decided = await bounded(attempts, atOnce, decide)
  const seconds = (performance.now() - started) / 1000
  const taken = decided.filter(Boolean).length
  if (taken !== slots) throw new Error(`${taken} of ${slots} places were taken`)
  return attempts.length / seconds
}

const calls = new WeakMap<Server, ReturnType<typeof clientOf>>()

function over(server: Server, bodyOf: (start: number) => unknown) {
  const client = calls.get(server) ?? clientOf(server.port, atOnce)
  calls.set(server, client)
  return async function decideOverHttp(start: number): Promise<boolean> {
    const { status } = await client.call('POST', '/api/bookings', bodyOf(start), {
      'idempotency-key': crypto.randomUUID(),
    })
    if (status !== 201 && status !== 409) throw new Error(`answered ${status}`)
    return status === 201
  }
}

const rawApp = (insert: (start: number) => Promise<boolean>) =>
  new Hono().post('/api/bookings', async (c) => {
    const { start }: { start: number } = await c.req.json()
    return (await insert(start)) ? c.json({ taken: true }, 201) : c.json({ taken: false }, 409)
  })

function wish(serviceId: string, start: number) {
  return {
    serviceId,
    start: new Date(start).toISOString(),
    form: 'phone',
    language: 'sv',
    zone: 'Europe/Stockholm',
    lettersLanguage: 'sv',
  }
}

async function takeOne(
  ports: Ports,
  serviceId: string,
  start: number,
  call: RepeatableCall | undefined,
): Promise<boolean> {
  if (!call) throw new Error('too few keys')
  const asked = { ...wish(serviceId, start), start, form: 'phone' as const, lettersLanguage: 'sv' as const }
  const { outcome } = await takeTalk(ports, asked, call, null)
  if (outcome !== 'booked' && outcome !== 'taken') throw new Error(outcome)
  return outcome === 'booked'
}

/** A hundred starts an hour apart, on weekdays within the hours of Stockholm, before and after its changeover. */
function startsOf(): number[] {
  const found: number[] = []
  for (let day = 1; found.length < slots; day++) {
    const midnight = Date.UTC(2026, 9, 5) + day * dayMs
    if ([0, 6].includes(new Date(midnight).getUTCDay())) continue
    for (let hour = 8; hour < 15 && found.length < slots; hour++) found.push(midnight + hour * 3_600_000)
  }
  return found
}

if (import.meta.main) for (const figure of await run()) console.log(figure.name, figure.value, figure.limit, figure.ok)
