import { describe, expect, test } from 'vitest'
import type { ServiceAvailability, ServiceCounsellor } from '../availability/store.ts'
import { around, inFairOrder, nearest, placeAt, timesInstead } from './eligible-counsellors.ts'

const at = (instant: string) => Date.parse(instant)
const now = at('2026-06-01T00:00Z')
/** Wednesday 10 June 2026, 10:00 in Stockholm. */
const ten = at('2026-06-10T08:00Z')

/** A service of one hour, begun on the hour, and whoever holds its talks. */
const service = (counsellors: ServiceCounsellor[], zone = 'Europe/Stockholm') =>
  ({
    service: {
      minutes: 60,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      minNoticeMinutes: 0,
      maxNoticeDays: 60,
      gridMinutes: 60,
      zone,
    },
    counsellors,
  }) as ServiceAvailability

/** Works from 9 to 13 on every day of the week in Stockholm; `talks` are the starts of those that are booked. */
const counsellor = (id: string, talks: string[] = [], languages = ['sv']): ServiceCounsellor => ({
  id,
  name: id,
  languages,
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    fromMinute: 9 * 60,
    untilMinute: 13 * 60,
    zone: 'Europe/Stockholm',
    firstDate: '2026-01-01',
    lastDate: null,
  })),
  extra: [],
  absences: [],
  busy: talks.map((start) => ({ meetingId: start, from: at(start), until: at(start) + 3_600_000 })),
})

const asked = (availability: ServiceAvailability, language = 'sv', start = ten) => {
  const place = placeAt(availability, language, start, now)
  return place.state === 'free' ? place.candidates.map(({ id }) => id) : place.state
}

describe('a place in the calendar', () => {
  test('is free for those who speak the language and have no other talk then', () => {
    const all = [counsellor('anna', ['2026-06-10T08:00Z']), counsellor('bo'), counsellor('carl', [], ['da', 'en'])]
    expect(asked(service(all))).toEqual(['bo'])
    expect(asked(service(all), 'da')).toEqual(['carl'])
  })

  test('is taken when everybody who speaks the language has another talk, and never was one for other languages', () => {
    const all = [counsellor('anna', ['2026-06-10T08:00Z']), counsellor('bo', [], ['da'])]
    expect(asked(service(all))).toBe('taken')
    expect(asked(service(all), 'ar')).toBe('not-offered')
  })

  test('never was one outside of the hours, or between the times of the grid', () => {
    expect(asked(service([counsellor('anna')]), 'sv', at('2026-06-10T11:00Z'))).toBe('not-offered')
    expect(asked(service([counsellor('anna')]), 'sv', ten + 60_000)).toBe('not-offered')
  })

  test('is offered first to whoever has the fewest talks on that day, else in a stable order', () => {
    expect(asked(service([counsellor('bo'), counsellor('anna')]))).toEqual(['anna', 'bo'])
    const busyAnna = counsellor('anna', ['2026-06-10T07:00Z'])
    expect(asked(service([busyAnna, counsellor('bo')]))).toEqual(['bo', 'anna'])
    const busierBo = counsellor('bo', ['2026-06-10T09:00Z', '2026-06-10T10:00Z'])
    expect(asked(service([busierBo, busyAnna]))).toEqual(['anna', 'bo'])
  })

  test.each([
    // Midnight in Stockholm is 22:00 UTC in summer.
    ['ended at midnight when the day began', 'Europe/Stockholm', '2026-06-09T21:00Z', ['anna', 'bo']],
    ['lies over that midnight', 'Europe/Stockholm', '2026-06-09T21:30Z', ['bo', 'anna']],
    ['lies in the last hour of the day', 'Europe/Stockholm', '2026-06-10T21:00Z', ['bo', 'anna']],
    ['begins at the midnight that ends the day', 'Europe/Stockholm', '2026-06-10T22:00Z', ['anna', 'bo']],
    // There the talk, 04:00 in New York, lies on a day that begins at 04:00 UTC.
    ['ended before the day began in New York', 'America/New_York', '2026-06-10T03:00Z', ['anna', 'bo']],
    ['is on the same day in New York', 'America/New_York', '2026-06-11T03:00Z', ['bo', 'anna']],
  ])('counts the talks of the service’s own day: one that %s (%s)', (_, zone, talk, order) => {
    expect(asked(service([counsellor('anna', [talk]), counsellor('bo')], zone))).toEqual(order)
  })

  test('is decided once for all who share one reading of the calendar, and anew for another question', () => {
    const shared = service([counsellor('anna'), counsellor('bo', [], ['da'])])
    expect(placeAt(shared, 'sv', ten, now)).toBe(placeAt(shared, 'sv', ten, now))
    expect(asked(shared, 'da')).toEqual(['bo'])
    expect(asked(shared, 'sv', at('2026-06-10T11:00Z'))).toBe('not-offered')
    expect(placeAt(shared, 'sv', ten, ten + 1)).toEqual({ state: 'not-offered' })
  })
})

