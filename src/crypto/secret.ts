import { base64url, hex } from './encoding.ts'
import { sha256 } from './hash.ts'
import type { Random } from './random.ts'

/** A link secret of 192 bits, base64url. Shown once; what is stored is {@link secretHash}. */
export function newSecret(random: Pick<Random, 'bytes'>): string {
  return base64url(random.bytes(24))
}

/** SHA-256, hex: a secret of that many bits needs no slow hash and no salt. */
export async function secretHash(secret: string): Promise<string> {
  return hex(await sha256(secret))
}

/** True for what may have come from {@link newSecret}: spares the database the rest. */
export const looksLikeSecret = (text: string) => /^[A-Za-z0-9_-]{32}$/.test(text)
