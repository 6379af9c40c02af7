import { expect, test } from 'vitest'
import { idleAt, lockAfterMinutes } from './idle.ts'

const minute = 60_000

test.each([
  ['just used', 0, 'in-use'],
  ['used a while ago', (lockAfterMinutes - 1) * minute - 1, 'in-use'],
  ['a minute before the lock', (lockAfterMinutes - 1) * minute, 'soon'],
  ['a moment before the lock', lockAfterMinutes * minute - 1, 'soon'],
  ['unused for so long', lockAfterMinutes * minute, 'over'],
  ['on a computer that slept over night', 600 * minute, 'over'],
  ['where the clock was put back', -600 * minute, 'in-use'],
])('a page %s', (_, unusedMs, state) => expect(idleAt(1_700_000_000_000, 1_700_000_000_000 + unusedMs)).toBe(state))
