import { expect, test } from 'vitest'
import { formsOf } from './forms-of.ts'

const word = 'Kim Ålund+1'

test.each([
  ['as it is', `x${word}y`],
  ['in hexadecimal', Buffer.from(`ab${word}c`).toString('hex')],
  ['in an address', `?q=${encodeURIComponent(word)}&r`],
  ...[0, 1, 2, 3].map((offset): [string, string] => [
    `in Base64 after ${offset} others`,
    Buffer.from(`${'x'.repeat(offset)}${word}yz`).toString('base64'),
  ]),
])('a word is found %s', (_, text) => {
  expect(formsOf(word).some((form) => text.includes(form))).toBe(true)
  expect(formsOf('Lo Ålund+1').some((form) => text.includes(form))).toBe(false)
})
