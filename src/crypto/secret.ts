import type { Random } from '../ports.ts'

/** A link secret of 192 bits, base64url. Shown once; what is stored is {@link secretHash}. */
export function newSecret(random: Random): string {
  return base64url(random.bytes(24))
}

/** SHA-256, hex: a secret of that many bits needs no slow hash and no salt. */
export async function secretHash(secret: string): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret)))
}

/** True for what may have come from {@link newSecret}: spares the database the rest. */
export const looksLikeSecret = (text: string) => /^[A-Za-z0-9_-]{32}$/.test(text)

export function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
