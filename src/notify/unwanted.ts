import { hex } from '../crypto/encoding.ts'
import { hmac } from '../crypto/hash.ts'
import type { Settings } from '../ports.ts'

/** An address whose owner wants no letters from an organisation. `mark`: an HMAC of both, which names neither. */
export type Unwanted = { organisationId: string; mark: string }

type Keys = Pick<Settings, 'secretKey' | 'secretKeyOld'>
type Addressed = { organisationId: string; address: string }

/**
 * What a letter's link "this is not for me" carries. Only who got a letter has it: it holds the mark of the address and
 * a seal of ours on it, so that nobody fills the table with marks of their own.
 *
 * @returns 96 hexadecimal digits
 */
export async function stopToken({ secretKey }: Pick<Keys, 'secretKey'>, addressed: Addressed): Promise<string> {
  const organisation = addressed.organisationId.replaceAll('-', '')
  const mark = await markOf(secretKey, addressed)
  return `${organisation}${mark}${await sealOf(secretKey, organisation, mark)}`
}

/** What {@link stopToken} was made of, or `null` for what was never one of ours. */
export async function readStopToken({ secretKey, secretKeyOld }: Keys, token: string): Promise<Unwanted | null> {
  const [, organisation = '', mark = '', seal = ''] = /^([\da-f]{32})([\da-f]{32})([\da-f]{32})$/.exec(token) ?? []
  for (const key of secretKeyOld === undefined ? [secretKey] : [secretKey, secretKeyOld]) {
    if (seal !== '' && seal === (await sealOf(key, organisation, mark))) {
      const organisationId = organisation.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
      return { organisationId, mark }
    }
  }
  return null
}

/** The marks under which an address may stand: of this key, and of the one before the last rotation. */
export function marksOf({ secretKey, secretKeyOld }: Keys, addressed: Addressed): Promise<string[]> {
  const keys = secretKeyOld === undefined ? [secretKey] : [secretKey, secretKeyOld]
  return Promise.all(keys.map((key) => markOf(key, addressed)))
}

/**
 * One spelling for one mailbox: what stands behind a plus sign leads to the same one nearly everywhere (RFC 5233), so
 * that it makes no new stranger.
 */
export const mailboxOf = (address: string) =>
  address
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*@/, '@')

const half = 32

async function markOf(secretKey: string, { organisationId, address }: Addressed): Promise<string> {
  const key = await hmac(secretKey, 'fyrklang unwanted letters')
  return hex(await hmac(key, `${organisationId} ${mailboxOf(address)}`)).slice(0, half)
}

async function sealOf(secretKey: string, organisation: string, mark: string): Promise<string> {
  const key = await hmac(secretKey, 'fyrklang unwanted letters: links')
  return hex(await hmac(key, `${organisation} ${mark}`)).slice(0, half)
}
