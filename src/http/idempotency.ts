import type { Context } from 'hono'
import { hex } from '../crypto/encoding.ts'
import { sha256 } from '../crypto/hash.ts'
import { seal, unseal } from '../crypto/seal.ts'
import { problem } from './problem.ts'

/** An answer is kept under its key for so long; a client repeats within minutes. */
export const answersKeptMs = 86_400_000

/**
 * A call that may be repeated: what is stored under `keyHash` is its answer, encrypted under a key that only
 * the caller has, since a stored answer may hold secrets.
 */
export type RepeatableCall = { keyHash: string; bodyHash: string; key: string }

/** The header as the description of the API tells it; its pattern is the one that checks. */
export const keyHeader = {
  in: 'header' as const,
  name: 'Idempotency-Key',
  required: true,
  description: 'New for every call and the same for every attempt at it',
  schema: { type: 'string' as const, pattern: '^[!-~]{16,200}$' },
}
const keyPattern = new RegExp(keyHeader.schema.pattern)

/**
 * Reads the `Idempotency-Key` header (draft-ietf-httpapi-idempotency-key-header: a quoted string, here also
 * bare) and hashes it with what was asked for.
 *
 * @param asked everything that makes two calls the same call
 * @throws Problem 422 when the header is missing or not 16 to 200 printable letters
 */
export async function repeatableCall(c: Context, asked: unknown): Promise<RepeatableCall> {
  const sent = c.req.header('idempotency-key') ?? ''
  if (!keyPattern.test(sent)) {
    const message = 'A value of 16 to 200 letters, new for every booking and the same for every attempt at it'
    throw problem(422, 'invalid', 'The call needs an Idempotency-Key', {
      errors: [{ field: 'idempotency-key', message }],
    })
  }
  return repeatableCallOf(sent.replace(/^"(.*)"$/, '$1'), asked)
}

/** A call that is repeated under `key`, wherever the key came from. */
export async function repeatableCallOf(key: string, asked: unknown): Promise<RepeatableCall> {
  const [keyHash, bodyHash] = await Promise.all([sha256(`key ${key}`), sha256(JSON.stringify(asked))])
  return { key, keyHash: hex(keyHash), bodyHash: hex(bodyHash) }
}

/**
 * Seals an answer under the caller's key.
 *
 * @param nonce 12 random bytes
 */
export async function sealAnswer(
  call: RepeatableCall,
  answer: unknown,
  nonce: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  return seal(await answerKey(call), new TextEncoder().encode(JSON.stringify(answer)), nonce)
}

/** What {@link sealAnswer} sealed. Throws when it was sealed under another key. */
export async function openAnswer(call: RepeatableCall, sealed: Uint8Array): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await unseal(await answerKey(call), sealed)))
}

const answerKey = ({ key }: RepeatableCall) => sha256(`answer ${key}`)
