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

test.each(['/mark.svg', '/assets/app-1.js'])('the file %s is handed out', async (path) => {
  expect((await pages.request(path)).status).toBe(200)
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
