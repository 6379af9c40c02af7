import { hex } from '../crypto/encoding.ts'
import { purposeHmac } from '../crypto/hash.ts'
import type { Random } from '../crypto/random.ts'
import { plainly } from '../words/typed.ts'
import { codeLength } from './limits.ts'

/**
 * 28 letters that are told apart on paper and aloud: no 0 and O, no 1, I and L, and neither of the letters
 * that look like 2, 5 and 8. Twelve of them are 57 bits.
 */
export const codeAlphabet = '23456789ACDEFGHJKMNPQRTUVWXY'

/** A new code as it is shown: `K7MQ-2RWX-9TCD`. */
export function newCode(random: Random): string {
  const letters: string[] = []
  while (letters.length < codeLength) {
    for (const byte of random.bytes(24)) {
      // 252 is the greatest multiple of 28 in a byte: beyond it some letters would come more often.
      if (byte < 252 && letters.length < codeLength) letters.push(codeAlphabet.charAt(byte % 28))
    }
  }
  return written(letters.join(''))
}

/**
 * What somebody typed, as a code or `null`. Forgives case, spaces, dashes, dots, a word in front and whatever stands
 * around it, and reads the letters that no code has as the digits that they look like.
 *
 * @example readCode('Kod: k7mq 2rwx 9tcd.') // 'K7MQ-2RWX-9TCD'
 */
export function readCode(typed: string): string | null {
  const letters = lettersOfCode(typed).replaceAll('B', '8').replaceAll('S', '5').replaceAll('Z', '2')
  return letters.length === codeLength && [...letters].every((letter) => codeAlphabet.includes(letter))
    ? written(letters)
    : null
}

/** What somebody typed as a code, without all that is none of its letters, however many they are. */
export const lettersOfCode = (typed: string): string =>
  plainly(typed)
    .toUpperCase()
    // "Kod: ...". No code has an O, so the word is none of it.
    .replace(/^.*[:=]/s, '')
    .replace(/^\W*(KOD|KODE|KODEN|CODE)\b/, '')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replace(/[\s.\-_]/g, '')

/**
 * HMAC-SHA-256, hex, under a key of its own: 57 bits are too few for a plain hash, should the table leak
 * without the key.
 *
 * @param secretKey `settings.secretKey`
 */
export async function codeHash(code: string, secretKey: string): Promise<string> {
  return hex(await purposeHmac(secretKey, 'fyrklang case code', code))
}

const written = (letters: string) => `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`
