import { Hono } from 'hono'
import type { Context } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { choicesAhead, datesOfSeries, eventById, eventsAhead, hostsOf } from '../group/event.store.ts'
import type { Narrowed } from '../group/event.store.ts'
import { eventLimits, listed } from '../group/limits.ts'
import type { AppEnv } from '../http/env.ts'
import { isId } from '../http/id.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { eventKinds } from '../meeting/meeting.ts'
import { staffLimits } from '../people/limits.ts'
import { edge } from '../time/fields.ts'
import { isZone, zoneName } from '../time/zone.ts'
import { languages } from '../words/language.ts'
import type { Language } from '../words/language.ts'
import { atomFeed, calendarFeed } from './event-feeds.ts'
import { publicView } from './event-view.ts'

const dayMs = 86_400_000

const narrowing = {
  language: z.string().max(staffLimits.languageTag).optional(),
  topic: z.string().trim().toLowerCase().max(eventLimits.topic).optional(),
  kind: z.enum(eventKinds).optional(),
  organisation: z.uuid().optional(),
}
const shownIn = z
  .string()
  .max(staffLimits.zone)
  .transform((name) => (isZone(name) ? zoneName(name) : undefined))
  .optional()
const query = z.object({
  ...narrowing,
  from: edge.optional(),
  to: edge.optional(),
  /** The zone in which times are shown; each event's own, left out or unknown here. */
  zone: shownIn,
  /** `next` of the answer before. */
  cursor: z
    .string()
    .regex(/^[0-9]{1,15}\.[0-9a-f-]{36}$/)
    .optional(),
})
const feedQuery = z.object({ ...narrowing, lang: z.enum(languages).optional() })
const pageSize = 50

/** Group talks, webinars and open houses that anybody may register for. */
export const eventRoutes = new Hono<AppEnv>()
  .get(
    '/events',
    describeRoute({
      summary: 'Coming events, in the order of time',
      description: 'Fifty at a time: `next` is the `cursor` of the rest. `seats` is free, few or full.',
    }),
    validate('query', query),
    async function listEvents(c) {
      const { zone, cursor, ...asked } = c.req.valid('query')
      const { db } = c.var.ports
      const wanted = wantedOf(c, asked)
      const [found, choices] = await Promise.all([
        eventsAhead(db, { ...wanted, after: placeOf(cursor) }, pageSize + 1),
        choicesAhead(db, wanted),
      ])
      const shown = found.slice(0, pageSize)
      const last = found.length > pageSize ? shown.at(-1) : undefined
      const hosts = await hostsOf(
        db,
        shown.map(({ id }) => id),
      )
      return c.json({
        events: shown.map((one) => publicView(one, hosts, zone ?? one.zone)),
        /** What the list of this time can be narrowed by. */
        choices,
        next: last ? `${last.startsAt.getTime()}.${last.id}` : null,
      })
    },
  )
  .get(
    '/events/feed.atom',
    describeRoute({
      summary: 'Coming events as an Atom feed',
      responses: {
        200: { description: 'RFC 4287', content: { 'application/atom+xml': { schema: { type: 'string' } } } },
      },
    }),
    validate('query', feedQuery),
    async function atom(c) {
      const { lang, ...asked } = c.req.valid('query')
      const found = await eventsAhead(c.var.ports.db, wantedOf(c, asked))
      return feed(c, 'application/atom+xml', atomFeed(found, c.var.ports, reader(c, lang)))
    },
  )
  .get(
    '/events/feed.ics',
    describeRoute({
      summary: 'Coming events as a calendar to subscribe to',
      responses: { 200: { description: 'RFC 5545', content: { 'text/calendar': { schema: { type: 'string' } } } } },
    }),
    validate('query', feedQuery),
    async function calendar(c) {
      const { lang, ...asked } = c.req.valid('query')
      const found = await eventsAhead(c.var.ports.db, wantedOf(c, asked))
      return feed(c, 'text/calendar', calendarFeed(found, c.var.ports, reader(c, lang)))
    },
  )
  .get(
    '/events/:id',
    describeRoute({ summary: 'One event, with the other dates of its series that are still to come' }),
    validate('query', z.object({ zone: shownIn })),
    async function showEvent(c) {
      const { db, clock } = c.var.ports
      const { zone } = c.req.valid('query')
      const id = c.req.param('id')
      const found = isId(id) ? await eventById(db, id) : null
      if (!found) throw notFound('This event')
      const now = new Date(clock.now())
      const dates = found.seriesId === null ? [] : await datesOfSeries(db, found.seriesId, now)
      return c.json({
        ...publicView(found, await hostsOf(db, [found.id]), zone ?? found.zone),
        over: found.state !== 'planned' || found.endsAt <= now,
        dates: dates.map((date) => {
          const { start, end, wall, seats } = publicView(date, [], zone ?? date.zone)
          return { id: date.id, start, end, wall, seats }
        }),
      })
    },
  )

type Asked = {
  from?: string | undefined
  to?: string | undefined
  language?: string | undefined
  topic?: string | undefined
  kind?: Narrowed['kind']
  organisation?: string | undefined
}

/** What is over is on no list, whenever it is asked for. */
function wantedOf(c: Context<AppEnv>, { from, to, organisation, ...asked }: Asked): Narrowed {
  const nowMs = c.var.ports.clock.now()
  // Days are read as they begin in Greenwich: a list that begins some hours early shows nothing that is over.
  const [first, last] = [from === undefined ? nowMs : Date.parse(from), to === undefined ? Infinity : endOf(to)]
  const begins = Math.max(nowMs, first)
  const ends = Math.min(last, begins + listed.days * dayMs)
  if (last < first)
    throw problem(422, 'invalid', 'It ends before it begins.', {
      errors: [{ field: 'to', message: 'It ends before it begins.' }],
    })
  return { ...asked, organisationId: organisation, from: new Date(begins), until: new Date(ends) }
}

/** A day counts whole, and a little more: it ends later west of Greenwich. */
const endOf = (to: string) => Date.parse(to) + (to.length === 10 ? 1.5 * dayMs : 0)

function placeOf(cursor: string | undefined): Narrowed['after'] {
  const [ms = '', id = ''] = cursor?.split('.') ?? []
  return cursor === undefined || !isId(id) ? undefined : { startsAt: new Date(Number(ms)), id }
}

/** The language of a feed: the one that is asked for, or what the reader's program prefers. */
function reader(c: Context<AppEnv>, lang: Language | undefined): Language {
  const accepted = c.req.header('accept-language') ?? ''
  const known = accepted.split(',').map((one) => one.trim().slice(0, 2).toLowerCase())
  return lang ?? languages.find((one) => known[0] === one) ?? languages[0]
}

const feed = (c: Context<AppEnv>, type: string, body: string) =>
  c.body(body, 200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'public, max-age=300' })
