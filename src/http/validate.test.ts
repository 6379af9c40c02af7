import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { onError } from './problem.ts'
import type { AppEnv } from './env.ts'
import { validateIfSent } from './validate.ts'

const app = new Hono<AppEnv>().delete(
  '/talk',
  validateIfSent(z.object({ reason: z.string().max(5).optional() })),
  (c) => c.json(c.req.valid('json')),
)
app.onError(onError)

const cancelling = (sent: RequestInit) => app.request('/talk', { method: 'DELETE', ...sent })
const json = { 'content-type': 'application/json' }

test.each([
  ['left out', {}],
  ['dropped on its way, all but its type', { headers: json, body: ' ' }],
  ['sent empty', { headers: json, body: '{}' }],
])('a body that may be missing is %s', async (_, sent) => {
  expect(await (await cancelling(sent)).json()).toEqual({})
})

test('a body that is sent is read, whatever its type is called', async () => {
  expect(await (await cancelling({ body: '{"reason":"Sjuk"}' })).json()).toEqual({ reason: 'Sjuk' })
})

test.each(['{"reason":"Mycket sjuk"}', '{"reason":"\\u0000"}', '{"reason":', '[]'])(
  'a body that does not fit is refused: %s',
  async (body) => {
    const answer = await cancelling({ headers: json, body })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ errors: [{ message: expect.any(String) }] })
  },
)

test.each([
  ['{"reason":7}', { field: 'reason', message: 'This must be a text.' }],
  ['[]', { field: 'body', message: 'This must be an object.' }],
])('what is wrong is said in a sentence, and where: %s', async (body, error) => {
  expect(await (await cancelling({ headers: json, body })).json()).toMatchObject({ errors: [error] })
})
