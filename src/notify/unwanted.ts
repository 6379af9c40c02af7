import { hex } from '../crypto/encoding.ts'
import { purposeHmac } from '../crypto/hash.ts'
import type { Settings } from '../ports.ts'

/** An address whose owner wants no letters from an organisation. `mark`: an HMAC of both, which names neither. */
export type Unwanted = { organisationId: string; mark: string }

type Keys = Pick<Settings, 'secretKey' | 'secretKeyOld'>
type Addressed = { organisationId: string; address: string }

/**
 * What a letter's link "this is not for me" carries. Only who got a letter has it: it holds the mark of the address and
 * a seal of ours on it, so that nobody fills the table with marks of their own.
 *
 * @param unwanted with the mark under the key of now, the first of {@link marksOf}
 * @returns 96 hexadecimal digits
 */
export async function stopToken(
  { secretKey }: Pick<Keys, 'secretKey'>,
  { organisationId, mark }: Unwanted,
): Promise<string> {
  const organisation = organisationId.replaceAll('-', '')
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
export async function marksOf({ secretKey, secretKeyOld }: Keys, addressed: Addressed): Promise<[string, ...string[]]> {
  const mark = await markOf(secretKey, addressed)
  return secretKeyOld === undefined ? [mark] : [mark, await markOf(secretKeyOld, addressed)]
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
  const named = `${organisationId} ${mailboxOf(address)}`
  return hex(await purposeHmac(secretKey, 'fyrklang unwanted letters', named)).slice(0, half)
}

async function sealOf(secretKey: string, organisation: string, mark: string): Promise<string> {
  const bytes = await purposeHmac(secretKey, 'fyrklang unwanted letters: links', `${organisation} ${mark}`)
  return hex(bytes).slice(0, half)
}
