import { expect, it } from 'vitest'
import { finished, isHeard, isWorthTelling, meterLevel, notChecked, outcomeOf, rootMeanSquare } from './outcome.ts'

it('what was not tried is stored as skipped', () => {
  expect(outcomeOf({ ...notChecked, camera: 'ok', microphone: 'running' })).toEqual({
    camera: 'ok',
    microphone: 'skipped',
    speaker: 'skipped',
    network: 'skipped',
  })
})

it('the check is done when all parts were tried or passed over', () => {
  expect(finished({ camera: 'ok', microphone: 'blocked', speaker: 'ok', network: 'running' })).toBe(false)
  expect(finished({ camera: 'skipped', microphone: 'blocked', speaker: 'failed', network: 'failed' })).toBe(true)
})

it('one part that was tried is worth telling, a part skipped only once all is done', () => {
  expect(isWorthTelling({ ...notChecked, camera: 'running' })).toBe(false)
  expect(isWorthTelling({ ...notChecked, camera: 'skipped', microphone: 'running' })).toBe(false)
  expect(isWorthTelling({ ...notChecked, camera: 'blocked' })).toBe(true)
  expect(isWorthTelling({ camera: 'skipped', microphone: 'skipped', speaker: 'skipped', network: 'skipped' })).toBe(
    true,
  )
})

it('the meter shows silence as nothing and speech as clearly more', () => {
  expect(meterLevel(0)).toBe(0)
  expect(meterLevel(0.001)).toBeCloseTo(0)
  expect(meterLevel(0.1)).toBeCloseTo(2 / 3)
  expect(meterLevel(1)).toBe(1)
  expect(isHeard(rootMeanSquare(new Float32Array([0.1, -0.1])))).toBe(true)
  expect(isHeard(rootMeanSquare(new Float32Array(64)))).toBe(false)
})
