import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyInAddress, mendedAddress, tokenInAddress } from './link.ts'

const key = 'kRLGP4jLrrlLwueuCNF374lsp8S09R4U'
const id = '0199c000-0000-7000-8000-000000000001'

test.each([
  ['/my', `#${key}`, '/my'],
  [`/my/${id}/checklist`, `#${key}`, `/my/${id}/checklist`],
  ['/my', `#${key}.`, '/my'],
  ['/my', `#${key})`, '/my'],
  ['/my', `#${key}&gt;`, '/my'],
  ['/my', `#<${key}>`, '/my'],
  ['/my', `#${key}%`, '/my'],
  ['/my', `#${key}%3E`, '/my'],
  ['/my', `#${key}?utm_source=mail&utm_medium=x`, '/my'],
  ['/my', `#%23${key}`, '/my'],
  ['/my', `#/${key}`, '/my'],
  [`/my%23${key}`, '', '/my'],
  [`/my%2523${key}.`, '', '/my'],
  [`/my/%23${key}`, '', '/my/'],
  [`/my/${id}%23${key}`, '', `/my/${id}`],
  ['/MY', `#${key}`, '/my'],
  [`/My/${id.toUpperCase()}`, `#${key}`, `/my/${id}`],
  [`/my/${key}`, '', '/my'],
  [`/my/${key}.`, '', '/my'],
  [`/my/${key}/`, '', '/my'],
])('the key of %s%s is read, and its address is %s', (pathname, hash, path) => {
  expect(keyInAddress(pathname, hash)).toEqual({ holder: 'seeker', key, path })
})

test.each([
  ['/with', `#${key}`],
  ['/WITH', `#${key}.`],
  [`/with%23${key}`, ''],
  [`/with/${key}`, ''],
])('%s%s is a companion’s', (pathname, hash) => {
  expect(keyInAddress(pathname, hash)).toEqual({ holder: 'companion', key, path: '/with' })
})

test.each([
  ['/my', ''],
  ['/my', '#content'],
  [`/my/${id}`, ''],
  [`/my/${id}/konklusion`, ''],
  ['/mystery', `#${key}`],
  ['/staff/enter', `#${key}`],
  ['/', `#${key}`],
  ['/%', '#%'],
])('%s%s carries none', (pathname, hash) => expect(keyInAddress(pathname, hash)).toBe(null))

test('no address makes the reader fail', () => {
  const piece = fc.constantFrom('%', '%23', '%zz', '%C3', '/my', '/with', '#', key, '.', '?', id, 'å')
  const address = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(address, address, (pathname, hash) => {
      const found = keyInAddress(pathname, hash)
      if (found) expect(found.key).toMatch(/^[\w-]{32}$/)
      mendedAddress(pathname)
    }),
  )
})

test('a token of the staff’s is read without what stands around it', () => {
  const token = `${key}_-abcdefghi`
  for (const written of [token, `${token}.`, `${token}?utm_source=x`, `%23${token}`, `${token}%`])
    expect(tokenInAddress('/staff/enter', `#${written}`)).toBe(token)
  expect(tokenInAddress(`/staff/enter%23${token}`, '')).toBe(token)
  expect(tokenInAddress('/staff/enter', '')).toBe(null)
  expect(mendedAddress(`/staff/enter%23${token}`)).toBe(`/staff/enter#${token}`)
  expect(mendedAddress('/staff/enter')).toBe(null)
})
