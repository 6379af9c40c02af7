import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { random } from '../crypto/random.ts'
import type { Random } from '../crypto/random.ts'
import { codeAlphabet, codeHash, newCode, readCode } from './case-code.ts'

/** Randomness that hands out these bytes in order, and 0 when they are used up. */
function dealing(...dealt: number[]): Random {
  let next = 0
  return { ...random, bytes: (count) => Uint8Array.from({ length: count }, () => dealt[next++] ?? 0) }
}

describe('a new code', () => {
  test('is twelve letters of the alphabet in three groups', () => {
    for (let made = 0; made < 200; made++) {
      const code = newCode(random)
      expect(code).toMatch(/^[^-]{4}-[^-]{4}-[^-]{4}$/)
      expect([...code.replaceAll('-', '')].every((letter) => codeAlphabet.includes(letter))).toBe(true)
    }
  })

  test('takes one letter from each byte, and none from the bytes that would favour some letters', () => {
    expect(newCode(dealing(0, 1, 27, 28, 251, 252, 253, 255, 2, 3, 4, 5, 6, 7, 8))).toBe('23Y2-Y456-789A')
  })

  test('asks for more bytes when too many had to be thrown away', () => {
    const wasted = Array.from({ length: 24 + 13 }, () => 252)
    expect(newCode(dealing(...wasted, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))).toBe('3456-789A-CDEF')
  })

  test('has every letter equally often, over all bytes that there are', () => {
    const letters = Array.from({ length: 21 }, (_, index) =>
      newCode(dealing(...Array.from({ length: 12 }, (_, offset) => 12 * index + offset))).replaceAll('-', ''),
    ).join('')
    expect([...codeAlphabet].map((letter) => letters.split(letter).length - 1)).toEqual(
      Array.from(codeAlphabet, () => 9),
    )
  })
})

describe('what somebody types', () => {
  const anyCode = fc
    .array(fc.constantFrom(...codeAlphabet), { minLength: 12, maxLength: 12 })
    .map((letters) => letters.join('').replace(/(.{4})(.{4})/, '$1-$2-'))

  test('is read as the code, whatever the case, and whatever stands between the letters', () => {
    const between = fc.array(fc.constantFrom(' ', '\t', '.', '-', '‐', '–', '―', '_'), { maxLength: 2 })
    fc.assert(
      fc.property(anyCode, fc.infiniteStream(between), fc.boolean(), (code, gaps, small) => {
        const typed = [...code.replaceAll('-', '')].map((letter) => letter + gaps.next().value.join('')).join('')
        expect(readCode(small ? typed.toLowerCase() : typed)).toBe(code)
      }),
    )
  })

  test.each([
    ['k7mq 2rwx 9tcd', 'K7MQ-2RWX-9TCD'],
    ['B7MQ-BRWX-9TCB', '87MQ-8RWX-9TC8'],
    ['S7MQ-sRWX-9TCS', '57MQ-5RWX-9TC5'],
    ['Z7MQ-zRWX-9TCZ', '27MQ-2RWX-9TC2'],
    ['Kod: K7MQ-2RWX-9TCD', 'K7MQ-2RWX-9TCD'],
    ['Din kod: K7MQ-2RWX-9TCD', 'K7MQ-2RWX-9TCD'],
    ['kode K7MQ-2RWX-9TCD', 'K7MQ-2RWX-9TCD'],
    ['“K7MQ−2RWX－9TCD”.', 'K7MQ-2RWX-9TCD'],
    ['(K7MQ-2RWX-9TCD)', 'K7MQ-2RWX-9TCD'],
    ['Ｋ７ＭＱ２ＲＷＸ９ＴＣＤ', 'K7MQ-2RWX-9TCD'],
    ['K٧MQ-٢RWX-٩TCD', 'K7MQ-2RWX-9TCD'],
    ['\u2066K7MQ\u00ad-2RWX\u200b-9TCD\u2069', 'K7MQ-2RWX-9TCD'],
    ['K7MQ-2RWX-9TC', null],
    ['K7MQ-2RWX-9TCDD', null],
    ['O7MQ-2RWX-9TCD', null],
    ['K7MQ-2RWX-9TC1', null],
    ['K7MQ,2RWX,9TCD', null],
    ['', null],
  ])('"%s" is read as %s', (typed, code) => expect(readCode(typed)).toBe(code))
})

test('a code is kept as an HMAC under a key of its own, derived from the secret key', async () => {
  const derived = createHmac('sha256', 'the-secret-key').update('fyrklang case code').digest()
  expect(await codeHash('K7MQ-2RWX-9TCD', 'the-secret-key')).toBe(
    createHmac('sha256', derived).update('K7MQ-2RWX-9TCD').digest('hex'),
  )
})
