import { beforeEach, expect, test, vi } from 'vitest'
import { forgetSecret, isRemembered, keepSecret, rememberSecret, secretOf, takeSecretFromAddress } from './secret.ts'

const secret = 'kRLGP4jLrrlLwueuCNF374lsp8S09R4U'

beforeEach(() => {
  vi.stubGlobal('sessionStorage', new Kept())
  vi.stubGlobal('localStorage', new Kept())
})

test('a link’s secret is kept for the visit and leaves the address', () => {
  const address = openAt('/my', `#${secret}`)
  expect(takeSecretFromAddress()).toBe(secret)
  expect(secretOf('seeker')).toBe(secret)
  expect(secretOf('companion')).toBe(null)
  expect(address.shown).toBe('/my')
})

test('an invitation opens nothing of the seeker’s', () => {
  openAt('/with', `#${secret}`)
  takeSecretFromAddress()
  expect([secretOf('seeker'), secretOf('companion')]).toEqual([null, secret])
})

test.each(['/staff/enter', '/setup', '/'])('what stands behind # on %s is left alone', (path) => {
  const address = openAt(path, `#${secret}`)
  expect(takeSecretFromAddress()).toBe(null)
  expect(address.shown).toBe(null)
})

test('nothing outlives the tab unless the person asked for it, and locking leaves nothing', () => {
  keepSecret('seeker', secret)
  expect(isRemembered('seeker')).toBe(false)
  rememberSecret('seeker', true)
  vi.stubGlobal('sessionStorage', new Kept())
  expect(secretOf('seeker')).toBe(secret)
  forgetSecret('seeker')
  expect(secretOf('seeker')).toBe(null)
})

function openAt(pathname: string, hash: string): { shown: string | null } {
  const address: { shown: string | null } = { shown: null }
  vi.stubGlobal('location', { pathname, hash, search: '' })
  vi.stubGlobal('history', {
    state: null,
    replaceState: (_state: unknown, _title: string, url: string) => (address.shown = url),
  })
  return address
}

class Kept {
  readonly map = new Map<string, string>()
  getItem(key: string) {
    return this.map.get(key) ?? null
  }
  setItem(key: string, value: string) {
    this.map.set(key, value)
  }
  removeItem(key: string) {
    this.map.delete(key)
  }
}
