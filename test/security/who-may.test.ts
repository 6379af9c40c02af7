import { describe, expect, test } from 'vitest'
import { addressIn, exampleOf, ofCoordinators, operationsOf } from '../contract/operations.ts'
import type { Operation } from '../contract/operations.ts'
import { fingerprintOf } from '../contract/fingerprint.ts'
import { bearer, seedScene, seedWorld } from '../contract/scene.ts'
import { testDatabase } from '../setup/database.ts'
import { seedCompanion } from '../setup/talk.ts'

const { db } = await testDatabase()
const { app, ports, scene, headers, signIn } = await seedWorld(db)
/** The same in another organisation: its ids exist, and are nobody's business here. */
const other = await seedScene(ports)
const stranger = { counsellor: await signIn(other.counsellors[0].id), coordinator: await signIn(other.coordinator.id) }
const operations = await operationsOf(app)
const fingerprint = await fingerprintOf(db)

function call(operation: Operation, key: Record<string, string>, where = scene) {
  const query = operation.path.endsWith('/slots') ? '?from=2026-10-06&to=2026-10-08' : ''
  return app.request(addressIn(where, operation.path) + query, {
    method: operation.method,
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...key },
    ...(operation.body ? { body: JSON.stringify(exampleOf(operation.body, where)) } : {}),
  })
}

/** Makes all calls and says which were not answered with one of these; nothing may have been written. */
async function othersThan(
  statuses: number[],
  asked: Operation[],
  key: Record<string, string>,
  where = scene,
): Promise<string[]> {
  const before = await fingerprint()
  const wrong: string[] = []
  for (const operation of asked) {
    const { status } = await call(operation, key, where)
    if (!statuses.includes(status)) wrong.push(`${status} ${operation.method} ${operation.path}`)
  }
  expect(await fingerprint()).toEqual(before)
  return wrong
}

const staff = operations.filter(({ key }) => key === 'staff')
const seekers = operations.filter(({ key }) => key === 'seeker')
/** Their hosts and coordinators plan them. */
const events = staff.filter(({ path }) => /staff\/events/.test(path))
const coordinators = staff.filter(({ path }) => new RegExp(`staff/(${ofCoordinators})`).test(path))
const counsellors = staff.filter(
  (operation) =>
    !coordinators.includes(operation) &&
    !events.includes(operation) &&
    !/staff\/(me|me\/membership|sign-out|sessions)$/.test(operation.path),
)
/** By an id, which is somebody's; a page about the service has the same name everywhere. */
const named = staff.filter(({ path }) => path.includes('{') && !path.endsWith('/pages/{page}'))

