import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { offeredTimes } from '../availability/offer.ts'
import { freeSlots } from '../availability/slot.ts'
import { serviceAvailability } from '../availability/store.ts'
import { localDay } from '../guidance/fields.ts'
import { optionalText } from '../words/text.ts'
import { followUpForCounsellor } from '../guidance/follow-up-answer.ts'
import { followUpKinds } from '../guidance/follow-up.ts'
import { refuseCancelled } from '../guidance/refusal.ts'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { spanOf } from '../http/span.ts'
import { validate } from '../http/validate.ts'
import { ownTalk } from '../meeting/access.ts'
import { edge, instant } from '../time/fields.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { counsellorOnly } from '../people/session.ts'
import { localDate } from '../time/local-time.ts'
import { agreeOn, standingTalk, withSameCounsellor } from './agree-follow-up.ts'
import type { Wanted } from './agree-follow-up.ts'
import { followUpLimits, questionMost } from '../guidance/limits.ts'

const dayMs = 86_400_000
const agreement = z.object({
  kind: z.enum(followUpKinds),
  dueOn: localDay.nullish(),
  note: optionalText(followUpLimits.note),
  question: optionalText(questionMost),
  start: instant.nullish(),
})
const span = z.object({ from: edge.optional(), to: edge.optional() })

/** How the two agree on their next contact. */
export const agreeFollowUpRoutes = new Hono<AppEnv>()
  .put(
    '/staff/talks/:id/follow-up',
    counsellorOnly,
    describeRoute({
      description:
        'Agrees the next contact in place of an earlier agreement. `talk` books `start` with the same counsellor ' +
        'in the same case; 409 `taken` with `alternatives`.',
    }),
    validate('json', agreement),
    async function agree(c) {
      const talk = await ownTalk(c)
      const { ports } = c.var
      const nowMs = ports.clock.now()
      refuseCancelled(talk)
      const agreed = await agreeOn(ports, talk, wantedOf(c.req.valid('json'), talk, nowMs))
      if (agreed.outcome === 'taken')
        throw problem(409, 'taken', 'That time was taken in the meantime.', { alternatives: agreed.alternatives })
      if (agreed.outcome === 'not-offered') throw wrong('start', 'No talk of this service begins then')
      return c.json({ followUp: await followUpForCounsellor(ports, talk) })
    },
  )
  .get(
    '/staff/talks/:id/follow-up/slots',
    counsellorOnly,
    describeRoute({
      description: 'Free times of the same counsellor, at most 62 days at once, four weeks from now by default.',
    }),
    validate('query', span),
    async function listSlots(c) {
      const talk = await ownTalk(c)
      const { db, clock } = c.var.ports
      const { zone } = c.var.staff
      const nowMs = clock.now()
      const asked = c.req.valid('query')
      const iso = (ms: number) => new Date(ms).toISOString()
      const within = spanOf({ from: asked.from ?? iso(nowMs), to: asked.to ?? iso(nowMs + 28 * dayMs) }, zone)
      const all = await serviceAvailability(db, talk.serviceId, within.from - dayMs, within.until + dayMs)
      const own = withSameCounsellor(all, talk, await standingTalk(db, talk, nowMs))
      const slots = own ? freeSlots(own.service, own.counsellors, { ...within, now: nowMs }) : []
      return c.json({
        slots: offeredTimes(slots, own?.service.minutes ?? talk.minutes, zone),
        zone,
        serverNow: new Date(nowMs),
      })
    },
  )

function wantedOf(
  { kind, dueOn, note, question, start }: z.output<typeof agreement>,
  talk: Talk,
  nowMs: number,
): Wanted {
  switch (kind) {
    case 'none':
    case 'welcome_back':
      return { kind, note }
    case 'talk':
      if (start == null) throw wrong('start', 'Choose a time')
      return { kind, note, start }
    case 'check_in':
      return { kind, note, dueOn: dayAhead(dueOn, talk, nowMs), question }
    case 'call':
      return { kind, note, dueOn: dayAhead(dueOn, talk, nowMs) }
  }
}

function dayAhead(dueOn: string | null | undefined, { serviceZone }: Talk, nowMs: number): string {
  if (!dueOn) throw wrong('dueOn', 'Choose a day')
  if (dueOn < localDate(nowMs, serviceZone)) throw wrong('dueOn', 'Choose today or a day to come')
  if (dueOn > localDate(nowMs + followUpLimits.daysAhead * dayMs, serviceZone))
    throw wrong('dueOn', 'Choose a day within two years')
  return dueOn
}

const wrong = (field: string, message: string) =>
  problem(422, 'invalid', 'Some of what was agreed does not fit.', { errors: [{ field, message }] })
