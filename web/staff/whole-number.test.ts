import { expect, test } from 'vitest'
import { wholeNumber } from './whole-number.ts'

test.each([
  ['45', 45],
  ['5', 5],
  [' 60 ', 60],
  ['', null],
  ['4', null],
  ['61', null],
  ['12.5', null],
  ['-5', null],
  ['ten', null],
])('the number that somebody writes as %j within 5 to 60 is %j', (text, number) => {
  expect(wholeNumber(text, 5, 60)).toBe(number)
})
