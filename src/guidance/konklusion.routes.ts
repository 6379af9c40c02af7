import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from '../http/env.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { ownTalk, talkOf } from '../meeting/access.ts'
import { lockMeeting } from '../meeting/meeting.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { counsellorOnly } from '../people/session.ts'
import type { Ports } from '../ports.ts'
import { konklusionForCounsellor, konklusionForSeeker, talkGoals } from './konklusion-answer.ts'
import { addComment } from './konklusion-comment.store.ts'
import { approval, comment, draft } from './konklusion-request.ts'
import { approve, konklusionVersions, writeDraft } from './konklusion.store.ts'
import { actionsBeforeTalk, dayOfTalk, fitToGoals, shownVersion, unknownGoals } from './konklusion.ts'
import type { KonklusionBody } from './konklusion.ts'
import { refuseCancelled, refuseMisfits } from './refusal.ts'

/** The Konklusion as it is written, read, commented on and approved. */
export const konklusionRoutes = new Hono<AppEnv>()
  .get(
    '/staff/talks/:id/konklusion',
    counsellorOnly,
    describeRoute({ description: 'The Konklusion with its draft, its earlier versions and what was said of them.' }),
    async function readDraft(c) {
      return c.json(await konklusionForCounsellor(c.var.ports, await ownTalk(c)))
    },
  )
  .put(
    '/staff/talks/:id/konklusion',
    counsellorOnly,
    describeRoute({
      description: 'Stores the draft. What the seeker was shown stays: a correction is the next version.',
    }),
    validate('json', draft),
    async function write(c) {
      const talk = await ownTalk(c)
      refuseCancelled(talk)
      await keepDraft(c.var.ports, talk, c.req.valid('json').body)
      return c.json(await konklusionForCounsellor(c.var.ports, talk))
    },
  )
  .get(
    '/bookings/:id/konklusion',
    describeRoute({ description: 'What the seeker was shown: the newest version, and those before it.' }),
    async function read(c) {
      return c.json(await konklusionForSeeker(c.var.ports, await talkOf(c)))
    },
  )
  .post(
    '/bookings/:id/konklusion/comments',
    describeRoute({ description: 'The seeker says something of the version that is out.' }),
    validate('json', comment),
    async function say(c) {
      const talk = await talkOf(c)
      const { ports } = c.var
      const { version } = await theShown(ports, talk)
      const said = { version, writtenBy: 'seeker', text: c.req.valid('json').text } as const
      await ports.db.transaction((tx) => addComment(tx, ports, talk.id, said))
      ports.tellRoom(talk.meetingId, 'konklusion')
      return c.json(await konklusionForSeeker(ports, talk), 201)
    },
  )
  .post(
    '/bookings/:id/konklusion/approval',
    describeRoute({
      description: 'Approves the version that the seeker has read: it is final. 409 when a newer one is out.',
    }),
    validate('json', approval),
    async function agree(c) {
      const talk = await talkOf(c)
      const { ports } = c.var
      const { version } = c.req.valid('json')
      const decision = await ports.db.transaction((tx) => approve(tx, ports, talk.id, version))
      if (decision === 'outdated') {
        const shown = await theShown(ports, talk)
        throw problem(409, 'conflict', 'Another version is out. Read it first.', { version: shown.version })
      }
      if (decision === 'approve') ports.tellRoom(talk.meetingId, 'konklusion')
      return c.json(await konklusionForSeeker(ports, talk))
    },
  )

async function keepDraft(ports: Ports, talk: Talk, body: KonklusionBody): Promise<void> {
  const goals = await talkGoals(ports.db, ports, talk.id)
  refuseMisfits([...unknownGoals(body, goals), ...actionsBeforeTalk(body, dayOfTalk(talk))])
  await ports.db.transaction(async (tx) => {
    await lockMeeting(tx, talk.meetingId)
    await writeDraft(tx, ports, talk.id, fitToGoals(body, goals))
  })
}

async function theShown(ports: Ports, talk: Talk): Promise<{ version: number }> {
  const shown = shownVersion(await konklusionVersions(ports.db, ports, talk.id))
  if (!shown) throw notFound('The Konklusion')
  return shown
}
