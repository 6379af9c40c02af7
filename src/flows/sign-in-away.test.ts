import { expect, test, vi } from 'vitest'
import { createApp } from '../app.ts'
import { connect } from '../db/client.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'

const { db } = await testDatabase()
const here = testPorts(db)
const { coordinator } = await seedOrganisation(db)
const headers = await signedIn(
  createApp(() => here),
  here,
  coordinator.id,
)

// Nothing listens on port 9 of this machine.
const away = createApp(() => ({ ...here, db: connect('postgres://nobody@127.0.0.1:9/none').db }))

const calls: [string, RequestInit][] = [
  ['/api/staff/me', { headers }],
  ['/api/about', {}],
  ['/api/staff/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"token":"abc"}' }],
  [
    '/api/staff/sign-in/link',
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"email":"a@fyrklang.test"}' },
  ],
  ['/api/staff/sign-out', { method: 'POST', headers }],
]

test.each(calls)('while the database is away, %s says so and when to come back', async (path, init) => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const answer = await away.request(path, init)
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  expect(await answer.json()).toMatchObject({ type: '/problems/database-away' })
})
