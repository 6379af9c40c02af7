import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { networksOf, readNetworkAddress } from './network.ts'

describe('a network address', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    [' 192.0.2.1 ', '192.0.2.1'],
    ['192.0.2.1:4711', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:C000:0201', '192.0.2.1'],
    ['[::ffff:192.0.2.1]:4711', '192.0.2.1'],
    ['2001:DB8::1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['"[2001:db8::1]:4711"', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::1', '::1'],
    ['0::0', '::'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
  ])('written %s is %s', (written, read) => expect(readNetworkAddress(written)).toBe(read))

  test.each([
    '',
    'unknown',
    '_hidden',
    'example.org',
    '256.0.2.1',
    '192.0.2',
    '192.0.2.1:x',
    '192.0.2.1, 10.0.0.1',
    '2001:db8::1:4711:x',
    '2001:db8::g',
    '1:2:3:4:5:6:7:8:9',
    'a::b::c',
    '[2001:db8::1',
    '::1]/path',
    "' or 1=1",
  ])('%j is none', (written) => expect(readNetworkAddress(written)).toBe(null))

  test('is the same with a port behind it, and when it is read again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat(65_535), (address, port) => {
        const read = readNetworkAddress(address)
        expect(read).not.toBe(null)
        expect(readNetworkAddress(address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`)).toBe(read)
        expect(readNetworkAddress(read ?? '')).toBe(read)
      }),
    )
  })
})

test.each([
  ['192.0.2.1', '192.0.2.1', null],
  ['2001:db8:7:9:a::1', '2001:db8:7:9::/64', '2001:db8:7::/48'],
  ['2001:db8:7:9:b::1', '2001:db8:7:9::/64', '2001:db8:7::/48'],
  ['2001:db8::1', '2001:db8:0:0::/64', '2001:db8:0::/48'],
  ['nonsense', 'unknown', null],
  ['more nonsense', 'unknown', null],
])('%s calls from %s and %s', (address, near, wide) => expect(networksOf(address)).toEqual({ near, wide }))
