import { expect, test } from 'vitest'
import { calendarLinks } from './calendar-links.ts'

const links = calendarLinks({
  summary: 'Samtal & fika',
  description: 'Här hittar du till din tid: https://fyrklang.example/my/1',
  url: 'https://fyrklang.example/my/1',
  start: '2026-10-12T07:00:00.000Z',
  end: '2026-10-12T07:45:00.000Z',
})

test('Google is told the time in UTC, the words, and the way to the talk', () => {
  const { searchParams, host } = new URL(links.google)
  expect(host).toBe('calendar.google.com')
  expect(Object.fromEntries(searchParams)).toEqual({
    action: 'TEMPLATE',
    text: 'Samtal & fika',
    dates: '20261012T070000Z/20261012T074500Z',
    details: 'Här hittar du till din tid: https://fyrklang.example/my/1',
    location: 'https://fyrklang.example/my/1',
  })
})

test.each([
  ['of one’s own', links.outlook, 'outlook.live.com'],
  ['of a school or work', links.outlookWork, 'outlook.office.com'],
])('so is an Outlook %s, without a plus sign for a space', (_, link, host) => {
  const { searchParams, host: asked } = new URL(link)
  expect(asked).toBe(host)
  expect(searchParams.get('startdt')).toBe('2026-10-12T07:00:00.000Z')
  expect(searchParams.get('enddt')).toBe('2026-10-12T07:45:00.000Z')
  expect(searchParams.get('subject')).toBe('Samtal & fika')
  expect(link).not.toContain('+')
})
