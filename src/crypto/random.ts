import { hex } from './encoding.ts'

export type Random = {
  bytes(count: number): Uint8Array<ArrayBuffer>
  /** A UUIDv7 whose time part is `atMs`. */
  uuid(atMs: number): string
}

/** Randomness of the Web Crypto API, which both runtimes have. */
export const random: Random = { bytes, uuid: (atMs) => uuidOf(atMs, bytes(10)) }

function bytes(count: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(count))
}

/** UUIDv7, RFC 9562 section 5.7: 48 bits of milliseconds, then 74 bits of `noise` around version and variant. */
export function uuidOf(atMs: number, noise: Uint8Array): string {
  const time = Math.floor(atMs).toString(16).padStart(12, '0')
  const [first = 0, second = 0, third = 0, ...last] = noise
  const rest = hex(Uint8Array.of(0x70 | (first & 0x0f), second, 0x80 | (third & 0x3f), ...last))
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8, 20)}`
}
