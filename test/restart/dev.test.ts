import { spawn } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../setup/browser.ts'
import { until } from '../setup/program.ts'

const home = join(import.meta.dirname, '..', '..')
/** A copy of the sources, to be changed. */
const folder = realpathSync(mkdtempSync(join(tmpdir(), `fyrklang-test-${process.pid}-`)))
let dev: Awaited<ReturnType<typeof startDev>>
let browser: Browser

beforeAll(async () => {
  for (const part of ['src', 'web', 'drizzle', 'package.json', 'tsconfig.json'])
    cpSync(join(home, part), join(folder, part), { recursive: true })
  symlinkSync(realpathSync(join(home, 'node_modules')), join(folder, 'node_modules'))
  ;[dev, browser] = await Promise.all([startDev(), startBrowser()])
})
afterAll(async () => {
  dev.child.kill('SIGTERM')
  await dev.ended
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

test('npm run dev shows pages, sample data, mailbox and video at one address', async () => {
  expect(await (await fetch(dev.url)).text()).toContain('/@vite/client')
  expect((await (await fetch(`${dev.url}/api/services`)).json()).services).toHaveLength(2)
  expect(await (await fetch(`${dev.url}/api/health`)).json()).toMatchObject({ ok: true, video: true })
  expect(dev.output()).toContain(`Mailbox with every letter   ${dev.told}/mailbox`)
})

test('a change of the server is answered by the next call, which waits for it; the database stays', async () => {
  const postmaster = () => readFileSync(join(folder, '.data', 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]
  const before = postmaster()
  const file = join(folder, 'src', 'http', 'health.ts')
  writeFileSync(file, readFileSync(file, 'utf8').replace('Is the program well', 'Is it well'))
  await expect
    .poll(
      async () => {
        const answer = await fetch(`${dev.url}/api/openapi.json`)
        return await answer.text()
      },
      { timeout: 60_000 },
    )
    .toContain('Is it well')
  expect(postmaster()).toBe(before)
})

test('a change of a page comes into the open one without loading it anew', async () => {
  const page = await browser.newPage()
  const heard: string[] = []
  page.on('console', (message) => void heard.push(message.text()))
  await page.goto(dev.url)
  await page.locator('h1').first().waitFor({ timeout: 60_000 })
  await page.evaluate('window.stillTheSame = true')
  const parts = await page.evaluate<string[]>(
    "performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((name) => /^\\/(ui|seeker)\\/.*\\.tsx$/.test(name))",
  )
  const [part] = parts
  if (!part) throw new Error('the page shows no part of its own')
  appendFileSync(join(folder, 'web', part), '\n// changed\n')
  await expect.poll(() => heard.join('\n'), { timeout: 60_000 }).toContain(`hot updated: ${part}`)
  expect(await page.evaluate('window.stillTheSame')).toBe(true)
  await page.close()
})

test('a Ctrl-C ends it all', async () => {
  dev.child.kill('SIGINT')
  expect(await dev.ended).toBe(0)
  expect(commandLines().filter((line) => line.includes(folder))).toEqual([])
})

async function startDev() {
  const env = { ...process.env, PORT: '0', DATA_DIR: join(folder, '.data'), npm_lifecycle_event: undefined }
  const child = spawn(process.execPath, ['src/embedded/dev.ts'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk
    })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const output = () => said
  const told = await until(() => /Fyrklang runs on (\S+)/.exec(said)?.[1], child, output)
  await until(() => (said.includes('Mailbox') ? true : null), child, output)
  return { child, ended, output, told, url: told.replace('localhost', '127.0.0.1') }
}

/** Of every process on this machine (Linux). */
const commandLines = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      } catch {
        return ''
      }
    })
