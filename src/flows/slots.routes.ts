import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { formsOffered, forms } from '../availability/form.ts'
import { clocksDiffer, offeredTimes } from '../availability/offer.ts'
import { freeSlots } from '../availability/slot.ts'
import { serviceAvailability, servicesOffered } from '../availability/store.ts'
import { withoutTalk } from '../availability/without-talk.ts'
import type { AppEnv } from '../http/env.ts'
import { isId } from '../http/id.ts'
import { notFound, problem } from '../http/problem.ts'
import { spanOf } from '../http/span.ts'
import { validate } from '../http/validate.ts'
import { seekerCase } from '../meeting/access.ts'
import { talkOfCase } from '../meeting/talk.store.ts'
import { talkLanguage } from '../people/fields.ts'
import { staffLimits } from '../people/limits.ts'
import { edge } from '../time/fields.ts'
import type { Interval } from '../time/interval.ts'
import { isZone, zoneName } from '../time/zone.ts'

const dayMs = 86_400_000

const query = z.object({
  from: edge,
  to: edge,
  /**
   * The zone in which times are shown, and in which dates in `from` and `to` are read. The service's by default, and for
   * one that is not known here: a browser may be ahead of the server, and its reader books all the same.
   */
  zone: z
    .string()
    .max(staffLimits.zone)
    .meta({ maxLength: staffLimits.zone })
    .transform((name) => (isZone(name) ? zoneName(name) : null))
    .optional(),
  form: z.enum(forms).optional(),
  language: talkLanguage.optional(),
  counsellor: z.uuid().optional(),
  /** A talk to be moved: times of its own counsellor, as if it were not there. Needs the seeker's secret. */
  moving: z.uuid().optional(),
})

/** What can be booked, and when. */
export const slotRoutes = new Hono<AppEnv>()
  .get('/services', describeRoute({ summary: 'What can be booked' }), async function listServices(c) {
    const hasVideo = c.var.ports.video !== null
    const services = await servicesOffered(c.var.ports.db)
    return c.json({
      services: services.map((service) => ({ ...service, forms: formsOffered(service.forms, hasVideo) })),
    })
  })
  .get(
    '/services/:id/slots',
    describeRoute({ summary: 'Free times of a service, at most 62 days at once' }),
    validate('query', query),
    async function listSlots(c) {
      const { ports } = c.var
      const asked = c.req.valid('query')
      const nowMs = ports.clock.now()
      const roughly = spanOf(asked, asked.zone ?? 'UTC')
      const id = c.req.param('id')
      const { from, until } = aroundInDays(roughly)
      const availability = isId(id) ? await serviceAvailability(ports.db, id, from, until) : null
      if (!availability) throw notFound('This service')
      const { service } = availability
      if (asked.form && !formsOffered(service.forms, ports.video !== null).includes(asked.form)) {
        throw problem(422, 'invalid', 'This service does not offer that form now.', {
          errors: [{ field: 'form', message: 'This service does not offer that form now.' }],
        })
      }
      const moved = asked.moving ? await talkOfCase(ports.db, (await seekerCase(c)).id, asked.moving) : null
      if (asked.moving && !moved) throw notFound('This talk')
      const counsellors = (moved ? withoutTalk(availability, moved) : availability).counsellors.filter(
        ({ id, languages }) =>
          (!asked.language || languages.includes(asked.language)) && (!asked.counsellor || id === asked.counsellor),
      )
      const shownIn = asked.zone ?? service.zone
      const slots = freeSlots(service, counsellors, { ...spanOf(asked, shownIn), now: nowMs })
      const times = offeredTimes(slots, service.minutes, shownIn)
      return c.json({
        slots: times.map((time, index) => ({ ...time, free: slots[index]?.free ?? 0 })),
        zone: shownIn,
        /** False when another zone was asked for, which is not known here. */
        zoneKnown: asked.zone !== null,
        /** A clock where the counsellors are shows another time than those of `wall`. */
        elsewhere: shownIn !== service.zone && clocksDiffer(slots, shownIn, service.zone),
        serverNow: new Date(nowMs).toISOString(),
      })
    },
  )

/**
 * A day more at both ends, for buffers, and for dates in a zone that is known only with the service. Then to whole
 * days: everybody who asks at the same moment shares one reading, whatever minute they ask from.
 */
const aroundInDays = ({ from, until }: Interval): Interval => ({
  from: Math.floor(from / dayMs - 1) * dayMs,
  until: Math.ceil(until / dayMs + 1) * dayMs,
})
