import { performance } from 'node:perf_hooks'
import { afterAll, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { queueLetters } from '../../src/notify/outbox.ts'
import { letter } from '../../src/notify/schema.ts'
import { smtpMailer } from '../../src/notify/smtp.ts'
import { bounded } from '../bench/booking-scene.ts'
import { testDatabase } from '../setup/database.ts'
import { sendLetters } from '../setup/letters.ts'
import { seedOrganisation } from '../setup/people.ts'
import { testNow, testPorts } from '../setup/ports.ts'
import { slowSink } from '../setup/slow-sink.ts'
import { seedTalk, theTalk } from '../setup/talk.ts'
import type { TestTalk } from '../setup/talk.ts'

const { db } = await testDatabase(20)
const seeded = await seedOrganisation(db)
const ports = testPorts(db)
const app = createApp(() => ports)
const sink = await slowSink()
afterAll(() => sink.stop())

const talks = 300
const hourMs = 3_600_000

test('once a cancellation or another address is answered, no letter sets out that does not know of it', async () => {
  const booked = await bounded(
    Array.from({ length: talks }, (_, index) => index),
    10,
    bookedTalk,
  )
  const mailers = [smtpMailer(sink.url), smtpMailer(sink.url)]
  const sending = Promise.all(mailers.map((mailer) => sendLetters({ ...ports, mailer })))
  await sink.seen(20)

  const answeredAt = new Map<string, number>()
  await bounded(booked, 6, async (talk) => {
    const { method, body } = changeOf(talk)
    if (!method) return
    const headers = { authorization: `Bearer ${talk.secret}`, 'content-type': 'application/json' }
    const answer = await app.request(`/api/bookings/${talk.id}`, { method, headers, body: JSON.stringify(body) })
    answeredAt.set(talk.id, performance.now())
    expect(answer.status).toBe(200)
  })
  const rounds = await sending
  await sendLetters({ ...ports, mailer: mailers[0]! })
  for (const mailer of mailers) mailer.close()

  const kinds = new Map((await db.select().from(letter)).map((row) => [row.id, row]))
  const talkOf = new Map(booked.flatMap((talk) => [[talk.id, talk] as const, [talk.hostId, talk] as const]))
  const late: string[] = []
  let inTime = 0
  for (const { id, to, begunAt } of sink.letters) {
    const { kind, bookingId, hostId } = kinds.get(id)!
    const talk = talkOf.get(bookingId ?? hostId ?? '')!
    const { method } = changeOf(talk)
    // The former address hears of its farewell, and of nothing else.
    const fromThenOn = method === 'DELETE' ? 'cancelled' : 'address_changed'
    const untrue = kind !== fromThenOn && (method === 'DELETE' || (method === 'PATCH' && to === addressOf(talk)))
    if (!untrue) continue
    if (begunAt > answeredAt.get(talk.id)!) late.push(`${kind} to ${to}`)
    else inTime += 1
  }
  expect(late).toEqual([])
  // Some went out before they became untrue, others were kept back: there was a race.
  expect(inTime).toBeGreaterThan(10)
  expect([...kinds.values()].filter(({ state }) => state === 'withdrawn').length).toBeGreaterThan(10)
  expect([...kinds.values()].filter(({ state, dueAt }) => state === 'pending' && dueAt.getTime() <= testNow)).toEqual(
    [],
  )
  expect(sink.letters.length).toBe(new Set(sink.letters.map(({ id }) => id)).size)
  expect(rounds.every(({ sent, dead, waiting }) => sent > 10 && dead + waiting === 0)).toBe(true)
})

type Booked = TestTalk & { index: number }

async function bookedTalk(index: number): Promise<Booked> {
  const talk = { index, ...(await seedTalk(ports, seeded, wanted(index))) }
  const all = await theTalk(ports, talk.id)
  await db.transaction((tx) => queueLetters(tx, ports, all, 'booked'))
  return talk
}

const wanted = (index: number) => ({
  startsMs: testNow + (index + 48) * hourMs,
  contact: { email: addressOf({ index }) },
})
const addressOf = ({ index }: { index: number }) => `seeker${index}@example.org`

/** One third of the talks is cancelled, one third gets another address, and one third stays as it is. */
function changeOf({ index }: { index: number }): { method?: 'DELETE' | 'PATCH'; body?: object } {
  if (index % 3 === 0) return { method: 'DELETE', body: {} }
  if (index % 3 === 1) return { method: 'PATCH', body: { email: `moved${index}@example.org` } }
  return {}
}
