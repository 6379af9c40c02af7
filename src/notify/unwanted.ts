import { hex } from '../crypto/encoding.ts'
import { hmac, hmacKey, purposeHmac, signed } from '../crypto/hash.ts'

/** An address whose owner wants no letters from an organisation. `mark`: an HMAC of both, which names neither. */
export type Unwanted = { organisationId: string; mark: string }

/**
 * Under which addresses are marked, and the links of letters sealed: 32 random bytes of the database's own, kept sealed,
 * so that both outlast a change of SECRET_KEY.
 */
export type MarkKey = { marks: CryptoKey; links: CryptoKey }

type Addressed = { organisationId: string; address: string }

export const markKeyFrom = async (bytes: Uint8Array<ArrayBuffer>): Promise<MarkKey> => ({
  marks: await hmacKey(bytes),
  links: await hmacKey(await hmac(bytes, 'links')),
})

/** What stood in the place of the mark key before there was one: it came from SECRET_KEY. */
export const bytesBeforeMarkKey = (secretKey: string) => hmac(secretKey, 'fyrklang unwanted letters')

/** The mark of an address, which names neither it nor the organisation. */
export async function markOf({ marks }: MarkKey, { organisationId, address }: Addressed): Promise<string> {
  return hex(await signed(marks, `${organisationId} ${mailboxOf(address)}`)).slice(0, half)
}

/**
 * What a letter's link "this is not for me" carries. Only who got a letter has it: it holds the mark of the address and
 * a seal of ours on it, so that nobody fills the table with marks of their own.
 *
 * @returns 96 hexadecimal digits
 */
export async function stopToken({ links }: MarkKey, { organisationId, mark }: Unwanted): Promise<string> {
  const organisation = organisationId.replaceAll('-', '')
  return `${organisation}${mark}${hex(await signed(links, `${organisation} ${mark}`)).slice(0, half)}`
}

/**
 * What {@link stopToken} was made of, or `null` for what was never one of ours.
 *
 * @param secretKeys letters from before there was a mark key have links that one of these sealed
 */
export async function readStopToken(key: MarkKey, secretKeys: string[], token: string): Promise<Unwanted | null> {
  const [, organisation = '', mark = '', seal = ''] = /^([\da-f]{32})([\da-f]{32})([\da-f]{32})$/.exec(token) ?? []
  const text = `${organisation} ${mark}`
  const seals = [
    signed(key.links, text),
    ...secretKeys.map((secretKey) => purposeHmac(secretKey, 'fyrklang unwanted letters: links', text)),
  ]
  for (const bytes of await Promise.all(seals)) {
    if (seal !== '' && seal === hex(bytes).slice(0, half)) {
      const organisationId = organisation.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
      return { organisationId, mark }
    }
  }
  return null
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
