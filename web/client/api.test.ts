import { Hono } from 'hono'
import { afterEach, beforeEach, expect, expectTypeOf, test, vi } from 'vitest'
import { call } from './api.ts'
import type { Answer, Asked, Body } from './api.ts'
import { serverNow } from './server-now.ts'

const server = new Hono()
  .post('/api/bookings/:id/room/scale/:readingId', async (c) =>
    c.json({
      param: c.req.param(),
      json: await c.req.json(),
      type: c.req.header('content-type'),
      secret: c.req.header('authorization'),
    }),
  )
  .get('/api/services/:id/slots', (c) => c.json({ query: c.req.queries(), serverNow: '2030-01-01T00:00:00.000Z' }))
  .delete('/api/bookings/:id/door', (c) => c.body(null, 204))
  .get('/api/case', (c) => c.json({ type: '/problems/unauthorized' }, 401))

beforeEach(() => vi.stubGlobal('fetch', async (address: string, init: RequestInit) => server.request(address, init)))
afterEach(() => vi.unstubAllGlobals())

test('what is asked fills the path, the query and the body', async () => {
  const asked = { param: { id: 'a/b', readingId: '2' }, json: { value: 7 }, secret: 's' }
  expect(await call('/bookings/:id/room/scale/:readingId', 'post', asked)).toEqual({
    param: { id: 'a/b', readingId: '2' },
    json: { value: 7 },
    type: 'application/json',
    secret: 'Bearer s',
  })
})

test('what is not said stays out of the query, and the answer sets the clock', async () => {
  const asked = { param: { id: '1' }, query: { from: '2030-01-01', to: '2030-01-02', form: undefined, language: '' } }
  expect(await call('/services/:id/slots', 'get', asked)).toMatchObject({
    query: { from: ['2030-01-01'], to: ['2030-01-02'] },
  })
  expect(new Date(serverNow()).getUTCFullYear()).toBe(2030)
})

test('an answer without a body is null', async () => {
  expect(await call('/bookings/:id/door', 'delete', { param: { id: '1' } })).toBe(null)
})

test('a refusal is thrown, and so is silence', async () => {
  await expect(call('/case', 'get')).rejects.toMatchObject({ status: 401, type: 'unauthorized' })
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  await expect(call('/case', 'get')).rejects.toMatchObject({ status: 0, type: 'offline' })
})

test('the types are those of the server’s routes, as they come out of JSON', () => {
  expectTypeOf<keyof Asked<'/bookings/:id/companions/:companionId', 'delete'>['param']>().toEqualTypeOf<
    'id' | 'companionId'
  >()
  expectTypeOf<Body<'/bookings/:id', 'delete'>>().toEqualTypeOf<{ reason?: string | null | undefined }>()
  expectTypeOf<Answer<'/case/entry', 'post'>>().toEqualTypeOf<{ secret: string }>()
  // A Date on the server.
  expectTypeOf<Answer<'/bookings/:id/room', 'get'>['start']>().toEqualTypeOf<string>()
  // A companion is not told.
  expectTypeOf<Answer<'/bookings/:id', 'get'>['cancelReason']>().toEqualTypeOf<string | null | undefined>()
})
