export async function sha256(text: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', encoded(text)))
}

/** HMAC-SHA-256. A text that stands in front of `text` keeps the uses of one key apart. */
export async function hmac(key: string | Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array<ArrayBuffer>> {
  return signed(await hmacKey(typeof key === 'string' ? encoded(key) : key), text)
}

/**
 * HMAC-SHA-256 under a key of its own for each purpose: `hmac(hmac(secret, purpose), text)`. The key is made once and
 * kept, because making one costs more than using it.
 *
 * @param secret one of the few of the settings
 * @param purpose written in the program, never made of what came in
 */
export async function purposeHmac(secret: string, purpose: string, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const name = `${purpose}\n${secret}`
  let key = purposeKeys.get(name)
  if (!key) purposeKeys.set(name, (key = await hmacKey(await hmac(secret, purpose))))
  return signed(key, text)
}

const purposeKeys = new Map<string, CryptoKey>()

/** A key made ready once, for many calls of {@link signed}. */
export const hmacKey = (raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])

/** {@link hmac} with a key that is ready. */
export const signed = async (key: CryptoKey, text: string) =>
  new Uint8Array(await crypto.subtle.sign('HMAC', key, encoded(text)))

const encoded = (text: string) => new TextEncoder().encode(text)
