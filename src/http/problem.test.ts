import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../test/setup/database.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { createApp } from '../app.ts'
import { connect } from '../db/client.ts'
import { VideoUnavailable } from '../ports.ts'
import type { AppEnv } from './env.ts'
import { onError } from './problem.ts'
import { validate } from './validate.ts'

const { db } = await testDatabase()

const routes = new Hono<AppEnv>()
  .use(async (c, next) => {
    c.set('ports', testPorts(db))
    c.set('requestId', 'r1')
    await next()
  })
  .get('/video', () => {
    throw new VideoUnavailable('timeout')
  })
  .get('/broken', () => {
    throw new Error('secret words')
  })
  .get('/malformed-id', async (c) => c.json(await db.execute(sql`select ${'no-uuid'}::uuid`)))
  .get('/away', async (c) => c.json(await connect('postgres://nobody@127.0.0.1:1/none').db.execute(sql`select 1`)))
  .post(
    '/sums',
    validate('json', z.object({ amount: z.int('Must be a whole number.'), of: z.object({ kind: z.string() }) })),
    (c) => c.json({ ok: true }),
  )
routes.onError(onError)

test.each([
  ['a video server that is away', '/video', 503, '/problems/video-unavailable'],
  ['what nobody foresaw', '/broken', 500, '/problems/unexpected'],
  ['an id that is none', '/malformed-id', 422, '/problems/invalid'],
  ['a database that is away', '/away', 503, '/problems/database-away'],
])('%s is told as problem+json without inner words', async (_what, path, status, type) => {
  const answer = await routes.request(path)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  const text = await answer.text()
  expect(JSON.parse(text)).toMatchObject({ type, status, instance: 'urn:request:r1' })
  expect(text).not.toMatch(/secret words|at .*\.ts|ECONN/)
})

test('a database that is away says when to try again', async () => {
  expect((await routes.request('/away')).headers.get('retry-after')).toBe('5')
})

test('fields that do not fit are named, nested ones with a dot', async () => {
  const answer = await post('/sums', JSON.stringify({ amount: 1.5, of: { kind: 3 } }))
  expect(answer.status).toBe(422)
  expect((await answer.json()).errors).toEqual([
    { field: 'amount', message: 'Must be a whole number.' },
    { field: 'of.kind', message: expect.any(String) },
  ])
})

test('a body that is no JSON is a 400', async () => {
  expect((await post('/sums', '{"amount":')).status).toBe(400)
})

const app = createApp(() => testPorts(db))

test('an unknown address is a 404 with an id that can be read out', async () => {
  const answer = await app.request('/api/nothing-here')
  expect(answer.status).toBe(404)
  expect((await answer.json()).instance).toBe(`urn:request:${answer.headers.get('x-request-id')}`)
})

test('a body of more than 64 kB is refused', async () => {
  const answer = await app.request('/api/staff/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: 'x'.repeat(70_000) }),
  })
  expect(answer.status).toBe(413)
})

test.each([
  ['http://fyrklang.test', 401],
  ['https://fyrklang.test', 403],
  ['http://fyrklang.test:8080', 403],
  ['http://fyrklang.test.evil.test', 403],
  ['http://evil.test', 403],
  ['null', 403],
  ['', 403],
])(
  'only PUBLIC_URL says whose a cookie is, not the Host that a caller names: %s is answered %i',
  async (origin, status) => {
    const answer = await app.request('http://evil.test/api/staff/sign-out', {
      method: 'POST',
      headers: { host: 'evil.test', 'x-forwarded-host': 'evil.test', cookie: 'fyrklang.session=1', origin },
    })
    expect(answer.status).toBe(status)
  },
)

test('another site cannot use the cookie of somebody who is signed in', async () => {
  const headers = { 'content-type': 'application/json', cookie: 'fyrklang.session=1', origin: 'https://elsewhere.test' }
  expect((await app.request('/api/staff/sign-out', { method: 'POST', headers })).status).toBe(403)
})

test('every answer carries the headers that keep other hosts out', async () => {
  const { headers } = await app.request('/api/health')
  expect(headers.get('content-security-policy')).toContain("default-src 'self'")
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('permissions-policy')).toContain('camera=(self)')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
})

function post(path: string, body: string) {
  return routes.request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
}
