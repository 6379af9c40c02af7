import { expect, it } from 'vitest'
import { testSound } from './test-sound.ts'

it('the sound of the loudspeaker check is a WAV file that begins and ends in silence, and can be heard between', () => {
  const file = testSound()
  const text = (from: number, to: number) => String.fromCharCode(...file.slice(from, to))
  expect([text(0, 4), text(8, 16), text(36, 40)]).toEqual(['RIFF', 'WAVEfmt ', 'data'])
  const view = new DataView(file.buffer)
  expect(view.getUint32(4, true)).toBe(file.length - 8)
  expect(view.getUint32(40, true)).toBe(file.length - 44)
  const samples = Array.from({ length: (file.length - 44) / 2 }, (_, index) => view.getInt16(44 + index * 2, true))
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  expect(Math.abs(samples.at(0) ?? 1)).toBe(0)
  expect(Math.abs(samples.at(-1) ?? loudest)).toBeLessThan(loudest / 100)
  expect(loudest).toBeGreaterThan(0.3 * 0x7fff)
  expect(loudest).toBeLessThan(0.5 * 0x7fff)
})
