import { describe, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const app = createApp(() => ports)
const ours = await seedOrganisation(db)
const theirs = await seedOrganisation(db)
const headers = { ...(await signedIn(app, ports, ours.coordinator.id)), 'content-type': 'application/json' }

const inAll = (text: string) => ({ sv: text, da: text, en: text })
const wanted = {
  title: inAll('Kvällssamtal'),
  purpose: inAll('När dagen är slut'),
  minutes: 30,
  forms: ['phone', 'text'],
  languages: ['sv'],
  zone: 'Europe/Stockholm',
  counsellorIds: [ours.counsellors[0].id],
  checklistTemplateId: ours.template.id,
}

const send = (method: string, path: string, body: unknown) =>
  app.request(path, { method, headers, body: JSON.stringify(body) })
const make = (body: object) => send('POST', '/api/staff/services', body)
const made = async (body: object = wanted) => (await (await make(body)).json()) as { id: string }
const offered = async () =>
  ((await (await app.request('/api/services')).json()) as { services: { id: string }[] }).services.map(({ id }) => id)
const fieldsOf = async (answer: Response) =>
  ((await answer.json()) as { errors: { field: string }[] }).errors.map(({ field }) => field)

describe('a service', () => {
  test('can be booked as soon as it is made', async () => {
    const answer = await make(wanted)
    expect(answer.status).toBe(201)
    const service = (await answer.json()) as { id: string }
    expect(service).toMatchObject({ ...wanted, method: '4k', doorOpensMinutes: 15, active: true })
    expect(await offered()).toContain(service.id)
    const free = await app.request(`/api/services/${service.id}/slots?from=2026-10-06&to=2026-10-07`)
    expect(((await free.json()) as { slots: unknown[] }).slots.length).toBeGreaterThan(0)
  })

  test('without counsellors is there, but has no free time', async () => {
    const { id } = await made({ ...wanted, counsellorIds: [] })
    const free = await app.request(`/api/services/${id}/slots?from=2026-10-06&to=2026-10-07`)
    expect(await free.json()).toMatchObject({ slots: [] })
  })

  test('is changed field by field', async () => {
    const { id } = await made()
    expect(await (await send('PATCH', `/api/staff/services/${id}`, { minutes: 60 })).json()).toMatchObject({
      ...wanted,
      id,
      minutes: 60,
    })
    const counsellorIds = ours.counsellors.map((one) => one.id)
    const changed = (await (
      await send('PATCH', `/api/staff/services/${id}`, { counsellorIds, checklistTemplateId: null })
    ).json()) as { counsellorIds: string[] }
    expect(changed.counsellorIds.sort()).toEqual(counsellorIds.sort())
    expect(changed).toMatchObject({ minutes: 60, checklistTemplateId: null })
    expect(await (await send('PATCH', `/api/staff/services/${id}`, {})).json()).toMatchObject({ minutes: 60 })
  })

  test('that nobody could ever book is refused, also when only half of that is sent', async () => {
    const refused = async (answer: Response) => [answer.status, await fieldsOf(answer)]
    expect(await refused(await make({ ...wanted, minNoticeMinutes: 7 * 1440, maxNoticeDays: 7 }))).toEqual([
      422,
      ['minNoticeMinutes'],
    ])
    const { id } = await made({ ...wanted, minNoticeMinutes: 1440, maxNoticeDays: 7 })
    expect(await refused(await send('PATCH', `/api/staff/services/${id}`, { maxNoticeDays: 1 }))).toEqual([
      422,
      ['minNoticeMinutes'],
    ])
    expect((await send('PATCH', `/api/staff/services/${id}`, { maxNoticeDays: 2 })).status).toBe(200)
  })

  test('that is taken out of use is offered to nobody, and can be taken into use again', async () => {
    const { id } = await made()
    await send('PATCH', `/api/staff/services/${id}`, { active: false })
    expect(await offered()).not.toContain(id)
    await send('PATCH', `/api/staff/services/${id}`, { active: true })
    expect(await offered()).toContain(id)
  })

  test('is listed for its own organisation, with the methods to choose from', async () => {
    const { services, methods } = (await (await app.request('/api/staff/services', { headers })).json()) as {
      services: { id: string }[]
      methods: { id: string }[]
    }
    expect(services.map(({ id }) => id)).toEqual(expect.arrayContaining(ours.services.map(({ id }) => id)))
    expect(services.map(({ id }) => id)).not.toContain(theirs.services[0].id)
    expect(methods.map(({ id }) => id)).toEqual(['4k', 'casve'])
  })
})

describe('a service is refused', () => {
  const wrong: [string, object, string[]][] = [
    ['without a title in Danish', { title: { sv: 'Titel', da: '', en: 'Title' } }, ['title.da']],
    ['of no minutes', { minutes: 0 }, ['minutes']],
    ['of half a minute', { minutes: 30.5 }, ['minutes']],
    ['without a form', { forms: [] }, ['forms']],
    ['in a form that does not exist', { forms: ['phone', 'telepathy'] }, ['forms[1]']],
    ['in a zone that does not exist', { zone: 'Europe/Lilleby' }, ['zone']],
    ['by a method that nobody knows', { method: 'magic' }, ['method']],
    ['with a counsellor of another organisation', { counsellorIds: [theirs.counsellors[0].id] }, ['counsellorIds']],
    ['with a coordinator who holds no talks', { counsellorIds: [ours.coordinator.id] }, ['counsellorIds']],
    ['with a checklist of another organisation', { checklistTemplateId: theirs.template.id }, ['checklistTemplateId']],
  ]
  test.each(wrong)('%s, when made and when changed, and nothing is half written', async (_, part, fields) => {
    const before = await offered()
    const refused = await make({ ...wanted, ...part })
    expect([refused.status, await fieldsOf(refused)]).toEqual([422, fields])
    expect(await offered()).toEqual(before)
    const { id } = await made()
    const change = await send('PATCH', `/api/staff/services/${id}`, { minutes: 90, ...part })
    expect([change.status, await fieldsOf(change)]).toEqual([422, fields])
    const { services } = (await (await app.request('/api/staff/services', { headers })).json()) as {
      services: { id: string; minutes: number }[]
    }
    expect(services.find((one) => one.id === id)?.minutes).toBe(30)
  })
})
