import { base64url } from './encoding.ts'
import type { Random } from './random.ts'

/** A name that says nothing of anybody and cannot be guessed: 128 random bits, base64url. */
export const opaqueName = (random: Pick<Random, 'bytes'>): string => base64url(random.bytes(16))
