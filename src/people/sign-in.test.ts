import { expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const app = createApp(() => ports)
const seeded = await seedOrganisation(db)

test('a signed-in counsellor sees who they are', async () => {
  const headers = await signedIn(app, ports, seeded.counsellors[0].id)
  const answer = await app.request('/api/staff/me', { headers })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ name: 'Anna Vägledare', counsellor: true, coordinator: false })
})
