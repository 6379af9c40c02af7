import { expect, test } from 'vitest'
import { clockOfMinute, endMinuteOf, minuteOfClock } from './minutes.ts'

test('minutes and clock times say the same, all day long', () => {
  for (let minute = 0; minute < 1440; minute++) expect(minuteOfClock(clockOfMinute(minute))).toBe(minute)
})

test('hours that end at midnight end with the day', () => {
  expect(endMinuteOf('00:00')).toBe(1440)
  expect(clockOfMinute(1440)).toBe('00:00')
})

test.each(['', '25:00', '12', '12:60', 'ab:cd', '-1:30'])('%j is no time of day', (text) => {
  expect(minuteOfClock(text)).toBeNull()
})
