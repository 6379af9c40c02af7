import { Hono } from 'hono'
import type { Context } from 'hono'
import { describeRoute } from 'hono-openapi'
import { talkCalendar } from '../calendar/calendar.ts'
import type { AppEnv } from '../http/env.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate, validateIfSent } from '../http/validate.ts'
import { personOf, talkOf } from '../meeting/access.ts'
import type { Person } from '../meeting/access.ts'
import { cancelTalk, changeTalk } from './change-talk.ts'
import type { CancelOutcome, ChangeOutcome } from './change-talk.ts'
import { videoNow } from './video-now.ts'
import { openTalk, talkById } from '../meeting/talk.store.ts'
import { countNamed } from './name-address.ts'
import { aroundTalk, companionView, seekerView } from './own-page.ts'
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
      description:
        'What is left out stays. 429 `too-many` when the address was changed many times: its letters go to strangers.',
    }),
    validate('json', change),
    async function change(c) {
      const talk = await talkOf(c)
      const change = c.req.valid('json')
      const { email } = await openTalk(c.var.ports, talk)
      const takeBack = await countNamed(c, change.email === email ? null : change.email, talk.caseId)
      const result = await changeTalk(c.var.ports, talk, change)
      if (result.outcome !== 'changed') await takeBack()
      refuse(result)
      return c.json(await seekersView(c, talk.id))
    },
  )
  .delete(
    '/bookings/:id',
    describeRoute({ summary: 'Cancel a talk', description: 'Until it is over. The body is optional: `{ reason }`.' }),
    validateIfSent(cancellation),
    async function cancel(c) {
      const talk = await talkOf(c)
      refuse(await cancelTalk(c.var.ports, talk.id, 'seeker', c.req.valid('json').reason ?? null))
      return c.json(await seekersView(c, talk.id))
    },
  )
  .get(
    '/bookings/:id/calendar.ics',
    describeRoute({
      summary: 'The talk as a calendar file, without names',
      responses: {
        200: { description: 'RFC 5545, METHOD:PUBLISH', content: { 'text/calendar': { schema: { type: 'string' } } } },
      },
    }),
    async function calendar(c) {
      const { talk, role } = await personOf(c)
      const { clock, settings } = c.var.ports
      const url = role === 'seeker' ? `${settings.publicUrl}/my/${talk.id}` : settings.publicUrl
      const reader = { language: talk.lettersLanguage, fullSummary: talk.fullSubjects, url }
      return c.body(
        talkCalendar({ ...talk, uid: talk.id, sequence: talk.icsSequence }, reader, settings, clock.now()),
        200,
        {
          'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
          'content-disposition': 'attachment; filename="fyrklang.ics"',
          'cache-control': 'no-store',
        },
      )
    },
  )

async function view(c: Context<AppEnv>, person: Person): Promise<TalkView> {
  const { ports } = c.var
  const talk = await openTalk(ports, person.talk)
  const respondent = person.role === 'seeker' ? 'seeker' : (`companion:${person.companionId}` as const)
  const [around, video] = await Promise.all([aroundTalk(ports, talk, respondent), videoNow(ports, talk)])
  const shown = person.role === 'seeker' ? seekerView : companionView
  return shown(talk, around, ports.clock.now(), video)
}

async function seekersView(c: Context<AppEnv>, bookingId: string) {
  const { ports } = c.var
  const found = await talkById(ports.db, bookingId)
  if (!found) throw notFound('This talk')
  const talk = await openTalk(ports, found)
  const [around, video] = await Promise.all([aroundTalk(ports, talk, 'seeker'), videoNow(ports, talk)])
  return seekerView(talk, around, ports.clock.now(), video)
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
      throw problem(409, 'too-late', 'It is too late to move this talk.')
    case 'under-way':
      throw problem(409, 'conflict', 'This talk has begun. Whoever is in it can leave it at any time.')
    case 'over':
      throw problem(409, 'conflict', 'This talk was cancelled or has ended.')
  }
}
