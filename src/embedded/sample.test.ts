import { describe, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import type { ChecklistItem } from '../checklist/checklist.ts'
import { audiences, itemsFor, stepsOf } from '../checklist/checklist.ts'
import { checklistItems } from '../checklist/template.ts'
import { languages } from '../words/language.ts'
import { oneTimeSignInLink } from '../flows/sign-in-links.ts'
import { organisation } from '../people/schema.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { shortChecklist, talkChecklist } from '../checklist/starter.ts'
import { makeSampleData, sampleAddresses } from './sample.ts'

describe('the sample organisation', async () => {
  const { db } = await testDatabase()
  const ports = testPorts(db)
  const app = createApp(() => ports)
  const made = await Promise.all([makeSampleData(ports), makeSampleData(ports)])

  test('is made once, however many instances start', async () => {
    expect(made.sort()).toEqual([false, true])
    expect(await makeSampleData(ports)).toBe(false)
    expect(await db.select().from(organisation)).toHaveLength(1)
  })

  test('says on every page that it is sample data', async () => {
    expect(await (await app.request('/api/about')).json()).toMatchObject({
      organisation: { name: expect.stringContaining('exempeldata'), sample: true },
    })
  })

  test('offers two services, with times in the coming weeks, evenings among them', async () => {
    const { services } = (await (await app.request('/api/services')).json()) as {
      services: { id: string; minutes: number }[]
    }
    expect(services.map(({ minutes }) => minutes)).toEqual([45, 20])
    const day = (offset: number) => new Date(ports.clock.now() + offset * 86_400_000).toISOString().slice(0, 10)
    for (const { id } of services) {
      const answer = await app.request(`/api/services/${id}/slots?from=${day(0)}&to=${day(21)}&zone=Europe/Stockholm`)
      const { slots } = (await answer.json()) as { slots: { wall: { start: string } }[] }
      expect(new Set(slots.map(({ wall }) => wall.start.slice(0, 10))).size).toBeGreaterThan(15)
      expect(slots.filter(({ wall }) => wall.start.slice(11) >= '17:00').length).toBeGreaterThan(20)
    }
  })

  test.each([sampleAddresses.counsellor, sampleAddresses.coordinator])(
    'lets %s in by the printed link',
    async (email) => {
      const token = (await oneTimeSignInLink(ports, email)).split('#')[1]
      const entered = await app.request('/api/staff/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      })
      expect(await entered.json()).toMatchObject({ email, organisation: { sample: true } })
    },
  )
})

describe.each([
  ['the talk', talkChecklist],
  ['the short question', shortChecklist],
])('the checklist before %s', (_, list) => {
  test('is one that a coordinator could have written', () => {
    expect(checklistItems.safeParse(list).error?.issues).toBeUndefined()
  })

  test('asks everybody, and the device check comes last', () => {
    for (const audience of audiences) {
      const asked = itemsFor(list, audience)
      expect(asked.length).toBeGreaterThan(3)
      expect(asked.at(-1)?.kind).toBe('device')
    }
  })

  test('takes a seeker at most seven cards', () => {
    expect(stepsOf(itemsFor(list, 'seeker')).length).toBeLessThanOrEqual(7)
  })

  test('asks what somebody needs for it to work, and what they have tried', () => {
    const ids = itemsFor(list, 'seeker').map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['needs', 'tried']))
    expect(ids.filter((id) => id === 'about' || id === 'tried')).toEqual(['about', 'tried'])
  })

  test('asks a seeker for goal, readiness, camera and the device check, one of each', () => {
    const kinds = itemsFor(list, 'seeker').map(({ kind }) => kind)
    for (const kind of ['goal', 'scale', 'camera', 'device'])
      expect(kinds.filter((one) => one === kind)).toEqual([kind])
  })

  test('stays short: a title fits on a phone, a text takes half a minute to read', () => {
    for (const item of list) {
      for (const language of languages) {
        expect([item.id, item.title[language].length]).toEqual([item.id, Math.min(item.title[language].length, 70)])
        expect([item.id, words(item, language)]).toEqual([item.id, Math.min(words(item, language), 75)])
      }
    }
  })

  test('raises its voice to nobody', () => {
    expect(JSON.stringify(list)).not.toContain('!')
  })

  test('is translated: no language repeats another', () => {
    for (const { body } of list) if (body) expect(new Set(Object.values(body)).size).toBe(languages.length)
  })
})

const words = (item: ChecklistItem, language: 'sv' | 'da' | 'en') => (item.body?.[language] ?? '').split(/\s+/).length
