const nonceBytes = 12

/**
 * Encrypts bytes with AES-256-GCM. What comes out begins with the nonce.
 *
 * @param key 32 bytes
 * @param nonce 12 random bytes, never the same twice under one key (NIST SP 800-38D, section 8)
 */
export async function seal(
  key: Uint8Array<ArrayBuffer>,
  plain: Uint8Array<ArrayBuffer>,
  nonce: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, await cipherKey(key), plain)
  const sealed = new Uint8Array(nonceBytes + cipher.byteLength)
  sealed.set(nonce)
  sealed.set(new Uint8Array(cipher), nonceBytes)
  return sealed
}

/** What {@link seal} sealed. Throws when it was sealed under another key, or was changed since. */
export async function unseal(key: Uint8Array<ArrayBuffer>, sealed: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const copy = new Uint8Array(sealed)
  const algorithm = { name: 'AES-GCM', iv: copy.subarray(0, nonceBytes) }
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, await cipherKey(key), copy.subarray(nonceBytes)))
}

const cipherKey = (key: Uint8Array<ArrayBuffer>) =>
  crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])
