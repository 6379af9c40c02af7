/**
 * What people type or paste, in the plain signs that it is meant in: compatibility forms such as full-width letters are
 * the usual ones (NFKC), signs that nobody sees (zero-width, bidi marks, soft hyphens) are gone, every kind of dash is
 * `-`, and every script's digits are 0 to 9. Control characters stay: they are no slip of a keyboard.
 *
 * @example plainly('Kod: Ｋ7MQ–2RWX‑9TCD\u200f') // 'Kod: K7MQ-2RWX-9TCD'
 */
export const plainly = (typed: string): string =>
  typed
    .replace(invisible, '')
    .normalize('NFKC')
    // Some compatibility forms are made of signs that nobody sees.
    .replace(invisible, '')
    .replace(/[\p{Pd}\u2043\u2212\u30fc]/gu, '-')
    .replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)))
    .trim()

const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu

/** Unicode keeps a script's digits together, from 0 to 9: how many stand before one is its value (chapter 4.6). */
function valueOf(digit: string): number {
  const point = digit.codePointAt(0) ?? 0
  let before = 0
  while (before < point && /\p{Nd}/u.test(String.fromCodePoint(point - before - 1))) before += 1
  return before % 10
}

/**
 * Of these countries no number begins with 0 behind the country's own (ITU-T E.164): a 0 there, in brackets or not, is
 * the one that is dialled within the country. In Italy it belongs to the number.
 */
const dialledWithZero = ['31', '32', '33', '41', '43', '44', '46', '49', '358']

/**
 * A phone number as it is kept: `+46701234567`, or a national one as digits. Not judged; see `isPhone`.
 *
 * @example phoneDigits('tel:+46 (0)70-123 45 67') // '+46701234567'
 */
export function phoneDigits(typed: string): string {
  const written = plainly(typed)
    .replace(/^(?:tel|telefon|tlf|phone|mobil)[.:]+\s*/i, '')
    // Settings behind a number in a link, as `;phone-context=` (RFC 3966), and signs that it was pasted with.
    .replace(/;.*$/, '')
    .replace(/[\s().\-/]/g, (sign) => (sign === '(' || sign === ')' ? sign : ''))
    .replace(/^(\(?)00/, '$1+')
    .replace(/^\(\+(\d+)\)/, '+$1')
  const abroad = written.startsWith('+')
  const digits = (abroad ? written.replace('(0)', '') : written).replace(/[()]/g, '')
  const country = abroad ? dialledWithZero.find((code) => digits.startsWith(`+${code}0`)) : undefined
  return country ? `+${country}${digits.slice(country.length + 2)}` : digits
}

/** Five to fifteen digits, as many as there are (ITU-T E.164, 6), with the country in front or not. */
export const isPhone = (digits: string): boolean => /^\+?\d{5,15}$/.test(digits)

/** RFC 5321, 4.5.3.1: the longest local part, and the longest whole that a mail server takes. */
const [localMost, addressMost] = [64, 254]

/** RFC 5322, 3.2.3. Quoted local parts and domains in brackets are nobody's, and are often an attack. */
const localPart = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
const domainName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/

/**
 * An e-mail address as a mail server takes it, or `null`. The domain is in small letters, and in those of ASCII when it
 * has others (RFC 5891). A local part with other letters needs servers that few have (RFC 6531): it is none.
 *
 * @example readAddress(' a&b@Bücher.example') // 'a&b@xn--bcher-kva.example'
 */
export function readAddress(typed: string): string | null {
  const written = plainly(typed).replace(/^mailto:/i, '')
  const at = written.lastIndexOf('@')
  const local = written.slice(0, Math.max(at, 0))
  const domain = asciiDomain(written.slice(at + 1))
  if (domain === null || local.length > localMost || !localPart.test(local)) return null
  const address = `${local}@${domain}`
  return address.length <= addressMost ? address : null
}

function asciiDomain(domain: string): string | null {
  // What would end or encode a host in an address on the web is no part of a name.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return null
  const asked = `http://${domain}`
  const host = URL.canParse(asked) ? new URL(asked).hostname : ''
  return domainName.test(host) ? host : null
}
