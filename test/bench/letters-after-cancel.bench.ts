import { performance } from 'node:perf_hooks'
import { createApp } from '../../src/app.ts'
import { queueLetters } from '../../src/notify/outbox.ts'
import { letter } from '../../src/notify/schema.ts'
import { smtpMailer } from '../../src/notify/smtp.ts'
import { sendLetters } from '../setup/letters.ts'
import { seedOrganisation } from '../setup/people.ts'
import { testNow, testPorts } from '../setup/ports.ts'
import { slowSink } from '../setup/slow-sink.ts'
import { seedTalk, theTalk } from '../setup/talk.ts'
import { bounded } from './booking-scene.ts'
import { atMost, forTheRecord } from './figure.ts'
import type { Figure } from './figure.ts'
import { withDatabase } from './own-database.ts'

const talks = 400
const hourMs = 3_600_000

/**
 * Letters of 400 talks go out over a slow mail server, by two senders, while every second talk is cancelled: how many
 * letters that still tell of a talk begin after its cancellation was answered, and how late.
 */
export async function run(): Promise<Figure[]> {
  return withDatabase(async ({ db }) => {
    const seeded = await seedOrganisation(db)
    const ports = testPorts(db)
    const app = createApp(() => ports)
    const sink = await slowSink()
    const mailers = [smtpMailer(sink.url), smtpMailer(sink.url)]
    try {
      const numbers = Array.from({ length: talks }, (_, index) => index)
      const booked = await bounded(numbers, 10, async (index) => {
        const contact = { email: `seeker${index}@example.org` }
        const talk = await seedTalk(ports, seeded, { startsMs: testNow + (index + 48) * hourMs, contact })
        const whole = await theTalk(ports, talk.id)
        await db.transaction((tx) => queueLetters(tx, ports, whole, 'booked'))
        return talk
      })
      // Reminders are due as well, as they are at the end of any day.
      await db.update(letter).set({ dueAt: new Date(testNow) })
      const sending = Promise.all(mailers.map((mailer) => sendLetters({ ...ports, mailer })))
      await sink.seen(20)
      const answeredAt = new Map<string, number>()
      const cancelled = booked.filter((_, index) => index % 2 === 0)
      await bounded(cancelled, 6, async ({ id, hostId, secret }) => {
        const headers = { authorization: `Bearer ${secret}` }
        const { status } = await app.request(`/api/bookings/${id}`, { method: 'DELETE', headers })
        if (status !== 200) throw new Error(`a cancellation was answered with ${status}`)
        for (const subject of [id, hostId]) answeredAt.set(subject, performance.now())
      })
      await sending
      const rows = new Map((await db.select().from(letter)).map((row) => [row.id, row]))
      const late = sink.letters.flatMap(({ id, begunAt }) => {
        const row = rows.get(id)
        const answered = answeredAt.get(row?.bookingId ?? row?.hostId ?? '')
        return row && row.kind !== 'cancelled' && answered !== undefined && begunAt > answered
          ? [begunAt - answered]
          : []
      })
      return [
        forTheRecord('letters.sent-while-cancelled', sink.letters.length),
        atMost('letters.told-after-a-cancel', late.length, 0),
        forTheRecord('letters.told-after-a-cancel-latest', Math.max(0, ...late), ' ms'),
      ]
    } finally {
      for (const mailer of mailers) mailer.close()
      await sink.stop()
    }
  })
}
