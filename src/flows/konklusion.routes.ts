import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { localDate, wallOf } from '../time/local-time.ts'
import { bookingOf } from '../meeting/access.ts'
import { raiseVersion } from '../meeting/record.store.ts'
import type { TalkRecord } from '../meeting/record.store.ts'
import { lockTalk } from '../meeting/room.store.ts'
import type { Booking } from '../meeting/store.ts'
import type { Tx } from '../db/client.ts'
import type { AppEnv } from '../http/env.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { queueLetter } from '../notify/outbox.ts'
import { wasTold } from '../notify/record.store.ts'
import { counsellorOnly } from '../people/session.ts'
import type { Ports } from '../ports.ts'
import { tellRoom } from '../room/hint.ts'
import { ownTalk } from '../meeting/own-talk.ts'
import { localDay, maybeBlank, words } from '../guidance/fields.ts'
import { goalsMost, konklusionLimits } from '../guidance/limits.ts'
import {
  actionsBeforeTalk,
  emptyBody,
  fitToGoals,
  goalOutcomes,
  mayBecomeWebAddress,
  missingBeforeReady,
  newestOf,
  shownVersion,
  unknownGoals,
} from '../guidance/konklusion.ts'
import type { FieldError, KonklusionBody, TalkGoal } from '../guidance/konklusion.ts'
import {
  addComment,
  approve,
  commentsOf,
  konklusionVersions,
  showDraft,
  shownVersions,
  writeDraft,
} from '../guidance/konklusion.store.ts'
import { startAndEnd } from '../guidance/reading.ts'
import { goalsNow, scaleReadings } from '../guidance/store.ts'

const written = z.object({
  body: z.object({
    summary: maybeBlank(konklusionLimits.summary),
    goals: z
      .array(
        z.object({
          goalId: z.uuid(),
          wording: z.string().optional(),
          outcome: z.enum(goalOutcomes).nullable(),
          sentence: maybeBlank(konklusionLimits.sentence),
        }),
      )
      .max(goalsMost),
    actions: z
      .array(
        z.object({
          what: maybeBlank(konklusionLimits.what),
          who: z.enum(['seeker', 'counsellor', 'other']),
          until: localDay.nullable(),
        }),
      )
      .max(konklusionLimits.actions),
    links: z
      .array(
        z.object({
          url: maybeBlank(konklusionLimits.url).pipe(
            z.string().refine(mayBecomeWebAddress, 'Only addresses of the web, which begin with https://'),
          ),
          title: maybeBlank(konklusionLimits.linkTitle),
        }),
      )
      .max(konklusionLimits.links),
  }),
})
const comment = z.object({ text: words(konklusionLimits.comment) })
const approval = z.object({ version: z.int().min(1) })

export const konklusionRoutes = new Hono<AppEnv>()
  .get('/staff/talks/:id/konklusion', counsellorOnly, async function readDraft(c) {
    return c.json(await forCounsellor(c.var.ports.db, await ownTalk(c)))
  })
  .put(
    '/staff/talks/:id/konklusion',
    counsellorOnly,
    describeRoute({
      description: 'Stores the draft. What the seeker was shown stays: a correction is the next version.',
    }),
    validate('json', written),
    async function write(c) {
      const talk = await ownTalk(c)
      const { ports } = c.var
      if (talk.state === 'cancelled') throw problem(409, 'conflict', 'The talk was cancelled.')
      const goals = await talkGoals(ports.db, talk.id)
      const { body: sent } = c.req.valid('json')
      const body = { ...sent, goals: sent.goals.map((goal) => ({ ...goal, wording: goal.wording ?? '' })) }
      refuse([...unknownGoals(body, goals), ...actionsBeforeTalk(body, talkDate(talk))])
      await ports.db.transaction(async (tx) => {
        await lockTalk(tx, talk.id)
        await writeDraft(tx, ports, talk.id, fitToGoals(body, goals))
      })
      return c.json(await forCounsellor(ports.db, talk))
    },
  )
  .post(
    '/staff/talks/:id/konklusion/readiness',
    counsellorOnly,
    describeRoute({ description: 'Shows the draft to the seeker, who gets a letter that says only that.' }),
    async function show(c) {
      const talk = await ownTalk(c)
      const { ports } = c.var
      await ports.db.transaction((tx) => showToSeeker(tx, ports, talk))
      tellRoom(ports, talk.id, 'konklusion')
      return c.json(await forCounsellor(ports.db, talk))
    },
  )
  .get('/bookings/:id/konklusion', async function read(c) {
    return c.json(await forSeeker(c.var.ports.db, await bookingOf(c)))
  })
  .post('/bookings/:id/konklusion/comments', validate('json', comment), async function say(c) {
    const booking = await bookingOf(c)
    const { ports } = c.var
    const shown = shownVersion(await konklusionVersions(ports.db, booking.id))
    if (!shown) throw notFound('The Konklusion')
    await addComment(ports.db, ports, booking.id, shown.version, 'seeker', c.req.valid('json').text)
    tellRoom(ports, booking.id, 'konklusion')
    return c.json(await forSeeker(ports.db, booking), 201)
  })
  .post(
    '/bookings/:id/konklusion/approval',
    describeRoute({
      description: 'Approves the version that the seeker has read: it is final. 409 when a newer one is out.',
    }),
    validate('json', approval),
    async function agree(c) {
      const booking = await bookingOf(c)
      const { ports } = c.var
      const { version } = c.req.valid('json')
      const decision = await ports.db.transaction((tx) => approve(tx, ports, booking.id, version))
      if (decision === 'outdated') {
        const shown = shownVersion(await konklusionVersions(ports.db, booking.id))
        if (!shown) throw notFound('The Konklusion')
        throw problem(409, 'conflict', 'Another version is out. Read it first.', { version: shown.version })
      }
      if (decision === 'approve') tellRoom(ports, booking.id, 'konklusion')
      return c.json(await forSeeker(ports.db, booking))
    },
  )