describe('the staff pages', () => {
  test('are all asked about', () => {
    expect(staff.length).toBeGreaterThan(55)
    expect(coordinators.length).toBeGreaterThan(18)
    expect(counsellors.length).toBeGreaterThan(30)
  })

  test.each([
    ['without a session', {}],
    [
      'with a session that was made up',
      { cookie: 'fyrklang.session_token=made-up.c2lnbmF0dXJl', origin: 'http://fyrklang.test' },
    ],
    [
      'with a session whose signature was cut off',
      { cookie: headers.counsellor.cookie.slice(0, -12), origin: 'http://fyrklang.test' },
    ],
    ['with a seeker’s secret', bearer(scene.talk.secret)],
    ['with the session as a Bearer', { authorization: `Bearer ${headers.counsellor.cookie.split('=')[1]}` }],
  ])('are closed %s', async (_, key) => {
    expect(await othersThan([401], staff, key)).toEqual([])
  })

  test('keep a coordinator out of talks, and a counsellor out of the planning', async () => {
    expect(await othersThan([403], counsellors, headers.coordinator)).toEqual([])
    expect(await othersThan([403], coordinators, headers.counsellor)).toEqual([])
  })

  test('hide another organisation’s talks, people, services, checklists and letters', async () => {
    const theirs = (asked: Operation[]) => asked.filter((operation) => named.includes(operation))
    expect(await othersThan([404], theirs(counsellors), stranger.counsellor)).toEqual([])
    // Without SMTP_URL of its own the mailbox is off here: 404 as well.
    expect(await othersThan([404], theirs(coordinators), stranger.coordinator)).toEqual([])
    expect(await othersThan([404], theirs(events), stranger.coordinator)).toEqual([])
    expect(await othersThan([404], theirs(events), stranger.counsellor)).toEqual([])
  })

  test('hide a colleague’s talks and hours within the same organisation', async () => {
    expect(
      await othersThan(
        [404],
        counsellors.filter((operation) => named.includes(operation)),
        headers.colleague,
      ),
    ).toEqual([])
    const { talks } = await (await app.request('/api/staff/talks', { headers: headers.colleague })).json()
    expect(talks).toEqual([])
    expect((await (await app.request('/api/staff/waiting', { headers: headers.colleague })).json()).waiting).toEqual([])
  })

  test('let no colleague change an event that is not theirs', async () => {
    const changes = events.filter(({ method, path }) => method !== 'GET' && path.includes('{'))
    expect(changes.map(({ method }) => method).sort()).toEqual(['DELETE', 'PATCH'])
    expect(await othersThan([403], changes, headers.colleague)).toEqual([])
  })

  test('are closed to whoever was deactivated, at once and with the session that they had', async () => {
    const bo = scene.counsellors[1].id
    const change = (active: boolean) =>
      app.request(`/api/staff/counsellors/${bo}`, {
        method: 'PATCH',
        headers: { ...headers.coordinator, 'content-type': 'application/json' },
        body: JSON.stringify({ active }),
      })
    expect((await change(false)).status).toBe(200)
    expect((await app.request('/api/staff/me', { headers: headers.colleague })).status).toBe(401)
    await change(true)
    expect((await app.request('/api/staff/me', { headers: headers.colleague })).status).toBe(401)
  })

  test.each([
    ['from another site', { origin: 'https://evil.test' }],
    ['from a page without an origin', { origin: 'null' }],
    ['without an origin', {}],
    ['from a name that only begins like ours', { origin: 'http://fyrklang.test.evil.test' }],
    ['from our name in another scheme', { origin: 'https://fyrklang.test' }],
    ['from a neighbour on the same site', { origin: 'https://evil.test', 'sec-fetch-site': 'same-site' }],
  ])('take no change %s that only carries the cookie along', async (_, origin) => {
    expect(
      await othersThan(
        [403],
        staff.filter(({ method }) => method !== 'GET'),
        { cookie: headers.counsellor.cookie, ...origin },
      ),
    ).toEqual([])
  })
})

