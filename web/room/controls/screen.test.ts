import { expect, it } from 'vitest'
import { givesWay, isChoiceClosed } from './screen.ts'

it('of two who share at the same moment exactly one gives way', () => {
  expect([givesWay('anna', ['bo']), givesWay('bo', ['anna'])].sort()).toEqual([false, true])
  expect(givesWay('anna', [])).toBe(false)
})

it('closing the browser’s choice is no trouble, what the computer forbids is', () => {
  expect(isChoiceClosed(new DOMException('Permission denied', 'NotAllowedError'))).toBe(true)
  expect(isChoiceClosed(new DOMException('Permission denied by system', 'NotAllowedError'))).toBe(false)
  expect(isChoiceClosed(new DOMException('no source', 'NotReadableError'))).toBe(false)
})