async function showToSeeker(tx: Tx, ports: Ports, talk: TalkRecord): Promise<void> {
  // A draft that is saved in the same moment comes before or after, never in between.
  await lockTalk(tx, talk.id)
  const goals = await talkGoals(tx, talk.id)
  const newest = newestOf(await konklusionVersions(tx, talk.id))
  if (newest?.state !== 'draft') throw problem(409, 'conflict', 'There is no draft to show.')
  const body = fitToGoals(newest.body, goals)
  refuse([...missingBeforeReady(body), ...actionsBeforeTalk(body, talkDate(talk))])
  const version = await showDraft(tx, ports, talk.id, body)
  if (version === null) throw problem(409, 'conflict', 'There is no draft to show.')
  // A correction is told of in a letter of its own.
  if (await wasTold(tx, talk.id, 'summary_ready')) await raiseVersion(tx, talk.id)
  await queueLetter(tx, ports, talk.id, 'summary_ready', 'seeker', new Date(ports.clock.now()))
}

function refuse(errors: FieldError[]): void {
  if (errors.length > 0) throw problem(422, 'invalid', 'Some of what was written does not fit yet.', { errors })
}

async function talkGoals(tx: Tx, bookingId: string): Promise<TalkGoal[]> {
  return (await goalsNow(tx, bookingId)).map(({ id, text, state }) => ({
    goalId: id,
    wording: text,
    agreed: state === 'agreed',
  }))
}

const talkDate = (talk: TalkRecord) => localDate(talk.startsAt.getTime(), talk.serviceZone)

/** With the draft. Before anything was written, `suggestion` is where to begin. */
async function forCounsellor(tx: Tx, talk: TalkRecord) {
  const versions = await konklusionVersions(tx, talk.id)
  const newest = newestOf(versions)
  return {
    konklusion: newest,
    suggestion: newest ? null : emptyBody(await talkGoals(tx, talk.id)),
    earlierVersions: versions.filter(({ version }) => version !== newest?.version),
    comments: await commentsOf(tx, talk.id),
    readings: startAndEnd(await scaleReadings(tx, talk.id)),
  }
}

async function forSeeker(tx: Tx, booking: Booking) {
  const versions = await shownVersions(tx, booking.id)
  const shown = shownVersion(versions)
  const told = (version: (typeof versions)[number]) => {
    const { body, state, readyAt, approvedAt } = version
    const at = (approvedAt ?? readyAt ?? version.updatedAt).getTime()
    const talk = wallOf(booking.startsAt.getTime(), booking.endsAt.getTime(), booking.seekerZone)
    return {
      version: version.version,
      state,
      body: body satisfies KonklusionBody,
      readyAt,
      approvedAt,
      wall: talk,
      statedOn: localDate(at, booking.seekerZone),
    }
  }
  return {
    konklusion: shown ? told(shown) : null,
    earlierVersions: versions.filter(({ version }) => version !== shown?.version).map(told),
    comments: await commentsOf(tx, booking.id),
    readings: startAndEnd(await scaleReadings(tx, booking.id)),
  }
}