describe('other times for a wish that is taken', () => {
  const wished = (availability: ServiceAvailability, zone = 'Europe/Stockholm', language = 'sv') =>
    timesInstead(availability, { language, start: ten, zone }, now).map(({ wall }) => wall.start)

  test('are the six nearest on either side, in order of time, without the wish itself', () => {
    expect(wished(service([counsellor('anna')]))).toEqual([
      '2026-06-09T11:00',
      '2026-06-09T12:00',
      '2026-06-10T09:00',
      '2026-06-10T11:00',
      '2026-06-10T12:00',
      '2026-06-11T09:00',
    ])
  })

  test('are times of those who speak the language', () => {
    const all = [counsellor('anna', ['2026-06-10T09:00Z']), counsellor('bo', [], ['da'])]
    expect(wished(service(all))).not.toContain('2026-06-10T11:00')
    expect(wished(service(all), 'Europe/Stockholm', 'da')).toContain('2026-06-10T11:00')
    expect(wished(service(all), 'Europe/Stockholm', 'ar')).toEqual([])
  })

  test('are said in the zone of whoever asked, with their ends', () => {
    const shared = service([counsellor('anna')])
    expect(wished(shared)).toContain('2026-06-10T09:00')
    expect(wished(shared, 'America/New_York')).toContain('2026-06-10T03:00')
    expect(timesInstead(shared, { language: 'sv', start: ten, zone: 'Asia/Kolkata' }, now)[2]).toEqual({
      start: '2026-06-10T07:00:00.000Z',
      end: '2026-06-10T08:00:00.000Z',
      wall: { zone: 'Asia/Kolkata', start: '2026-06-10T12:30', end: '2026-06-10T13:30' },
    })
  })

  test('lie within four days before the wish and ten after it', () => {
    const span = around(ten)
    expect([span.from, span.until].map((ms) => new Date(ms).toISOString())).toEqual([
      '2026-06-06T08:00:00.000Z',
      '2026-06-20T08:00:00.000Z',
    ])
    const away = (from: string, until: string) => ({
      ...counsellor('anna'),
      absences: [{ from: at(from), until: at(until) }],
    })
    expect(wished(service([away('2026-06-06T22:00Z', '2026-06-19T22:00Z')]))).toEqual([
      '2026-06-06T10:00',
      '2026-06-06T11:00',
      '2026-06-06T12:00',
      '2026-06-20T09:00',
    ])
  })
})

test('the one with the fewest talks on the day is asked first, and of equals always the same one', () => {
  const talk = (from: number, until: number) => ({ from, until })
  const day = talk(100, 200)
  const all = [
    { id: 'c', busy: [talk(150, 160), talk(170, 180)] },
    { id: 'b', busy: [talk(110, 120)] },
    { id: 'a', busy: [talk(110, 120)] },
    // Ends as the day begins, begins as it ends: no talk of that day.
    { id: 'd', busy: [talk(90, 100), talk(200, 210)] },
    { id: 'e', busy: [talk(90, 101), talk(199, 210)] },
  ]
  for (const candidates of [all, all.toReversed()]) {
    expect(inFairOrder(candidates, day).map(({ id }) => id)).toEqual(['d', 'a', 'b', 'c', 'e'])
  }
})

test('the nearest times to a wish are chosen on both sides, and shown in order of time', () => {
  const slots = [1, 4, 9, 12, 20].map((start) => ({ start }))
  expect(nearest(slots, 10, 3)).toEqual([{ start: 4 }, { start: 9 }, { start: 12 }])
  expect(nearest(slots, 100, 2)).toEqual([{ start: 12 }, { start: 20 }])
  expect(nearest(slots, 10, 9)).toEqual(slots)
  expect(slots.map(({ start }) => start)).toEqual([1, 4, 9, 12, 20])
})
