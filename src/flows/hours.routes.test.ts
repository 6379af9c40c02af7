import { expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'

const { db } = await testDatabase()
const { services, counsellors, coordinator } = await seedOrganisation(db)
const ports = testPorts(db)
const app = createApp(() => ports)
const [anna, bo] = counsellors
const as = {
  anna: await signedIn(app, ports, anna.id),
  bo: await signedIn(app, ports, bo.id),
  coordinator: await signedIn(app, ports, coordinator.id),
}

function call(method: string, path: string, headers: Record<string, string>, body?: unknown) {
  return app.request(`/api${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}
async function free(date: string): Promise<number[]> {
  const response = await call('GET', `/services/${services[0].id}/slots?from=${date}&to=${date}`, {})
  const { slots } = (await response.json()) as { slots: { free: number }[] }
  return [...new Set(slots.map((slot) => slot.free))]
}

test('an absence takes away times, taking it away gives them back', async () => {
  const added = await call('POST', '/staff/hours/exceptions', as.anna, {
    kind: 'absence',
    start: '2026-10-13T00:00',
    end: '2026-10-14T00:00',
  })
  expect(added.status).toBe(201)
  const { exceptions } = (await added.json()) as { exceptions: { id: string; start: string }[] }
  expect(exceptions).toMatchObject([{ start: '2026-10-12T22:00:00.000Z', wall: { start: '2026-10-13T00:00' } }])
  expect(await free('2026-10-13')).toEqual([1])
  expect((await call('DELETE', `/staff/hours/exceptions/${exceptions[0]?.id}`, as.anna)).status).toBe(200)
  expect(await free('2026-10-13')).toEqual([2])
})

test('an absence says which talks it has caught', async () => {
  for (let n = 0; n < 2; n++) {
    await call(
      'POST',
      '/bookings',
      { 'idempotency-key': crypto.randomUUID() },
      {
        serviceId: services[0].id,
        start: '2026-10-14T08:00:00Z',
        form: 'phone',
        language: 'sv',
        zone: 'Europe/Stockholm',
        lettersLanguage: 'sv',
      },
    )
  }
  const added = await call('POST', '/staff/hours/exceptions', as.anna, {
    kind: 'absence',
    start: '2026-10-14T10:30',
    end: '2026-10-14T12:00',
  })
  expect(await added.json()).toMatchObject({
    conflicts: [{ bookingId: expect.any(String), wall: { start: '2026-10-14T10:00' } }],
  })
})

test('weekly hours can be added, changed and taken away, in the zone of whoever works them', async () => {
  const evening = { weekday: 3, fromMinute: 22 * 60, untilMinute: 60, firstDate: '2026-10-01' }
  const added = (await (await call('POST', '/staff/hours/weekly', as.anna, evening)).json()) as {
    weekly: { id: string; fromMinute: number; zone: string }[]
  }
  const made = added.weekly.find(({ fromMinute }) => fromMinute === 22 * 60)
  expect(made?.zone).toBe('Europe/Stockholm')
  expect(
    (await call('PATCH', `/staff/hours/weekly/${made?.id}`, as.anna, { untilMinute: 120, lastDate: '2026-12-31' }))
      .status,
  ).toBe(200)
  const removed = (await (await call('DELETE', `/staff/hours/weekly/${made?.id}`, as.anna)).json()) as {
    weekly: unknown[]
  }
  expect(removed.weekly).toHaveLength(5)
})

test("a coordinator plans the hours of everybody in the organisation, a counsellor nobody else's", async () => {
  const extra = { kind: 'extra', start: '2026-10-17T10:00', end: '2026-10-17T12:00' }
  expect((await call('POST', `/staff/counsellors/${bo.id}/hours/exceptions`, as.coordinator, extra)).status).toBe(201)
  expect(await free('2026-10-17')).toEqual([1])
  expect((await call('POST', `/staff/counsellors/${bo.id}/hours/exceptions`, as.anna, extra)).status).toBe(403)
  expect((await call('GET', `/staff/counsellors/${crypto.randomUUID()}/hours`, as.coordinator)).status).toBe(404)
  expect((await call('GET', '/staff/hours', {})).status).toBe(401)
})

test('an absence that ends before it begins is refused with its field', async () => {
  const response = await call('POST', '/staff/hours/exceptions', as.anna, {
    kind: 'absence',
    start: '2026-10-14T12:00',
    end: '2026-10-14T10:00',
  })
  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({ errors: [{ field: 'end' }] })
})

test('hours that end before or when they begin are refused with their field, and stay as they were', async () => {
  const right = { weekday: 3, fromMinute: 540, untilMinute: 600, firstDate: '2026-10-02' }
  const refused = async (response: Response) => [
    response.status,
    ((await response.json()) as { errors: { field: string }[] }).errors.map(({ field }) => field),
  ]
  expect(await refused(await call('POST', '/staff/hours/weekly', as.bo, { ...right, lastDate: '2026-10-01' }))).toEqual(
    [422, ['lastDate']],
  )
  expect(await refused(await call('POST', '/staff/hours/weekly', as.bo, { ...right, untilMinute: 540 }))).toEqual([
    422,
    ['untilMinute'],
  ])
  const added = (await (
    await call('POST', '/staff/hours/weekly', as.bo, { ...right, lastDate: '2026-10-02' })
  ).json()) as { weekly: { id: string; firstDate: string }[] }
  const { id } = added.weekly.find(({ firstDate }) => firstDate === right.firstDate) ?? { id: '' }
  // Each is right by itself, and wrong beside what is there.
  expect(await refused(await call('PATCH', `/staff/hours/weekly/${id}`, as.bo, { lastDate: '2026-10-01' }))).toEqual([
    422,
    ['lastDate'],
  ])
  expect(await refused(await call('PATCH', `/staff/hours/weekly/${id}`, as.bo, { firstDate: '2026-10-03' }))).toEqual([
    422,
    ['lastDate'],
  ])
  expect(await refused(await call('PATCH', `/staff/hours/weekly/${id}`, as.bo, { fromMinute: 600 }))).toEqual([
    422,
    ['untilMinute'],
  ])
  const { weekly } = (await (await call('GET', '/staff/hours', as.bo)).json()) as { weekly: { id: string }[] }
  expect(weekly.find((hours) => hours.id === id)).toMatchObject({ ...right, lastDate: '2026-10-02' })
})
