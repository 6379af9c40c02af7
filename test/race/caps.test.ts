import { expect, test } from 'vitest'
import { mostCompanions, mostInvitations } from '../../src/meeting/limits.ts'
import { invitationsOf } from '../../src/meeting/companion.store.ts'
import { mostAhead } from '../../src/meeting/booking-allowance.ts'
import { talksAheadOfCase } from '../../src/meeting/talk.store.ts'
import { bearer, seedWorld } from '../contract/scene.ts'
import { testDatabase } from '../setup/database.ts'
import { seedTalk } from '../setup/talk.ts'

const { db } = await testDatabase(30)
const { app, ports, scene } = await seedWorld(db)
const monday = Date.UTC(2026, 9, 12, 7)
const hourMs = 3_600_000

test('of twenty bookings at once in one case, as many succeed as lie ahead at most', async () => {
  const first = await seedTalk(ports, scene, { startsMs: monday })
  const days = [1, 2, 3, 4]
  const starts = days.flatMap((day) => [0, 1, 2, 3, 4].map((hour) => monday + day * 24 * hourMs + hour * hourMs))
  const book = (startsMs: number) =>
    app.request('/api/bookings', {
      method: 'POST',
      headers: {
        ...bearer(first.secret),
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      body: JSON.stringify({
        serviceId: scene.services[0].id,
        start: new Date(startsMs).toISOString(),
        form: 'phone',
        language: 'sv',
        zone: 'Europe/Stockholm',
        lettersLanguage: 'sv',
      }),
    })
  const answers = await Promise.all(starts.map(book))
  expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(mostAhead - 1)
  for (const answer of answers.filter(({ status }) => status !== 201))
    expect(await answer.json()).toMatchObject({ status: 409, type: '/problems/enough-ahead' })
  expect(await talksAheadOfCase(db, first.caseId, ports.clock.now())).toHaveLength(mostAhead)
})

test('of thirty invitations at once, as many stand as may; made and taken back in turn, they come to an end', async () => {
  const talk = await seedTalk(ports, scene, { startsMs: monday + 7 * 24 * hourMs })
  const path = `/api/bookings/${talk.id}/companions`
  const headers = { ...bearer(talk.secret), 'content-type': 'application/json' }
  const invite = () => app.request(path, { method: 'POST', headers, body: JSON.stringify({ label: 'min mamma' }) })
  const answers = await Promise.all(Array.from({ length: 30 }, invite))
  const made = answers.filter(({ status }) => status === 201)
  expect(made).toHaveLength(mostCompanions)
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(30 - mostCompanions)

  for (let round = 0; round < mostInvitations; round += 1) {
    const standing = (await invitationsOf(db, ports, talk.id)).find(({ revokedAt }) => !revokedAt)
    if (standing) await app.request(`${path}/${standing.id}`, { method: 'DELETE', headers })
    await Promise.all([invite(), invite()])
  }
  expect(await invitationsOf(db, ports, talk.id)).toHaveLength(mostInvitations)
})
