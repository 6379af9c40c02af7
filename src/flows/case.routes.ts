import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { networksOf } from '../http/network.ts'
import { countAttempts } from '../http/rate-limit.ts'
import type { Limit } from '../http/rate-limit.ts'
import { seekerCase } from '../meeting/access.ts'
import { validate } from '../http/validate.ts'
import { caseOfTypedCode, openWithCode } from '../meeting/case.store.ts'
import { readCode } from '../meeting/case-code.ts'
import { newSecret, secretHash } from '../crypto/secret.ts'
import { talksShown } from '../meeting/limits.ts'
import { newestTalks } from '../meeting/talk.store.ts'
import { newestSeats } from '../group/seat.store.ts'
import { seatSummary } from './seat-page.ts'
import { keptUntil } from './retention.store.ts'
import { localDate } from '../time/local-time.ts'
import { erasureView, listView } from './own-page.ts'
import { entry } from '../meeting/booking-request.ts'

/** The door for somebody who comes back, and what they find behind it. */
export const caseRoutes = new Hono<AppEnv>()
  .post(
    '/case/entry',
    describeRoute({
      summary: 'Enter with the code of a case',
      description: 'Case, spaces and dashes do not matter. Answers with a new link secret.',
    }),
    validate('json', entry),
    async function enter(c) {
      const { ports } = c.var
      const code = readCode(c.req.valid('json').code)
      if (!code) throw noSuchCode()
      const takeBack = await countAttempts(ports, guessLimits(code, c.var.clientAddress))
      const found = await caseOfTypedCode(ports, code)
      if (!found) throw noSuchCode()
      await takeBack()
      const secret = newSecret(ports.random)
      const hash = await secretHash(secret)
      await ports.db.transaction((tx) => openWithCode(tx, found.id, hash, ports.clock.now()))
      return c.json({ secret })
    },
  )
  .get('/case', describeRoute({ summary: 'The last 200 talks of a case, newest first' }), async function showCase(c) {
    const { db, clock } = c.var.ports
    const own = await seekerCase(c)
    const [talks, seats, kept] = await Promise.all([
      newestTalks(db, own.id, talksShown),
      newestSeats(db, own.id, talksShown),
      keptUntil(db, own.id),
    ])
    const readIn = talks[0]?.seekerZone ?? seats[0]?.seekerZone
    return c.json({
      talks: await listView(c.var.ports, talks),
      /** Places in groups, webinars and open houses, the newest first. */
      seats: seats.map((seat) => seatSummary(seat, clock.now())),
      /** Everything goes then; until then the seeker may change their mind. */
      erasure: erasureView(own.eraseAt, readIn),
      /** Local dates on which all of it goes, and how the seeker is reached, if they book no other talk. */
      keptUntil: kept && {
        record: localDate(kept.record.getTime(), readIn ?? 'UTC'),
        contact: localDate(kept.contact.getTime(), readIn ?? 'UTC'),
      },
      serverNow: new Date(clock.now()).toISOString(),
    })
  })

const quarterHour = 900

/**
 * How many wrong codes may be tried. Right ones are taken back, so a class behind one address gets in; what is no code
 * at all opens nothing and is not counted. A pupil who types their own code wrong again and again meets the ten of its
 * beginning long before the 300 of the school. 300 of 28^12 codes in a quarter of an hour, where a hundred thousand open
 * something, are one hit in 220,000 years; from any number of networks at once the beginnings hold.
 */
function guessLimits(code: string, address: string): Limit[] {
  const { near, wide } = networksOf(address)
  const beginning = code.slice(0, 4)
  return [
    { rule: 'wrong code', subject: near, most: 300, windowSeconds: quarterHour },
    { rule: 'wrong code near', subject: `${near} ${beginning}`, most: 10, windowSeconds: quarterHour },
    { rule: 'wrong code prefix', subject: beginning, most: 30, windowSeconds: 3600 },
    ...(wide ? [{ rule: 'wrong code wide', subject: wide, most: 1200, windowSeconds: quarterHour }] : []),
  ]
}

const noSuchCode = () =>
  problem(422, 'invalid', 'This code does not open anything.', {
    errors: [{ field: 'code', message: 'Check the twelve letters of the code.' }],
  })