describe('a seeker’s talk', () => {
  const own = seekers.filter(({ path }) => path.includes('{id}'))

  test.each([
    ['without a secret', {}],
    ['with an empty one', { authorization: 'Bearer ' }],
    ['with one that was made up', bearer('A'.repeat(32))],
    ['with one that is far too long', bearer('A'.repeat(4000))],
    ['with its hash', bearer('0'.repeat(64))],
    ['with a code', bearer('K7MQ-2RWX-9TCD')],
    ['with a staff session', headers.counsellor],
    ['with the secret in the address', { 'x-secret': scene.talk.secret }],
  ])('stays closed %s', async (_, key) => {
    expect(await othersThan([401], seekers, key)).toEqual([])
  })

  test('is not there for another case’s secret, nor for another talk’s companion', async () => {
    expect(await othersThan([404], own, bearer(other.talk.secret))).toEqual([])
    // What only seekers may ask does not even know a companion's secret.
    expect(await othersThan([401, 404], own, bearer(other.companion.secret))).toEqual([])
  })

  const companions = new Set([
    'GET /api/bookings/{id}',
    'GET /api/bookings/{id}/calendar.ics',
    'GET /api/bookings/{id}/checklist',
    'PUT /api/bookings/{id}/checklist',
    'POST /api/bookings/{id}/door',
    'DELETE /api/bookings/{id}/door',
    'POST /api/bookings/{id}/device-check/token',
    'GET /api/bookings/{id}/room',
    'POST /api/bookings/{id}/room/chat',
  ])
  const nameOf = ({ method, path }: Operation) => `${method} ${path}`

  test('lets a companion do what companions may, and nothing else', async () => {
    const beyond = own.filter((operation) => !companions.has(nameOf(operation)))
    // 403 in the room, where they are known; 401 elsewhere, where only a case's secret opens.
    expect(await othersThan([401, 403], beyond, headers.companion)).toEqual([])
    expect((await app.request('/api/case', { headers: headers.companion })).status).toBe(401)
  })

  test('tells a companion nothing of who the seeker is, what was said, or who else was invited', async () => {
    const private_ = ['alias', 'email', 'phone', 'topic', 'followUp', 'konklusion', 'cancelReason', 'lettersLanguage']
    const view = await (await app.request(`/api/bookings/${scene.talk.id}`, { headers: headers.companion })).json()
    expect(Object.keys(view).filter((field) => private_.includes(field))).toEqual([])
    const room = await (await app.request(`/api/bookings/${scene.talk.id}/room`, { headers: headers.companion })).json()
    expect(room).toMatchObject({ scale: null, konklusion: null, me: { role: 'companion' } })
    expect(Object.keys(room)).not.toContain('steps')
  })

  test('keeps companions apart: one’s answers and place at the door are not another’s', async () => {
    const second = await seedCompanion(ports, scene.talk.id, 'min lärare')
    const path = `/api/bookings/${scene.talk.id}`
    const put = (key: object, text: string) =>
      app.request(`${path}/checklist`, {
        method: 'PUT',
        headers: { ...key, 'content-type': 'application/json' },
        body: JSON.stringify({ answers: { about: { kind: 'text', text } } }),
      })
    await put(headers.companion, 'mammas ord')
    await put(bearer(second.secret), 'lärarens ord')
    expect(
      (await (await app.request(`${path}/checklist`, { headers: headers.companion })).json()).answers.about.text,
    ).toBe('mammas ord')
    // The first was let in, the second was not.
    expect(
      (await (await app.request(`${path}/door`, { method: 'POST', headers: bearer(second.secret) })).json()).state,
    ).toBe('waiting')
    expect((await app.request(`${path}/room`, { headers: bearer(second.secret) })).status).toBe(403)
    expect(
      (await app.request(`${path}/companions/${second.id}`, { method: 'DELETE', headers: bearer(second.secret) }))
        .status,
    ).toBe(401)
  })

  test('is closed to a companion from the moment on when the invitation is taken back', async () => {
    const third = await seedCompanion(ports, scene.talk.id, 'en vän')
    const before = await app.request(`/api/bookings/${scene.talk.id}`, { headers: bearer(third.secret) })
    expect(before.status).toBe(200)
    expect(
      (
        await app.request(`/api/bookings/${scene.talk.id}/companions/${third.id}`, {
          method: 'DELETE',
          headers: headers.seeker,
        })
      ).status,
    ).toBe(200)
    expect(await othersThan([401], seekers, bearer(third.secret))).toEqual([])
  })

  test('lets nobody take back an invitation to another talk', async () => {
    const answer = await app.request(`/api/bookings/${scene.talk.id}/companions/${other.companion.id}`, {
      method: 'DELETE',
      headers: headers.seeker,
    })
    expect(answer.status).toBe(404)
    expect((await app.request('/api/companion', { headers: bearer(other.companion.secret) })).status).toBe(200)
  })

  test('lets a counsellor decide only about people of that very talk', async () => {
    const body = JSON.stringify({ decision: 'remove' })
    const answer = await app.request(`/api/staff/talks/${scene.talk.id}/door/${other.seeker.id}`, {
      method: 'POST',
      headers: { ...headers.counsellor, 'content-type': 'application/json' },
      body,
    })
    expect(answer.status).toBe(404)
    const goal = await app.request(`/api/staff/talks/${scene.talk.id}/room/goals/${other.goalId}`, {
      method: 'DELETE',
      headers: headers.counsellor,
    })
    expect(goal.status).toBe(404)
    const reading = await app.request(`/api/bookings/${scene.talk.id}/room/scale/${other.readingId}`, {
      method: 'POST',
      headers: { ...headers.seeker, 'content-type': 'application/json' },
      body: '{"value":3}',
    })
    expect(reading.status).toBe(404)
  })
})
