import { afterEach, expect, test, vi } from 'vitest'
import { kept, keptInTab, keepsInTab } from './kept.ts'

afterEach(() => void Reflect.deleteProperty(globalThis, 'sessionStorage'))

test('where the browser blocks storage, whose very name then throws, a page keeps things while it is open', () => {
  Object.defineProperty(globalThis, 'sessionStorage', {
    configurable: true,
    get() {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    },
  })
  keptInTab.setItem('a', 'one')
  expect(keptInTab.getItem('a')).toBe('one')
  keptInTab.removeItem('a')
  expect(keptInTab.getItem('a')).toBe(null)
  expect(keepsInTab()).toBe(false)
})

test('where a storage is full, the newest is kept while the page is open, and read before the older', () => {
  const store = new Map([['a', 'old']])
  const full = kept(() => ({
    getItem: (key) => store.get(key) ?? null,
    setItem() {
      throw new DOMException('full', 'QuotaExceededError')
    },
    removeItem: (key) => void store.delete(key),
  }))
  full.setItem('a', 'new')
  expect(full.getItem('a')).toBe('new')
  full.removeItem('a')
  expect(full.getItem('a')).toBe(null)
})

test('where the browser keeps things, they are kept there alone', () => {
  const store = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => void store.set(key, value),
    removeItem: (key: string) => void store.delete(key),
  })
  expect(keepsInTab()).toBe(true)
  keptInTab.setItem('a', 'one')
  expect(store.get('a')).toBe('one')
  store.clear()
  expect(keptInTab.getItem('a')).toBe(null)
})
