import { Hono } from 'hono'
import type { Context } from 'hono'
import { describeRoute } from 'hono-openapi'
import { talkCalendar } from '../calendar/calendar.ts'
import type { AppEnv } from '../http/env.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate, validateIfSent } from '../http/validate.ts'
import { bookingOf, personOf } from '../meeting/access.ts'
import type { Person } from '../meeting/access.ts'
import { cancelTalk, changeTalk } from './change-talk.ts'
import type { CancelOutcome, ChangeOutcome } from './change-talk.ts'
import { videoNow } from './video-now.ts'
import { talkShown } from './own-page.store.ts'
import { companionView, seekerView } from './own-page.ts'
import type { TalkView } from './own-page.ts'
import { cancellation, change } from '../meeting/booking-request.ts'

/** One talk, for its seeker, and to look at for those whom the seeker invited. */
export const talkRoutes = new Hono<AppEnv>()
  .get('/bookings/:id', describeRoute({ summary: 'One talk' }), async function showTalk(c) {
    const person = await personOf(c)
    return c.json(await view(c, person))
  })
  .patch(
    '/bookings/:id',
    describeRoute({
      summary: 'Move a talk, change its form, or what was said about the seeker',
      description: 'What is left out stays.',
    }),
    validate('json', change),
    async function change(c) {
      const booking = await bookingOf(c)
      refuse(await changeTalk(c.var.ports, booking, c.req.valid('json')))
      return c.json(await seekersView(c, booking.id))
    },
  )
  .delete(
    '/bookings/:id',
    describeRoute({ summary: 'Cancel a talk', description: 'The body is optional: `{ reason }`.' }),
    validateIfSent(cancellation),
    async function cancel(c) {
      const booking = await bookingOf(c)
      refuse(await cancelTalk(c.var.ports, booking.id, 'seeker', c.req.valid('json').reason ?? null))
      return c.json(await seekersView(c, booking.id))
    },
  )
  .get(
    '/bookings/:id/calendar.ics',
    describeRoute({ summary: 'The talk as a calendar file, without names' }),
    async function calendar(c) {
      const { booking } = await personOf(c)
      const { clock, settings } = c.var.ports
      const reader = { language: booking.lettersLanguage, fullSummary: booking.fullSubjects, url: settings.publicUrl }
      return c.body(talkCalendar(booking, reader, settings, clock.now()), 200, {
        'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
        'content-disposition': 'attachment; filename="fyrklang.ics"',
        'cache-control': 'no-store',
      })
    },
  )

async function view(c: Context<AppEnv>, person: Person): Promise<TalkView> {
  const { db, clock } = c.var.ports
  const talk = await talkShown(
    db,
    person.booking.id,
    person.role === 'seeker' ? 'seeker' : `companion:${person.companionId}`,
  )
  if (!talk) throw notFound('This talk')
  const video = await videoNow(c.var.ports, talk)
  return person.role === 'seeker' ? seekerView(talk, clock.now(), video) : companionView(talk, clock.now(), video)
}

async function seekersView(c: Context<AppEnv>, bookingId: string) {
  const talk = await talkShown(c.var.ports.db, bookingId, 'seeker')
  if (!talk) throw notFound('This talk')
  return seekerView(talk, c.var.ports.clock.now(), await videoNow(c.var.ports, talk))
}

function refuse(result: ChangeOutcome | CancelOutcome): void {
  switch (result.outcome) {
    case 'changed':
    case 'cancelled':
      return
    case 'taken':
      throw problem(409, 'taken', 'That time was taken in the meantime.', { alternatives: result.alternatives })
    case 'refused':
      throw problem(422, 'invalid', result.message, { errors: [{ field: result.field, message: result.message }] })
    case 'too-late':
      throw problem(409, 'too-late', 'It is too late to move or cancel this talk.')
    case 'over':
      throw problem(409, 'conflict', 'This talk was cancelled or has ended.')
  }
}
