import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { spanOf } from '../http/span.ts'
import { localDate, wallOf } from '../time/local-time.ts'
import { cancelTalk } from './change-talk.ts'
import { companionsInvited, earlierTalks, heldTalks, recordsOfCounsellor } from '../meeting/record.store.ts'
import type { TalkRecord } from '../meeting/record.store.ts'
import { sheetOf } from '../checklist/sheet.store.ts'
import type { Tx } from '../db/client.ts'
import type { AppEnv } from '../http/env.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate, validateIfSent } from '../http/validate.ts'
import { lettersOfTalk } from '../notify/record.store.ts'
import { counsellorOnly } from '../people/session.ts'
import type { Staff } from '../people/staff.ts'
import { openRoomsAmong } from '../room/store.ts'
import { bookingLimits } from '../meeting/limits.ts'
import { ownTalk } from '../meeting/own-talk.ts'
import { optionalWords } from '../guidance/fields.ts'
import { followUpForCounsellor } from './follow-up-answer.ts'
import { approvedBodies, isCommented, isUnshown } from '../guidance/konklusion.store.ts'
import { startAndEnd } from '../guidance/reading.ts'
import { formChanges, notesOf, phaseSteps, scaleReadings } from '../guidance/store.ts'
import { talksAnswer } from './counsellor-talks.ts'

const dayMs = 86_400_000

/** How far back a talk without a Konklusion is still called to mind. */
const rememberedDays = 365

/** So many of each kind are called to mind, the newest: more is no list that somebody works through. */
const mostOnDesk = 100

const edge = z.union([z.iso.date(), z.iso.datetime({ offset: true })])
const span = z.object({ from: edge.optional(), to: edge.optional() })
const cancellation = z.object({ reason: optionalWords(bookingLimits.cancelReason) })

export const talkRoutes = new Hono<AppEnv>()
  .get(
    '/staff/talks',
    counsellorOnly,
    describeRoute({
      description:
        'The counsellor’s talks that touch a time of at most 62 days, two weeks from now by default; and all that is left to write, whenever it was.',
    }),
    validate('query', span),
    async function listTalks(c) {
      const { db, clock } = c.var.ports
      const { id, zone } = c.var.staff
      const nowMs = clock.now()
      const asked = c.req.valid('query')
      const from = asked.from ?? new Date(nowMs - dayMs).toISOString()
      const { from: fromMs, until } = spanOf(
        { from, to: asked.to ?? new Date(spanOf({ from, to: from }, zone).from + 14 * dayMs).toISOString() },
        zone,
      )
      const since = new Date(nowMs - rememberedDays * dayMs)
      const lists = await Promise.all([
        recordsOfCounsellor(db, id, new Date(fromMs), new Date(until)),
        heldTalks(db, id, since, mostOnDesk, isUnshown(db)),
        // The seeker has said something about a Konklusion that they were shown: it may want a correction.
        heldTalks(db, id, since, mostOnDesk, isCommented(db)),
      ])
      const answers = new Map(
        (await talksAnswer(db, onceEach(lists.flat()), zone, nowMs)).map((talk) => [talk.id, talk]),
      )
      const [talks = [], leftToWrite = [], commented = []] = lists.map((records) =>
        records.flatMap((record) => answers.get(record.id) ?? []),
      )
      return c.json({ talks, leftToWrite, commented, today: localDate(nowMs, zone), serverNow: new Date(nowMs) })
    },
  )
  .get('/staff/talks/:id', counsellorOnly, async function readTalk(c) {
    const { db, clock } = c.var.ports
    return c.json(await wholeTalk(db, await ownTalk(c), c.var.staff, clock.now()))
  })
  .delete(
    '/staff/talks/:id',
    counsellorOnly,
    describeRoute({ description: 'The counsellor cancels; both get a letter. The body is optional: `{ reason }`.' }),
    validateIfSent(cancellation),
    async function cancel(c) {
      const { ports } = c.var
      const talk = await ownTalk(c)
      if ((await openRoomsAmong(ports.db, [talk.id])).has(talk.id))
        throw problem(409, 'conflict', 'The talk is under way: end it instead.')
      const { outcome } = await cancelTalk(ports, talk.id, 'counsellor', c.req.valid('json').reason)
      if (outcome !== 'cancelled') throw problem(409, 'conflict', 'The talk has ended.')
      return c.json(await wholeTalk(ports.db, await ownTalk(c), c.var.staff, ports.clock.now()))
    },
  )

const onceEach = (records: TalkRecord[]) => [...new Map(records.map((record) => [record.id, record])).values()]

async function wholeTalk(tx: Tx, record: TalkRecord, staff: Staff, nowMs: number) {
  const [talk] = await talksAnswer(tx, [record], staff.zone, nowMs)
  if (!talk) throw notFound('This talk')
  const [seekerAnswers, ownChecklist, companionsList, letters, notes, readings, changes, steps, followUp] =
    await Promise.all([
      sheetOf(tx, record, 'seeker'),
      sheetOf(tx, record, 'counsellor'),
      companionsInvited(tx, [record.id]),
      lettersOfTalk(tx, record.id),
      notesOf(tx, record.id),
      scaleReadings(tx, record.id),
      formChanges(tx, record.id),
      phaseSteps(tx, record.id),
      followUpForCounsellor(tx, record, nowMs),
    ])
  const mayCall = record.form === 'phone' || followUp?.kind === 'call'
  return {
    ...talk,
    serviceWall: wallOf(record.startsAt.getTime(), record.endsAt.getTime(), record.serviceZone),
    method: record.method,
    seekerAnswers: seekerAnswers && { items: seekerAnswers.items, answers: seekerAnswers.answers },
    ownChecklist,
    companionsList: companionsList.map(({ id, label, createdAt, openedAt }) => ({ id, label, createdAt, openedAt })),
    earlier: await earlierOf(tx, record, staff.zone),
    letters,
    notes: notes.text,
    readings: startAndEnd(readings),
    formChanges: changes,
    steps,
    outcome: record.state === 'booked' || record.state === 'cancelled' ? null : record.state,
    followUp,
    cancelReason: record.cancelReason,
    cancelledBy: record.cancelledBy,
    phone: mayCall ? record.phone : null,
    serverNow: new Date(nowMs),
  }
}

/** What a returning seeker comes with: earlier talks of the case, each with the Konklusion that they approved. */
async function earlierOf(tx: Tx, record: TalkRecord, zone: string) {
  const talks = (await earlierTalks(tx, record.caseId, record.startsAt)).filter(({ state }) => state !== 'cancelled')
  const approved = await approvedBodies(
    tx,
    talks.map(({ id }) => id),
  )
  return talks.map(({ id, startsAt, endsAt, state, counsellorName }) => ({
    id,
    start: startsAt,
    wall: wallOf(startsAt.getTime(), endsAt.getTime(), zone),
    state,
    counsellorName,
    konklusion: approved.get(id) ?? null,
  }))
}
