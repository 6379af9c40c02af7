import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { konklusionForCounsellor } from '../guidance/konklusion-answer.ts'
import { comment } from '../guidance/konklusion-request.ts'
import { refuseCancelled } from '../guidance/refusal.ts'
import type { AppEnv } from '../http/env.ts'
import { validate } from '../http/validate.ts'
import { ownTalk } from '../meeting/access.ts'
import { counsellorOnly } from '../people/session.ts'
import { answerComment } from './answer-comment.ts'
import { showKonklusion } from './show-konklusion.ts'

export const showKonklusionRoutes = new Hono<AppEnv>()
  .post(
    '/staff/talks/:id/konklusion/readiness',
    counsellorOnly,
    describeRoute({ description: 'Shows the draft to the seeker, who gets a letter that says only that.' }),
    async function show(c) {
      const talk = await ownTalk(c)
      await showKonklusion(c.var.ports, talk)
      return c.json(await konklusionForCounsellor(c.var.ports, talk))
    },
  )
  .post(
    '/staff/talks/:id/konklusion/answers',
    counsellorOnly,
    describeRoute({
      description:
        'Answers what the seeker said of the version that is out, which stays as it is. 409 when no comment waits.',
    }),
    validate('json', comment),
    async function answer(c) {
      const talk = await ownTalk(c)
      refuseCancelled(talk)
      await answerComment(c.var.ports, talk, c.req.valid('json').text)
      return c.json(await konklusionForCounsellor(c.var.ports, talk), 201)
    },
  )
