import type { Context } from 'hono'
import { hex } from '../crypto/secret.ts'
import { problem } from './problem.ts'

/**
 * A call that may be repeated: what is stored under `keyHash` is its answer, encrypted under a key that only
 * the caller has, since a stored answer may hold secrets.
 */
export type RepeatableCall = { keyHash: string; bodyHash: string; key: string }

/**
 * Reads the `Idempotency-Key` header (draft-ietf-httpapi-idempotency-key-header: a quoted string, here also
 * bare) and hashes it with what was asked for.
 *
 * @param asked everything that makes two calls the same call
 * @throws Problem 422 when the header is missing or not 16 to 200 printable letters
 */
export async function repeatableCall(c: Context, asked: unknown): Promise<RepeatableCall> {
  const key = c.req.header('idempotency-key')?.replace(/^"(.*)"$/, '$1') ?? ''
  if (!/^[\x21-\x7e]{16,200}$/.test(key)) {
    const message = 'A value of 16 to 200 letters, new for every booking and the same for every attempt at it'
    throw problem(422, 'invalid', 'The call needs an Idempotency-Key', {
      errors: [{ field: 'idempotency-key', message }],
    })
  }
  return repeatableCallOf(key, asked)
}

/** A call that is repeated under `key`, wherever the key came from. */
export async function repeatableCallOf(key: string, asked: unknown): Promise<RepeatableCall> {
  const [keyHash, bodyHash] = await Promise.all([sha256(`key ${key}`), sha256(JSON.stringify(asked))])
  return { key, keyHash, bodyHash }
}

/** AES-GCM under the caller's key. `nonce` (12 bytes) stands before the cipher text. */
export async function sealAnswer(
  call: RepeatableCall,
  answer: unknown,
  nonce: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  const plain = new TextEncoder().encode(JSON.stringify(answer))
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, await cipherKey(call.key), plain)
  const sealed = new Uint8Array(nonce.length + cipher.byteLength)
  sealed.set(nonce)
  sealed.set(new Uint8Array(cipher), nonce.length)
  return sealed
}

/** What {@link sealAnswer} sealed. Throws when it was sealed under another key. */
export async function openAnswer(call: RepeatableCall, sealed: Uint8Array): Promise<unknown> {
  const copy = new Uint8Array(sealed)
  const algorithm = { name: 'AES-GCM', iv: copy.subarray(0, 12) }
  const plain = await crypto.subtle.decrypt(algorithm, await cipherKey(call.key), copy.subarray(12))
  return JSON.parse(new TextDecoder().decode(plain))
}

async function cipherKey(key: string): Promise<CryptoKey> {
  const material = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`answer ${key}`))
  return crypto.subtle.importKey('raw', material, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

const sha256 = async (text: string) => hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
