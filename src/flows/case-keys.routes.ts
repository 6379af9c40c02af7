import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { newSecret, secretHash } from '../crypto/secret.ts'
import type { AppEnv } from '../http/env.ts'
import { notFound } from '../http/problem.ts'
import { seekerCase, secretHashOf } from '../meeting/access.ts'
import { codeHash, newCode } from '../meeting/case-code.ts'
import { closeOpening, closeOtherOpenings, openingsOf, renewKeys } from '../meeting/case.store.ts'
import { contactOf } from '../meeting/contact.store.ts'
import { wallOf } from '../time/local-time.ts'

/** The keys of a case: where its page is open, and new ones for somebody who lost a phone. */
export const caseKeysRoutes = new Hono<AppEnv>()
  .post(
    '/case/keys',
    describeRoute({
      summary: 'A new link secret and a new code',
      description: 'All old ones end at once, on every device: the answer is the only place where the new ones stand.',
    }),
    async function renew(c) {
      const own = await seekerCase(c)
      const { db, random, settings, clock } = c.var.ports
      const [secret, code] = [newSecret(random), newCode(random)]
      const hashes = { secret: await secretHash(secret), code: await codeHash(code, settings.secretKey) }
      await db.transaction((tx) => renewKeys(tx, own.id, hashes, clock.now()))
      return c.json({ secret, code })
    },
  )
  .get(
    '/case/openings',
    describeRoute({ summary: 'Where the page of a case is open, the newest first' }),
    async function list(c) {
      const { db } = c.var.ports
      const own = await seekerCase(c)
      const here = await secretHashOf(c)
      const [openings, contact] = await Promise.all([openingsOf(db, own.id), contactOf(db, own.id)])
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
      await closeOtherOpenings(c.var.ports.db, own.id, await secretHashOf(c))
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
      await closeOpening(db, own.id, found.hash)
      return c.json({ closed: true })
    },
  )

/** Half of what is stored of a secret names it, and opens nothing. */
const idOfOpening = (hash: string) => hash.slice(0, 32)
