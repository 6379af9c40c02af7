const nonceBytes = 12

type Bytes = Uint8Array<ArrayBuffer>

/**
 * Encrypts bytes with AES-256-GCM. What comes out begins with the nonce.
 *
 * @param key 32 bytes, or what {@link cipherKey} made of them for many
 * @param nonce 12 random bytes, never the same twice under one key (NIST SP 800-38D, section 8)
 * @param place says where the sealed bytes belong: under another one they do not open
 */
export async function seal(key: Bytes | CryptoKey, plain: Bytes, nonce: Bytes, place = ''): Promise<Bytes> {
  const cipher = await crypto.subtle.encrypt(algorithm(nonce, place), await ready(key), plain)
  const sealed = new Uint8Array(nonceBytes + cipher.byteLength)
  sealed.set(nonce)
  sealed.set(new Uint8Array(cipher), nonceBytes)
  return sealed
}

/** What {@link seal} sealed. Throws when it was sealed under another key or for another place, or was changed since. */
export async function unseal(key: Bytes | CryptoKey, sealed: Uint8Array, place = ''): Promise<Bytes> {
  const copy = new Uint8Array(sealed)
  const how = algorithm(copy.subarray(0, nonceBytes), place)
  return new Uint8Array(await crypto.subtle.decrypt(how, await ready(key), copy.subarray(nonceBytes)))
}

/** A key made ready once, for many calls. */
export const cipherKey = (key: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])

/** 32 bytes for one purpose, from a secret that serves several: HKDF with SHA-256, RFC 5869. */
export async function derivedKey(secret: string, purpose: string): Promise<Bytes> {
  const material = await crypto.subtle.importKey('raw', utf8(secret), 'HKDF', false, ['deriveBits'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(purpose) }
  return new Uint8Array(await crypto.subtle.deriveBits(how, material, 256))
}

const algorithm = (iv: Bytes, place: string) => ({ name: 'AES-GCM', iv, additionalData: utf8(place) })
const ready = async (key: Bytes | CryptoKey) => (key instanceof Uint8Array ? cipherKey(key) : key)
const utf8 = (text: string) => new TextEncoder().encode(text)
