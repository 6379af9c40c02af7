import { describe, expect, test } from 'vitest'
import type { Language } from '../words/language.ts'
import { minutesInWords, timeInWords } from './time-in-words.ts'

const at = (instant: string) => Date.parse(instant)

describe('a time in a letter', () => {
  test.each<[Language, string]>([
    ['sv', 'tisdag 24 november kl. 14:05'],
    ['da', 'tirsdag 24. november kl. 14.05'],
    ['en', 'Tuesday 24 November, 14:05'],
  ])('is said in %s as "%s"', (language, said) => {
    const instant = at('2026-11-24T13:05Z')
    expect(timeInWords(instant, 'Europe/Stockholm', 'Europe/Stockholm', language)).toBe(said)
    // Once more, from what is kept.
    expect(timeInWords(instant, 'Europe/Stockholm', 'Europe/Stockholm', language)).toBe(said)
  })

  test('of the first hour of a day is 00, never 24', () => {
    expect(timeInWords(at('2026-11-24T23:00Z'), 'Europe/Stockholm', 'Europe/Stockholm', 'en')).toBe(
      'Wednesday 25 November, 00:00',
    )
  })

  test('names the place when its clock shows another time than the service’s, and only then', () => {
    const said = (zone: string, instant = '2026-11-24T13:00Z', serviceZone = 'Europe/Stockholm') =>
      timeInWords(at(instant), zone, serviceZone, 'en')
    expect(said('Europe/Helsinki')).toBe('Tuesday 24 November, 15:00 (Helsinki time)')
    expect(said('Europe/Copenhagen')).toBe('Tuesday 24 November, 14:00')
    // A day apart at the same time of the day.
    expect(said('Pacific/Kiritimati', '2026-11-24T13:00Z', 'Pacific/Honolulu')).toBe(
      'Wednesday 25 November, 03:00 (Kiritimati time)',
    )
    // Johannesburg has Stockholm's clock in summer alone.
    expect(said('Africa/Johannesburg', '2026-06-24T13:00Z')).toBe('Wednesday 24 June, 15:00')
    expect(said('Africa/Johannesburg')).toBe('Tuesday 24 November, 15:00 (Johannesburg time)')
  })
})

test('minutes are said in the reader’s language, one and many', () => {
  for (const again of ['', ' again']) {
    expect(minutesInWords(45, 'sv') + again).toBe(`45 minuter${again}`)
    expect(minutesInWords(45, 'en') + again).toBe(`45 minutes${again}`)
    expect(minutesInWords(1, 'en') + again).toBe(`1 minute${again}`)
    expect(minutesInWords(1, 'da') + again).toBe(`1 minut${again}`)
    expect(minutesInWords(120, 'sv') + again).toBe(`2 timmar${again}`)
    expect(minutesInWords(159, 'sv') + again).toBe(`2 timmar och 39 minuter${again}`)
  }
})
