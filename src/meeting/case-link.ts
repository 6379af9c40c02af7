import { base64url, hex } from '../crypto/encoding.ts'
import { purposeHmac } from '../crypto/hash.ts'
import { opaqueName } from '../crypto/opaque-name.ts'
import type { Random } from '../crypto/random.ts'
import { secretHash } from '../crypto/secret.ts'
import { sameSpelling } from '../people/staff.ts'

/** One address may be that of several cases, such as of siblings: the newest of them get a link each. */
export const mostCasesOfAddress = 3

/**
 * By which an address is found again: HMAC-SHA-256, hex, under a key of its own.
 *
 * @param secretKey `settings.secretKey`
 */
export async function addressHash(email: string, secretKey: string): Promise<string> {
  return hex(await purposeHmac(secretKey, 'fyrklang contact address', sameSpelling(email)))
}

/** Names one asking for a link, and says until when it opens. It cannot be guessed, and stands in the letter's key. */
export const linkEvent = (expiresMs: number, name: string): string => `${expiresMs}.${name}`

/** When the link ends that a letter's key names; 0 for a key that names none. */
export const linkEndsMs = (eventKey: string): number => Number(/\/(\d+)\.[^/]+$/.exec(eventKey)?.[1] ?? 0)

/**
 * The token of a one-time link. It follows from the letter's key and the server's, so that it is kept nowhere and is the
 * same for every attempt at the letter.
 */
export async function linkToken(eventKey: string, secretKey: string): Promise<string> {
  return base64url(await purposeHmac(secretKey, 'fyrklang one-time link', eventKey))
}

/** The link that all letters of a case carry, when its seeker wants that: what names it, and the hash of its token. */
export type LetterLink = { name: string; hash: string }

export async function newLetterLink(random: Random, secretKey: string): Promise<LetterLink> {
  const name = opaqueName(random)
  return { name, hash: await secretHash(await linkToken(inLetters(name), secretKey)) }
}

/** The token of a link of letters; `undefined` for one that came from another secret key than these. */
export async function letterLinkToken({ name, hash }: LetterLink, secretKeys: string[]): Promise<string | undefined> {
  for (const secretKey of secretKeys) {
    const token = await linkToken(inLetters(name), secretKey)
    if ((await secretHash(token)) === hash) return token
  }
  return undefined
}

const inLetters = (name: string) => `in letters/${name}`
