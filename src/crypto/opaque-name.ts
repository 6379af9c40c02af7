import type { Random } from '../ports.ts'

/** A name that says nothing of anybody and cannot be guessed: 128 random bits, base64url. */
export function opaqueName(random: Random): string {
  return btoa(String.fromCharCode(...random.bytes(16)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}
