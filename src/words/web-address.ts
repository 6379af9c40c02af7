/**
 * A whole address of the web as it may become a link, or `null`. One rule for the server and for the pages: browsers
 * leave control signs and line breaks out of an address, so that `java\nscript:` runs and `https://a\tb` is `https://ab`.
 *
 * `host` is the one that a press leads to, in ASCII: of `https://bank.example@evil.example` it is `evil.example`, and a
 * name with letters of several alphabets reads `xn--…` (RFC 5891), however much it looks like another.
 *
 * @example readWebAddress('https://studera.nu/')?.host // 'studera.nu'
 */
export function readWebAddress(written: string): { href: string; host: string } | null {
  if (/[\p{Cc}\p{Cf}\s]/u.test(written) || !/^https?:\/\//i.test(written)) return null
  const url = URL.canParse(written) ? new URL(written) : null
  return url?.hostname.includes('.') ? { href: url.href, host: url.host } : null
}

/** {@link readWebAddress} of what somebody typed, who may have left `https://` out: `su.se` becomes `https://su.se/`. */
export function completeWebAddress(typed: string): string | null {
  const text = typed.trim()
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d+(\/|$))/i.test(text)
  return readWebAddress(hasScheme ? text : `https://${text}`)?.href ?? null
}

/** An address may be half-written in a draft, but never of a kind that a browser would run. */
export const mayBecomeWebAddress = (typed: string) =>
  !/\p{Cc}/u.test(typed) && (!/^\s*[a-z][a-z0-9+.-]*:/i.test(typed) || /^\s*https?:/i.test(typed))
