import { expect, test } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { createApp } from '../app.ts'

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
