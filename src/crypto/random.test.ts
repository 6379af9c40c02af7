import { expect, test } from 'vitest'
import { random, uuidOf } from './random.ts'

test('ids are UUIDs of version 7 that sort by time', () => {
  expect(uuidOf(0x17f22e279b0, new Uint8Array([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]))).toBe(
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
  )
  expect(random.uuid(1000) < random.uuid(1001)).toBe(true)
})
