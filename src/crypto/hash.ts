export async function sha256(text: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', encoded(text)))
}

/** HMAC-SHA-256. A text that stands in front of `text` keeps the uses of one key apart. */
export async function hmac(key: string | Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const raw = typeof key === 'string' ? encoded(key) : key
  const imported = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, encoded(text)))
}

const encoded = (text: string) => new TextEncoder().encode(text)
