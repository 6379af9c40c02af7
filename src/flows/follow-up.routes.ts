import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { offeredTimes } from '../availability/offer.ts'
import { freeSlots } from '../availability/slot.ts'
import { spanOf } from '../http/span.ts'
import { serviceAvailability } from '../availability/store.ts'
import { localDate } from '../time/local-time.ts'
import { bookingOf } from '../meeting/access.ts'
import { talkRecord } from '../meeting/record.store.ts'
import type { TalkRecord } from '../meeting/record.store.ts'
import { instant } from '../meeting/booking-request.ts'
import type { Tx } from '../db/client.ts'
import type { AppEnv } from '../http/env.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { counsellorOnly } from '../people/session.ts'
import type { Ports } from '../ports.ts'
import { ownTalk } from '../meeting/own-talk.ts'
import { agreeOn, ofCounsellor } from './agree-follow-up.ts'
import type { Wanted } from './agree-follow-up.ts'
import { localDay, optionalWords, scaleValue } from '../guidance/fields.ts'
import { followUpForCounsellor, followUpForSeeker, followUpLists } from './follow-up-answer.ts'
import { followUpKinds, mayReply } from '../guidance/follow-up.ts'
import { checkInReading, followUpOf, saveReply, setDone } from '../guidance/follow-up.store.ts'
import { followUpLimits, questionMost } from '../guidance/limits.ts'
import { answerScale } from '../guidance/store.ts'

const dayMs = 86_400_000

const agreement = z.object({
  kind: z.enum(followUpKinds),
  dueOn: localDay.nullish(),
  note: optionalWords(followUpLimits.note),
  question: optionalWords(questionMost),
  start: instant.nullish(),
})
const edge = z.union([z.iso.date(), z.iso.datetime({ offset: true })])
const span = z.object({ from: edge.optional(), to: edge.optional() })
const reply = z
  .object({ value: scaleValue.optional(), text: optionalWords(followUpLimits.reply) })
  .refine(({ value, text }) => value !== undefined || text !== null, {
    path: ['text'],
    message: 'Choose a number or write something',
  })

export const followUpRoutes = new Hono<AppEnv>()
  .put(
    '/staff/talks/:id/follow-up',
    counsellorOnly,
    describeRoute({
      description:
        'Agrees the next contact in place of an earlier agreement. `talk` books `start` with the same counsellor in the same case; 409 `taken` with `alternatives`.',
    }),
    validate('json', agreement),
    async function agree(c) {
      const talk = await ownTalk(c)
      const { ports } = c.var
      if (talk.state === 'cancelled') throw problem(409, 'conflict', 'The talk was cancelled.')
      const agreed = await agreeOn(ports, talk, wantedOf(c.req.valid('json'), ports, talk))
      if (agreed.outcome === 'taken')
        throw problem(409, 'taken', 'That time was taken in the meantime.', { alternatives: agreed.alternatives })
      if (agreed.outcome === 'not-offered') throw wrong('start', 'No talk of this service begins then')
      return c.json({ followUp: await followUpForCounsellor(ports.db, talk, ports.clock.now()) })
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
      const { ports } = c.var
      const nowMs = ports.clock.now()
      const asked = c.req.valid('query')
      const iso = (ms: number) => new Date(ms).toISOString()
      const within = spanOf(
        { from: asked.from ?? iso(nowMs), to: asked.to ?? iso(nowMs + 28 * dayMs) },
        c.var.staff.zone,
      )
      const standing = (await followUpOf(ports.db, talk.id))?.nextBookingId ?? undefined
      const own = ofCounsellor(
        await serviceAvailability(ports.db, talk.serviceId, within.from - dayMs, within.until + dayMs),
        talk,
        standing,
      )
      const slots = own ? freeSlots(own.service, own.counsellors, { ...within, now: nowMs }) : []
      return c.json({
        slots: offeredTimes(slots, own?.service.minutes ?? talk.minutes, c.var.staff.zone),
        zone: c.var.staff.zone,
        serverNow: new Date(nowMs),
      })
    },
  )
  .get('/staff/follow-ups', counsellorOnly, async function listFollowUps(c) {
    return c.json(await followUpLists(c.var.ports, c.var.staff.id, c.var.staff.zone))
  })
  .post('/staff/follow-ups/:id/completion', counsellorOnly, async function complete(c) {
    const { ports } = c.var
    return c.json(await completed(ports, await ownTalk(c), new Date(ports.clock.now())))
  })
  .delete('/staff/follow-ups/:id/completion', counsellorOnly, async function takeUpAgain(c) {
    return c.json(await completed(c.var.ports, await ownTalk(c), null))
  })
  .get('/bookings/:id/follow-up', async function read(c) {
    const { ports } = c.var
    return c.json({
      followUp: await followUpForSeeker(ports.db, await recordOf(ports.db, (await bookingOf(c)).id), ports.clock.now()),
    })
  })
  .post(
    '/bookings/:id/follow-up/reply',
    describeRoute({ description: 'The seeker’s reading and free reply to a check-in, from its day on.' }),
    validate('json', reply),
    async function answer(c) {
      const { ports } = c.var
      const talk = await recordOf(ports.db, (await bookingOf(c)).id)
      await keepReply(ports, talk, c.req.valid('json'))
      return c.json({ followUp: await followUpForSeeker(ports.db, talk, ports.clock.now()) })
    },
  )

