import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { newSecret, secretHash } from '../crypto/secret.ts'
import { wrongSecret } from '../http/bearer.ts'
import type { AppEnv } from '../http/env.ts'
import { keyHeader, openAnswer, repeatableCall, sealAnswer } from '../http/idempotency.ts'
import type { RepeatableCall } from '../http/idempotency.ts'
import { keepAnswer, storedAnswer } from '../http/idempotency.store.ts'
import { notFound, problem } from '../http/problem.ts'
import { seekerCase, secretHashOf } from '../meeting/access.ts'
import { codeHash, newCode } from '../meeting/case-code.ts'
import { caseOfSecret, closeOpening, closeOtherOpenings, openingsOf, renewKeys } from '../meeting/case.store.ts'
import { contactOf } from '../meeting/contact.store.ts'
import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { emptyAfterwards } from '../room/empty-room.ts'
import { moveRoomsOf } from '../room/move-rooms.ts'
import { wallOf } from '../time/local-time.ts'

/** The keys of a case: where its page is open, and new ones for somebody who lost a phone. */
export const caseKeysRoutes = new Hono<AppEnv>()
  .post(
    '/case/keys',
    describeRoute({
      summary: 'A new link secret and a new code',
      parameters: [keyHeader],
      description:
        'All old ones end at once, on every device: the answer is the only place where the new ones stand. ' +
        'An answer that was lost comes again for the same key and the old secret.',
    }),
    async function renew(c) {
      const { ports } = c.var
      const hash = await secretHashOf(c)
      const call = await repeatableCall(c, { renews: hash })
      const own = await caseOfSecret(ports.db, hash)
      const made = own && (await renewOnce(ports, own.id, call))
      // The secret that ended with the lost answer opens nothing more, and this one answer still.
      const fresh = made ?? (await lostAnswer(ports, call))
      if (!fresh) throw wrongSecret()
      if (!made) c.header('idempotent-replay', 'true')
      return c.json(fresh)
    },
  )
  .get(
    '/case/openings',
    describeRoute({ summary: 'Where the page of a case is open, the newest first' }),
    async function list(c) {
      const { db } = c.var.ports
      const own = await seekerCase(c)
      const here = await secretHashOf(c)
      const [openings, contact] = await Promise.all([openingsOf(db, own.id), contactOf(db, c.var.ports, own.id)])
      const zone = contact?.zone ?? 'UTC'
      return c.json({
        openings: openings.map(({ hash, createdAt }) => ({
          id: idOfOpening(hash),
          openedAt: createdAt.toISOString(),
          wall: wallOf(createdAt.getTime(), createdAt.getTime(), zone),
          here: hash === here,
        })),
      })
    },
  )
  .delete(
    '/case/openings',
    describeRoute({ summary: 'Close the page everywhere else' }),
    async function closeOthers(c) {
      const own = await seekerCase(c)
      const here = await secretHashOf(c)
      await endingKeys(c.var.ports, own.id, (tx) => closeOtherOpenings(tx, own.id, here))
      return c.json({ closed: true })
    },
  )
  .delete(
    '/case/openings/:openingId',
    describeRoute({ summary: 'Close the page on one device', description: '`here`: where this call comes from.' }),
    async function close(c) {
      const own = await seekerCase(c)
      const { db } = c.var.ports
      const asked = c.req.param('openingId')
      const here = await secretHashOf(c)
      const found = (await openingsOf(db, own.id)).find(({ hash }) =>
        asked === 'here' ? hash === here : idOfOpening(hash) === asked,
      )
      if (!found) throw notFound('This device')
      await endingKeys(c.var.ports, own.id, (tx) => closeOpening(tx, own.id, found.hash))
      return c.json({ closed: true })
    },
  )

type NewKeys = { secret: string; code: string }

/**
 * New keys, and under the call's key the answer that holds them, in one transaction: who never heard the answer has no
 * other key left. `null` when the same call came twice at the same moment, and the other one did it.
 */
async function renewOnce(ports: Ports, caseId: string, call: RepeatableCall): Promise<NewKeys | null> {
  const { random, settings, clock } = ports
  const fresh = { secret: newSecret(random), code: newCode(random) }
  const hashes = { secret: await secretHash(fresh.secret), code: await codeHash(fresh.code, settings.secretKey) }
  const answer = await sealAnswer(call, fresh, random.bytes(12))
  const { keyHash, bodyHash } = call
  return endingKeys(ports, caseId, async function renewAndKeep(tx) {
    const createdAt = new Date(clock.now())
    if (!(await keepAnswer(tx, { keyHash, bodyHash, status: 200, answer, createdAt }))) return null
    await renewKeys(tx, caseId, hashes, clock.now())
    return fresh
  })
}

/** Ends keys of a case in a transaction: whoever came into a room with one of them is out of it as well. */
async function endingKeys<T>(ports: Ports, caseId: string, end: (tx: Tx) => Promise<T>): Promise<T> {
  const { ended, left } = await ports.db.transaction(async function endInOneGo(tx) {
    const ended = await end(tx)
    return { ended, left: await moveRoomsOf(tx, ports, { caseId }) }
  })
  emptyAfterwards(ports, left, 'room')
  return ended
}

async function lostAnswer({ db }: Ports, call: RepeatableCall): Promise<NewKeys | null> {
  const stored = await storedAnswer(db, call.keyHash)
  if (!stored?.answer) return null
  if (stored.bodyHash !== call.bodyHash)
    throw problem(422, 'key-reused', 'This Idempotency-Key was used for something else.')
  // Sealed by this program alone, under a key that the caller has shown.
  return (await openAnswer(call, stored.answer)) as NewKeys
}

/** Half of what is stored of a secret names it, and opens nothing. */
const idOfOpening = (hash: string) => hash.slice(0, 32)
