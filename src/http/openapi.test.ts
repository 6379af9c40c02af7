import { expect, test } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { createApp } from '../app.ts'
import { plainPattern } from './pattern.ts'

type Operation = {
  responses: Record<string, { content?: Record<string, { schema: object }> }>
  parameters?: { name: string; schema: object }[]
  security?: object[]
}

const { db } = await testDatabase()
const app = createApp(() => testPorts(db))

test('the description of the API names its paths and what a booking takes', async () => {
  const answer = await app.request('/api/openapi.json')
  expect(answer.status).toBe(200)
  const { openapi, paths } = await answer.json()
  expect(openapi).toMatch(/^3\.1/)
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/api/services',
      '/api/services/{id}/slots',
      '/api/bookings',
      '/api/bookings/{id}/door',
      '/api/health',
    ]),
  )
  expect(paths['/api/bookings'].post.parameters).toContainEqual(
    expect.objectContaining({ in: 'header', name: 'Idempotency-Key', required: true }),
  )
  expect(paths['/api/bookings'].post.requestBody.content['application/json']).toBeDefined()
})

const described = async () => (await app.request('/api/openapi.json')).json()

test('every operation tells what it answers, with a schema, and in what form it refuses', async () => {
  const { paths, components } = await described()
  const operations = Object.entries<Record<string, Operation>>(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
  )
  expect(operations.length).toBeGreaterThan(100)
  for (const [name, { responses, parameters = [] }] of operations) {
    const answered = Object.entries(responses).filter(([status]) => status.startsWith('2'))
    expect.soft(answered, name).not.toEqual([])
    for (const [status, { content = {} }] of answered) {
      const schemas = Object.values(content).map(({ schema }) => schema)
      expect.soft(schemas, `${name} ${status}`).not.toContainEqual({})
      expect.soft(schemas.length > 0, `${name} ${status} has content`).toBe(status !== '204')
    }
    for (const status of Object.keys(responses).filter((one) => !one.startsWith('2')))
      expect.soft(Object.keys(responses[status]?.content ?? {}), name).toEqual(['application/problem+json'])
    expect.soft(Object.keys(responses), name).toContain('503')
    expect
      .soft(
        parameters.filter(({ schema }) => !schema),
        name,
      )
      .toEqual([])
  }
  const refs = [...JSON.stringify(paths).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name)
  expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining(refs))
})

test('every pattern is one that other tools read, too', async () => {
  const patterns = [...JSON.stringify(await described()).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(
    ([, written = '']) => JSON.parse(written) as string,
  )
  expect(patterns.length).toBeGreaterThan(20)
  for (const pattern of patterns) expect(plainPattern(pattern)).toBe(pattern)
  for (const pattern of ['^\\P{Cc}*$', '(?<=a)b', 'a(?!b)', '\\bword\\b'])
    expect(() => plainPattern(pattern)).toThrow('Not every tool')
})

test('whoever may bring a secret along need not', async () => {
  const { paths } = await described()
  expect(paths['/api/bookings'].post.security).toEqual([{}, { seeker: [] }])
  expect(paths['/api/case'].get.security).toEqual([{ seeker: [] }])
  expect(paths['/api/case/keys'].post.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key' }))
  expect(paths['/api/bookings/{id}'].delete.requestBody).toMatchObject({ required: false })
})
