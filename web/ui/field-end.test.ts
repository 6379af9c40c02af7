import { expect, test } from 'vitest'
import { fieldEnd } from './field-end.ts'

test.each([
  ['', 500, null],
  ['a'.repeat(399), 500, null],
  ['a'.repeat(400), 500, 100],
  ['a'.repeat(499), 500, 1],
  ['a'.repeat(500), 500, 0],
  ['a'.repeat(1899), 2000, null],
  ['a'.repeat(1900), 2000, 100],
  ['a'.repeat(47), 60, null],
  ['a'.repeat(48), 60, 12],
  ['a'.repeat(61), 60, 0],
  ['a'.repeat(5000), undefined, null],
])('a field says how many letters still fit when its end is near', (value, most, left) => {
  expect(fieldEnd(value, most)?.left ?? null).toBe(left)
})
