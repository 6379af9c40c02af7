import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64url, hex } from './encoding.ts'
import { hmac, sha256 } from './hash.ts'
import { seal, unseal } from './seal.ts'

test('a hash is the one that others compute (FIPS 180-2, B.1)', async () => {
  expect(hex(await sha256('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('an HMAC is the one that others compute (RFC 4231, 4.3)', async () => {
  const told = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
  expect(hex(await hmac('Jefe', 'what do ya want for nothing?'))).toBe(told)
  expect(hex(await hmac(new TextEncoder().encode('Jefe'), 'what do ya want for nothing?'))).toBe(told)
})

test('bytes in an address need no escaping and no padding', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      expect(hex(bytes)).toBe(Buffer.from(bytes).toString('hex'))
    }),
  )
})

test('what was sealed is read with its key alone, and not after one bit of it was changed', async () => {
  const [key, other] = [await sha256('a key'), await sha256('another key')]
  const plain = new TextEncoder().encode('{"code":"K7MQ-2RWX-9TCD"}')
  const sealed = await seal(key, plain, crypto.getRandomValues(new Uint8Array(12)))
  expect(new TextDecoder().decode(await unseal(key, sealed))).toBe('{"code":"K7MQ-2RWX-9TCD"}')
  await expect(unseal(other, sealed)).rejects.toThrow()
  for (const at of [0, 12, sealed.length - 1]) {
    const changed = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte))
    await expect(unseal(key, changed)).rejects.toThrow()
  }
})
