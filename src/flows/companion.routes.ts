import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from '../http/env.ts'
import { isId } from '../http/id.ts'
import { notFound, problem } from '../http/problem.ts'
import { bearer, wrongSecret } from '../http/bearer.ts'
import { validate } from '../http/validate.ts'
import { removeCompanion } from '../room/removal.ts'
import { talkOf, talkOfInvitation } from '../meeting/access.ts'
import {
  companionOfSecret,
  invitationsOf,
  inviteCompanion,
  noteOpened,
  revokeCompanion,
} from '../meeting/companion.store.ts'
import type { Companion, Invited } from '../meeting/companion.store.ts'
import { looksLikeSecret, newSecret, secretHash } from '../crypto/secret.ts'
import { invitation } from '../meeting/booking-request.ts'
import { mostCompanions, mostInvitations } from '../meeting/limits.ts'

export const companionRoutes = new Hono<AppEnv>()
  .get(
    '/bookings/:id/companions',
    describeRoute({ summary: 'Whom the seeker invited' }),
    async function listCompanions(c) {
      const { ports } = c.var
      const talk = await talkOf(c)
      return c.json({ companions: (await invitationsOf(ports.db, ports, talk.id)).map(companionView) })
    },
  )
  .post(
    '/bookings/:id/companions',
    describeRoute({ summary: 'Invite somebody', description: 'The secret of the link is shown once.' }),
    validate('json', invitation),
    async function invite(c) {
      const { ports } = c.var
      const { clock, random } = ports
      const talk = await talkOf(c)
      const nowMs = clock.now()
      const [id, secret] = [random.uuid(nowMs), newSecret(random)]
      const outcome = await inviteCompanion(ports, {
        id,
        bookingId: talk.id,
        label: c.req.valid('json').label,
        secretHash: await secretHash(secret),
        createdAt: new Date(nowMs),
        openedAt: null,
        revokedAt: null,
      })
      if (outcome !== 'invited') throw problem(409, 'conflict', whyNot[outcome])
      return c.json({ id, secret }, 201)
    },
  )
  .delete(
    '/bookings/:id/companions/:companionId',
    describeRoute({
      summary: 'Take an invitation back',
      description: 'Whoever is in the room by it is out of it, with no way back.',
    }),
    async function takeBack(c) {
      const { ports } = c.var
      const talk = await talkOf(c)
      const id = c.req.param('companionId')
      const revoked = isId(id) ? await revokeCompanion(ports.db, ports, talk.id, id) : null
      if (!revoked) throw notFound('This invitation')
      await removeCompanion(ports, revoked.id)
      return c.json(companionView(revoked))
    },
  )
  .get(
    '/companion',
    describeRoute({
      summary: 'What an invitation opens',
      description: 'Until a day after the planned end of the talk; then 410 `gone`.',
    }),
    async function openInvitation(c) {
      const { db, clock } = c.var.ports
      const secret = bearer(c)
      const found = secret && looksLikeSecret(secret) ? await companionOfSecret(db, await secretHash(secret)) : null
      if (!found) throw wrongSecret()
      await talkOfInvitation(c, found)
      await noteOpened(db, found.id, clock.now())
      return c.json({ companionId: found.id, bookingId: found.bookingId })
    },
  )

const whyNot: Record<Exclude<Invited, 'invited'>, string> = {
  full: `At most ${mostCompanions} people can be invited. Take an invitation back to invite somebody else.`,
  'used-up': `At most ${mostInvitations} invitations can be made for a talk. Share one that still stands instead.`,
  over: 'This talk was cancelled or has ended. Book another one to invite somebody.',
}

function companionView({ id, label, createdAt, openedAt, revokedAt }: Companion) {
  return {
    id,
    label,
    createdAt: createdAt.toISOString(),
    openedAt: openedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }
}
