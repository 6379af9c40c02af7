import { expect, test } from 'vitest'
import { litArcs } from './progress.ts'

test.each([
  [0, 9, 0],
  [1, 9, 1],
  [5, 9, 2],
  [8, 9, 3],
  [9, 9, 4],
  [0, 0, 0],
  [1, 1, 4],
])('%i of %i answered light %i arcs', (answered, total, lit) => {
  expect(litArcs(answered, total)).toBe(lit)
})
