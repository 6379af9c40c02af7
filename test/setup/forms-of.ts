/**
 * A word as it may stand somewhere: as it is, in hexadecimal, in UTF-16, as part of an address, and in Base64 at each of
 * the three places where it can begin.
 */
export function formsOf(word: string): string[] {
  const bytes = Buffer.from(word)
  const inBase64 = [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    // Signs at either end also hold bits of what stands beside.
    return whole.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6))
  })
  const inUrls = inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))
  const utf16 = Buffer.from(word, 'utf16le').toString('hex')
  return [...new Set([word, bytes.toString('hex'), utf16, encodeURIComponent(word), ...inBase64, ...inUrls])]
}
