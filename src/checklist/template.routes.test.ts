import { describe, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { shortChecklist, talkChecklist } from './starter.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import type { ChecklistItem } from './checklist.ts'
import { newestVersionId } from './store.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const app = createApp(() => ports)
const seeded = await seedOrganisation(db)
const headers = { ...(await signedIn(app, ports, seeded.coordinator.id)), 'content-type': 'application/json' }

const inAll = (text: string) => ({ sv: text, da: text, en: text })
const title = inAll('Inför samtalet')
const post = (path: string, body: unknown) => app.request(path, { method: 'POST', headers, body: JSON.stringify(body) })
const make = (items: unknown) => post('/api/staff/checklists', { title, items })

async function made(items: ChecklistItem[] = shortChecklist) {
  const answer = await make(items)
  expect(answer.status).toBe(201)
  return (await answer.json()) as {
    id: string
    version: number
    items: ChecklistItem[]
    versions: { version: number }[]
  }
}

async function fieldsRefused(items: unknown): Promise<string[]> {
  const answer = await make(items)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([422, 'application/problem+json'])
  const { errors } = (await answer.json()) as { errors: { field: string; message: string }[] }
  expect(errors.every(({ message }) => message.length > 3)).toBe(true)
  return errors.map(({ field }) => field)
}

const information = (id: string): ChecklistItem => ({
  id,
  audience: ['seeker'],
  kind: 'information',
  title: inAll('Titel'),
  body: inAll('Text'),
})

describe('a coordinator', () => {
  test('writes a checklist and reads it again, word for word', async () => {
    const { id } = await made(talkChecklist)
    const answer = await app.request(`/api/staff/checklists/${id}`, { headers })
    expect(await answer.json()).toMatchObject({
      id,
      title,
      version: 1,
      items: talkChecklist,
      versions: [{ version: 1, createdAt: expect.any(String) }],
    })
  })

  test('makes a new version, and talks that are booked from now on get it', async () => {
    const { id } = await made()
    const before = await newestVersionId(db, id)
    const answer = await post(`/api/staff/checklists/${id}/versions`, {
      items: talkChecklist,
      title: inAll('Nytt namn'),
      basedOn: 1,
    })
    expect(answer.status).toBe(201)
    expect(await answer.json()).toMatchObject({
      version: 2,
      title: inAll('Nytt namn'),
      items: talkChecklist,
      versions: [{ version: 2 }, { version: 1 }],
    })
    expect(await newestVersionId(db, id)).not.toBe(before)
  })

  test('does not overwrite what a colleague changed in the meantime', async () => {
    const { id } = await made()
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        post(`/api/staff/checklists/${id}/versions`, { items: shortChecklist, basedOn: 1 }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409])
  })

  test('gets versions numbered one by one, also when several write at once', async () => {
    const { id } = await made()
    await Promise.all(
      Array.from({ length: 5 }, () => post(`/api/staff/checklists/${id}/versions`, { items: shortChecklist })),
    )
    const answer = await app.request(`/api/staff/checklists/${id}`, { headers })
    const { versions } = (await answer.json()) as { versions: { version: number }[] }
    expect(versions.map(({ version }) => version)).toEqual([6, 5, 4, 3, 2, 1])
  })

  test('sees the list of checklists with their newest version', async () => {
    const { id } = await made()
    await post(`/api/staff/checklists/${id}/versions`, { items: [information('one')] })
    const answer = await app.request('/api/staff/checklists', { headers })
    const { checklists } = (await answer.json()) as { checklists: { id: string }[] }
    expect(checklists.find((one) => one.id === id)).toEqual({ id, title, version: 2, itemCount: 1 })
  })
})

describe('a checklist is refused, by the place of the mistake,', () => {
  test('when a text is missing in one language', async () => {
    const [first, second] = [information('one'), information('two')]
    expect(
      await fieldsRefused([first, second, { ...information('three'), title: { sv: 'Titel', da: ' ', en: 'Title' } }]),
    ).toEqual(['items[2].title.da'])
    expect(await fieldsRefused([{ ...first, body: { sv: 'Text', en: 'Text' } }])).toEqual(['items[0].body.da'])
  })

  test('when an option or the end of a scale is not written', async () => {
    const choice = {
      ...information('one'),
      kind: 'choice',
      many: false,
      options: [
        { id: 'yes', label: inAll('Ja') },
        { id: 'no', label: { ...inAll('Nej'), en: '' } },
      ],
    }
    expect(await fieldsRefused([choice])).toEqual(['items[0].options[1].label.en'])
    expect(await fieldsRefused([{ ...information('one'), kind: 'scale', low: inAll('Låg') }])).toEqual([
      'items[0].high',
    ])
  })

  test('when two items, or two options, have one id', async () => {
    expect(await fieldsRefused([information('one'), information('two'), information('one')])).toEqual(['items[2].id'])
    const options = [
      { id: 'yes', label: inAll('Ja') },
      { id: 'yes', label: inAll('Ja') },
    ]
    expect(await fieldsRefused([{ ...information('one'), kind: 'choice', many: true, options }])).toEqual([
      'items[0].options[1].id',
    ])
  })

  test('when an id is no id, a kind is unknown, or nobody is asked', async () => {
    expect(await fieldsRefused([{ ...information('one'), id: 'Ett två' }])).toEqual(['items[0].id'])
    expect(await fieldsRefused([{ ...information('one'), kind: 'dance' }])).toEqual(['items[0].kind'])
    expect(await fieldsRefused([{ ...information('one'), audience: [] }])).toEqual(['items[0].audience'])
    expect(await fieldsRefused([{ ...information('one'), audience: ['seeker', 'dog'] }])).toEqual([
      'items[0].audience[1]',
    ])
  })

  test('when it is empty, or longer than anybody reads', async () => {
    expect(await fieldsRefused([])).toEqual(['items'])
    expect(await fieldsRefused(Array.from({ length: 41 }, (_, index) => information(`item-${index}`)))).toEqual([
      'items',
    ])
    expect(await fieldsRefused([{ ...information('one'), title: inAll('x'.repeat(141)) }])).toEqual([
      'items[0].title.sv',
      'items[0].title.da',
      'items[0].title.en',
    ])
  })

  test('when it is no list at all', async () => {
    for (const items of [undefined, null, {}, 'list']) expect(await fieldsRefused(items)).toEqual(['items'])
  })
})
