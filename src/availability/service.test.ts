import { describe, expect, test } from 'vitest'
import { isNeverOpen, newService, serviceChange } from './service.ts'

const inAll = (text: string) => ({ sv: text, da: text, en: text })
const id = (n: number) => `0199c000-0000-7000-8000-${String(n).padStart(12, '0')}`
const bare = {
  title: inAll('Guidance'),
  purpose: inAll('A talk'),
  minutes: 45,
  forms: ['video'],
  languages: ['sv'],
  zone: 'Europe/Stockholm',
}
/** The fields that are refused. */
const refused = (change: Record<string, unknown>) =>
  serviceChange.safeParse(change).error?.issues.map(({ path }) => path.join('.')) ?? []

describe('a new service', () => {
  test('gets what nobody said of it', () => {
    expect(newService.parse(bare)).toEqual({
      ...bare,
      bufferBeforeMinutes: 5,
      bufferAfterMinutes: 10,
      minNoticeMinutes: 120,
      maxNoticeDays: 60,
      gridMinutes: 15,
      method: '4k',
      checklistTemplateId: null,
      cancelUntilMinutes: 60,
      doorOpensMinutes: 15,
      active: true,
      counsellorIds: [],
    })
  })

  test('keeps what somebody said of it', () => {
    const whole = {
      ...bare,
      bufferBeforeMinutes: 5,
      bufferAfterMinutes: 0,
      minNoticeMinutes: 0,
      maxNoticeDays: 14,
      gridMinutes: 30,
      method: 'casve',
      checklistTemplateId: id(1),
      cancelUntilMinutes: 0,
      doorOpensMinutes: 0,
      active: false,
      counsellorIds: [id(2), id(3)],
    }
    expect(newService.parse(whole)).toEqual(whole)
  })

  test('needs a title, a purpose, a length, forms, languages and a zone', () => {
    expect(newService.safeParse({}).error?.issues.map(({ path }) => path[0])).toEqual(Object.keys(bare))
  })
})

describe('a change of a service', () => {
  test('may be of nothing, and sets nothing that it does not name', () => {
    expect(serviceChange.parse({})).toEqual({})
    expect(serviceChange.parse({ minutes: 30 })).toEqual({ minutes: 30 })
  })

  test.each([
    ['minutes', 5, 240],
    ['bufferBeforeMinutes', 0, 120],
    ['bufferAfterMinutes', 0, 120],
    ['minNoticeMinutes', 0, 43_200],
    ['maxNoticeDays', 1, 365],
    ['gridMinutes', 5, 240],
    ['cancelUntilMinutes', 0, 20_160],
    ['doorOpensMinutes', 0, 120],
  ])('sets %s to a whole number from %d to %d', (field, least, most) => {
    expect([least, most].flatMap((number) => refused({ [field]: number }))).toEqual([])
    for (const number of [least - 1, most + 1, least + 0.5, `${least}`, null]) {
      expect(refused({ [field]: number })).toEqual([field])
    }
  })

  test.each<[string, unknown, boolean]>([
    ['title', inAll('å'.repeat(100)), true],
    ['title', 'Guidance', false],
    ['purpose', inAll('å'.repeat(600)), true],
    ['forms', ['video', 'audio', 'phone', 'text'], true],
    ['forms', [], false],
    ['forms', ['video', 'video'], false],
    ['languages', ['sv', 'ar', 'pt-BR'], true],
    ['languages', [], false],
    ['languages', ['sv', 'sv'], false],
    ['languages', Array.from({ length: 20 }, (_, index) => `sv-X${String(index).padStart(2, '0')}`), true],
    ['languages', Array.from({ length: 21 }, (_, index) => `sv-X${String(index).padStart(2, '0')}`), false],
    ['zone', 'Europe/Copenhagen', true],
    ['zone', '+01:00', false],
    ['method', '4k', true],
    ['method', 'casve', true],
    ['method', 'telephone', false],
    ['checklistTemplateId', id(1), true],
    ['checklistTemplateId', null, true],
    ['checklistTemplateId', 'talk', false],
    ['active', false, true],
    ['active', 'no', false],
    ['counsellorIds', Array.from({ length: 200 }, (_, index) => id(index)), true],
    ['counsellorIds', Array.from({ length: 201 }, (_, index) => id(index)), false],
    ['counsellorIds', [id(1), id(1)], false],
  ])('sets %s to %j: %s', (field, value, may) => expect(refused({ [field]: value })).toEqual(may ? [] : [field]))

  test('is refused at the place of a text that is too long, a form that is none, a name that is no id', () => {
    expect(refused({ title: { ...inAll('Guidance'), da: 'å'.repeat(101) } })).toEqual(['title.da'])
    expect(refused({ purpose: { ...inAll('A talk'), en: 'å'.repeat(601) } })).toEqual(['purpose.en'])
    expect(refused({ forms: ['video', 'fax'] })).toEqual(['forms.1'])
    expect(refused({ languages: ['Swedish'] })).toEqual(['languages.0'])
    expect(refused({ counsellorIds: [id(1), 'anna'] })).toEqual(['counsellorIds.1'])
  })
})

test.each([
  [14 * 24 * 60 - 1, 14, false],
  [14 * 24 * 60, 14, true],
  [1440, 1, true],
  [0, 1, false],
])('a service to be booked %d minutes ahead at least and %d days at most is never open: %s', (minutes, days, never) => {
  expect(isNeverOpen({ minNoticeMinutes: minutes, maxNoticeDays: days })).toBe(never)
})
