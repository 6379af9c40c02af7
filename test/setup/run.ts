import { spawn } from 'node:child_process'
import { dirname, delimiter, join, resolve } from 'node:path'
import { findLiveKit, hasGo, howToGetLiveKit, installLiveKit } from '../../src/embedded/livekit.ts'
import { buildWeb } from '../../src/embedded/web.ts'
import { chromium } from './chromium.ts'
import { schemathesis } from './schemathesis.ts'

/** `npm test`: finds or installs what the tests need, then runs them all. Options are handed on to vitest. */
const say = (line: string) => console.log(line)

try {
  const env = { ...process.env, ...(await needs()) }
  const vitest = join(import.meta.dirname, '..', '..', 'node_modules', 'vitest', 'vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', ...process.argv.slice(2)], { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  child.once('exit', (code) => process.exit(code ?? 1))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

/** Environment in which the tests find everything. Nothing is left out silently: what cannot be had ends the run. */
async function needs(): Promise<Record<string, string>> {
  const chrome = chromium(say)
  const livekit = findLiveKit() ?? (await install())
  await schemathesis(say)
  say('Building the pages …')
  await buildWeb()
  return { CHROME_PATH: chrome, PATH: [dirname(livekit), process.env['PATH']].join(delimiter) }
}

async function install(): Promise<string> {
  if (!hasGo()) throw new Error(`The tests need a LiveKit server. ${howToGetLiveKit}`)
  say('Compiling LiveKit into .data/bin, which takes a minute or two …')
  return await installLiveKit(resolve('.data'), say)
}
