import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testNow, testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { seedTalk } from '../../test/setup/talk.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const app = createApp(() => ports)
const seeded = await seedOrganisation(db)
const talk = await seedTalk(ports, seeded, { startsMs: testNow })
const anna = await signedIn(app, ports, seeded.counsellors[0].id)

const staff = `/staff/talks/${talk.id}`
const seeker = `/bookings/${talk.id}`
const calls = [
  ['POST', `${staff}/room/phase`],
  ['POST', `${staff}/room/goals`],
  ['POST', `${staff}/room/scale`],
  ['PUT', `${staff}/notes`],
  ['PUT', `${staff}/konklusion`],
  ['POST', `${staff}/konklusion/readiness`],
  ['PUT', `${staff}/follow-up`],
  ['POST', `${seeker}/room/goals`],
  ['POST', `${seeker}/room/scale/${talk.id}`],
  ['POST', `${seeker}/konklusion/comments`],
  ['POST', `${seeker}/konklusion/approval`],
  ['POST', `${seeker}/follow-up/reply`],
] as const

/** Words of the real fields with anything in them, and what is no JSON at all. */
const anything = fc.oneof(
  fc.anything({ maxDepth: 2 }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\u0000', '\ud800', 'x'.repeat(9000), -1, 1e308, '2026-13-45', 'talk', 'check_in'),
)
const field = fc.constantFrom(
  'phase',
  'text',
  'goalId',
  'moment',
  'question',
  'value',
  'body',
  'version',
  'kind',
  'dueOn',
  'note',
  'start',
)
const body = fc.oneof(
  fc
    .dictionary(field, anything, { maxKeys: 5 })
    .map((value) => JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner))),
  fc
    .record(
      { summary: anything, goals: fc.array(anything), actions: fc.array(anything), links: fc.array(anything) },
      { requiredKeys: [] },
    )
    .map((value) =>
      JSON.stringify({ body: value }, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)),
    ),
  fc.string({ unit: 'binary' }),
)

it('nothing malformed is more than a problem that names what is wrong', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...calls), body, async ([method, path], sent) => {
      const headers = path.startsWith('/staff') ? anna : { authorization: `Bearer ${talk.secret}` }
      const answer = await app.request(`/api${path}`, {
        method,
        headers: { ...headers, 'content-type': 'application/json' },
        body: sent,
      })
      expect(answer.status).toBeLessThan(500)
      if (answer.status >= 400) expect(answer.headers.get('content-type')).toContain('problem+json')
    }),
    { numRuns: 400 },
  )
})

it.each([
  'from=0000-01-01&to=0000-01-02',
  'from=9999-12-31&to=9999-12-31',
  'from=0001-01-01',
  'from=9999-12-31T23:59:59Z',
  'to=2020-01-01',
  'from=&to=',
  'from=2026-10-05&from=x',
])('a span that nobody means (%s) is answered all the same', async (query) => {
  for (const path of ['/staff/talks', `${staff}/follow-up/slots`]) {
    const answer = await app.request(`/api${path}?${query}`, { headers: anna })
    expect([path, answer.status < 500]).toEqual([path, true])
  }
})

it.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-10-05T10:00:00+14:00', '1969-12-31T23:59:59-12:00'])(
  'a new talk at %s is refused, not broken',
  async (start) => {
    const answer = await app.request(`/api${staff}/follow-up`, {
      method: 'PUT',
      headers: { ...anna, 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'talk', start }),
    })
    expect(answer.status).toBe(422)
  },
)
