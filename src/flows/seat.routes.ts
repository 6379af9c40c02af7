import { Hono } from 'hono'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { talkCalendar } from '../calendar/calendar.ts'
import type { AppEnv } from '../http/env.ts'
import { isId } from '../http/id.ts'
import { problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { email } from '../meeting/booking-request.ts'
import { changedText } from '../words/text.ts'
import { bookingLimits } from '../meeting/limits.ts'
import { languages } from '../words/language.ts'
import { changeSeat } from './change-seat.ts'
import { giveSeatBack, takeOfferedSeat } from './give-seat-back.ts'
import type { SeatChange } from './give-seat-back.ts'
import { countNamed } from './name-address.ts'
import { ownSeat } from './own-seat.ts'
import { seatView } from './seat-page.ts'

/** The body of `PATCH /seats/:id`: what is left out stays, `null` or blank takes away. */
const seatChange = z.object({
  alias: changedText(bookingLimits.alias),
  email,
  question: changedText(bookingLimits.topic),
  fullSubjects: z.boolean().optional(),
  lettersLanguage: z.enum(languages).optional(),
})
export type SeatWishes = z.output<typeof seatChange>

/** A seeker's place in an event. `/bookings/:id` knows it, too. */
export const seatRoutes = new Hono<AppEnv>()
  .get('/seats/:id', describeRoute({ summary: 'A place in an event' }), async function showSeat(c) {
    return c.json(await seatView(c.var.ports, await ownSeat(c)))
  })
  .patch(
    '/seats/:id',
    describeRoute({ summary: 'Change the question in advance, or how the seeker is reached' }),
    validate('json', seatChange),
    async function change(c) {
      const seat = await ownSeat(c)
      const wishes = c.req.valid('json')
      const takeBack = await countNamed(c, wishes.email, seat.caseId)
      if (!(await changeSeat(c.var.ports, seat, wishes))) {
        await takeBack()
        throw over()
      }
      return c.json(await seatView(c.var.ports, await ownSeat(c)))
    },
  )
  .delete(
    '/seats/:id',
    describeRoute({ summary: 'Give the place back', description: 'Or leave the waiting list. Twice is once.' }),
    async function giveBack(c) {
      return c.json(await changed(c, giveSeatBack(c.var.ports, await ownSeat(c))))
    },
  )
  .post(
    '/seats/:id/acceptance',
    describeRoute({ summary: 'Take the seat that was offered', description: '409 `over` when its time has run out.' }),
    async function accept(c) {
      return c.json(await changed(c, takeOfferedSeat(c.var.ports, await ownSeat(c))))
    },
  )
  .get(
    '/seats/:id/calendar.ics',
    describeRoute({
      summary: 'The event as a calendar file, without names',
      responses: {
        200: { description: 'RFC 5545, METHOD:PUBLISH', content: { 'text/calendar': { schema: { type: 'string' } } } },
      },
    }),
    async function calendar(c) {
      const seat = await ownSeat(c)
      const { clock, settings } = c.var.ports
      const url = `${settings.publicUrl}/my/seat/${seat.id}`
      const reader = { language: seat.lettersLanguage, fullSummary: false, url }
      const entry = { ...seat, uid: seat.id, sequence: seat.icsSequence }
      return c.body(talkCalendar(entry, reader, settings, clock.now()), 200, {
        'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
        'content-disposition': 'attachment; filename="fyrklang.ics"',
        'cache-control': 'no-store',
      })
    },
  )

/**
 * Lets `/bookings/:id` show and give back a place in an event as it does a talk. Asked only when there is no such talk, so
 * that a talk costs nothing more.
 */
export const seatAsBooking = createMiddleware<AppEnv>(async function seatAsBooking(c, next) {
  await next()
  if (c.res.status !== 404 || !isId(c.req.param('id'))) return
  const seat = await ownSeat(c).catch(() => null)
  if (!seat) return
  if (c.req.method === 'GET') c.res = c.json(await seatView(c.var.ports, seat))
  else if (c.req.method === 'DELETE') c.res = c.json(await changed(c, giveSeatBack(c.var.ports, seat)))
})

async function changed(c: Context<AppEnv>, change: Promise<SeatChange>) {
  if ((await change) === 'over') throw over()
  return seatView(c.var.ports, await ownSeat(c))
}

const over = () => problem(409, 'over', 'It is over, or the offer has run out.')
