/** A mail address with the name that is shown for it; an empty name when there is none. */
export type Mailbox = { name: string; address: string }

/** One address and nothing else: no list, no sign that SMTP or a header gives a meaning (RFC 5321, 4.1.2). */
const plainAddress = /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u

export const isPlainAddress = (text: string) => plainAddress.test(text)

/**
 * Reads `Name <post@example.org>`, `<post@example.org>` or `post@example.org`. A name is taken as people write it in a
 * setting: commas and quotes may stand in it, which a header would have to quote (RFC 5322, 3.2.4); one that is quoted as
 * a whole loses its quotes. Parsers of headers, nodemailer's too, make two addresses of `Malmö, Lund <post@example.org>`.
 *
 * @returns `null` for anything else, two addresses included
 */
export function readMailbox(text: string): Mailbox | null {
  const [, before = '', inside] = /^([^<>]*)<([^<>]*)>\s*$/.exec(text) ?? []
  const address = (inside ?? text).trim()
  if (!isPlainAddress(address) || before.includes('@')) return null
  return { name: unquoted(inOneLine(before)), address }
}

function unquoted(name: string): string {
  const [, quoted] = /^"((?:[^"\\]|\\.)*)"$/.exec(name) ?? []
  return quoted?.replace(/\\(.)/g, '$1').trim() ?? name
}

/**
 * A text for a subject or a name: line breaks of every kind become a space, and signs that are not seen but turn the
 * direction of what follows go out, so that nothing can be made to look like something else.
 */
export function inOneLine(text: string): string {
  return text
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
}
