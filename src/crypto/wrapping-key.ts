import { hex } from './encoding.ts'
import { cipherKey, derivedKey } from './seal.ts'

/** The key that seals other keys, and its name: both come from a secret, and neither tells of the other. */
export type WrappingKey = { key: CryptoKey; name: string }

/** Derived once a secret: the same for every key that it seals. */
const known = new Map<string, WrappingKey>()

export async function wrappingKey(secretKey: string): Promise<WrappingKey> {
  const before = known.get(secretKey)
  if (before) return before
  const [key, name] = await Promise.all([
    derivedKey(secretKey, 'fyrklang case keys'),
    derivedKey(secretKey, 'fyrklang case keys: name'),
  ])
  const derived = { key: await cipherKey(key), name: hex(name.subarray(0, 8)) }
  known.set(secretKey, derived)
  return derived
}
