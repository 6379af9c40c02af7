import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { createPages } from './pages.ts'

const folder = mkdtempSync(join(tmpdir(), `fyrklang-test-${process.pid}-`))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
mkdirSync(join(folder, 'assets'))
writeFileSync(join(folder, 'index.html'), '<title>The page</title>')
mkdirSync(join(folder, 'first'))
for (const screen of ['book-da', 'door-en'])
  writeFileSync(join(folder, 'first', `${screen}.html`), `<title>${screen}</title>`)
writeFileSync(join(folder, 'mark.svg'), '<svg/>')
writeFileSync(join(folder, 'assets', 'app-1.js'), 'export {}')

const { db } = await testDatabase()
const pages = createPages(testPorts(db), folder)

test.each(['/', '/my', '/staff/talks', '/book/', '/my.', '/Staff/Enter', '/talk/0199c000-0000-7000-8000-000000000abc'])(
  'the address %s is the one page, which knows its own routes',
  async (path) => {
    const answer = await pages.request(path)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('The page')
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  },
)

test.each([
  ['/mark.svg', 'no-cache'],
  ['/assets/app-1.js', 'public, max-age=31536000, immutable'],
])('the file %s is handed out, and says how long it may be kept: %s', async (path, keeping) => {
  const answer = await pages.request(path)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe(keeping)
})

test.each([
  '/assets/nope.js',
  '/assets/app-1.js.map',
  '/nope.png',
  '/robots.txt',
  '/.env',
  '/wp-login.php',
  '/staff/nope.js',
  '/assets/nope',
  '/%2e%2e/package.json',
])('the file %s, which is not there, is a 404 and not the page', async (path) => {
  const answer = await pages.request(path)
  expect(answer.status).toBe(404)
  expect(await answer.text()).not.toContain('The page')
  expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
})

test.each([
  ['/book/0199c000-0000-7000-8000-000000000abc', { 'accept-language': 'da' }, 'book-da'],
  [
    '/talk/0199c000-0000-7000-8000-000000000abc',
    { cookie: 'fyrklang.language=en', 'accept-language': 'da' },
    'door-en',
  ],
])('the address %s begins with the screen of its kind, in the reader’s language', async (path, headers, screen) => {
  const answer = await pages.request(path, { headers })
  expect(await answer.text()).toContain(screen)
  expect(answer.headers.get('content-language')).toBe(screen.slice(-2))
  expect(answer.headers.get('vary')).toContain('Accept-Language')
  expect(answer.headers.get('cache-control')).toBe('no-cache')
  expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
})