function wantedOf(
  { kind, dueOn, note, question, start }: z.output<typeof agreement>,
  ports: Ports,
  talk: TalkRecord,
): Wanted {
  switch (kind) {
    case 'none':
    case 'welcome_back':
      return { kind, note }
    case 'talk':
      if (start == null) throw wrong('start', 'Choose a time')
      return { kind, note, start }
    case 'check_in':
      return { kind, note, dueOn: dayAhead(dueOn, ports, talk), question }
    case 'call':
      return { kind, note, dueOn: dayAhead(dueOn, ports, talk) }
  }
}

function dayAhead(dueOn: string | null | undefined, ports: Ports, talk: TalkRecord): string {
  const nowMs = ports.clock.now()
  if (!dueOn) throw wrong('dueOn', 'Choose a day')
  if (dueOn < localDate(nowMs, talk.serviceZone)) throw wrong('dueOn', 'Choose today or a day to come')
  if (dueOn > localDate(nowMs + followUpLimits.daysAhead * dayMs, talk.serviceZone))
    throw wrong('dueOn', 'Choose a day within two years')
  return dueOn
}

const wrong = (field: string, message: string) =>
  problem(422, 'invalid', 'Some of what was agreed does not fit.', { errors: [{ field, message }] })

async function recordOf(tx: Tx, bookingId: string): Promise<TalkRecord> {
  const record = await talkRecord(tx, bookingId)
  if (!record) throw notFound('This talk')
  return record
}

async function completed(ports: Ports, talk: TalkRecord, doneAt: Date | null) {
  if (!(await setDone(ports.db, talk.id, doneAt))) throw notFound('This follow-up')
  return { followUp: await followUpForCounsellor(ports.db, talk, ports.clock.now()) }
}

async function keepReply(ports: Ports, talk: TalkRecord, { value, text }: z.output<typeof reply>): Promise<void> {
  await ports.db.transaction(async (tx) => {
    const followUp = await followUpOf(tx, talk.id)
    if (followUp?.kind !== 'check_in') throw notFound('This check-in')
    if (!mayReply(followUp, localDate(ports.clock.now(), talk.serviceZone)))
      throw problem(409, 'conflict', 'This check-in is not open.')
    const question = await checkInReading(tx, talk.id)
    if (value !== undefined && question) await answerScale(tx, ports, talk.id, question.id, value)
    await saveReply(tx, ports, talk.id, text)
  })
}
