import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../src/embedded/process.ts'

const home = join(import.meta.dirname, '..', '..')

/** On a machine where everything else runs at the same time, too. */
const mostToStartMs = 90_000

export type Workerd = {
  url: string
  output(): string
  /** Fires the cron trigger once and waits until it answered. */
  cron(): Promise<void>
  stop(): Promise<void>
}

/** The program of `wrangler.toml` in a local workerd, with Hyperdrive leading to a real PostgreSQL. */
export async function startWorkerd(databaseUrl: string, settings: Record<string, string>): Promise<Workerd> {
  const port = await freePort()
  const state = await mkdtemp(join(tmpdir(), 'fyrklang-workerd-'))
  const url = `http://127.0.0.1:${port}`
  const texts = Object.entries({ PUBLIC_URL: url, ...settings }).flatMap(([name, value]) => [
    '--var',
    `${name}:${value}`,
  ])
  const wrangler = join(home, 'node_modules', 'wrangler', 'bin', 'wrangler.js')
  const args = [
    wrangler,
    'dev',
    '--ip',
    '127.0.0.1',
    '--port',
    String(port),
    '--inspector-port',
    String(await freePort()),
    '--persist-to',
    state,
    '--show-interactive-dev-session=false',
    ...texts,
  ]
  const child = spawn(process.execPath, args, {
    cwd: home,
    // A group of its own: wrangler's workerd ends with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CI: '1',
      NO_COLOR: '1',
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_LOG_PATH: state,
      CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: databaseUrl,
    },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk
    })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = () => {
    if (child.pid)
      try {
        process.kill(-child.pid, 'SIGKILL')
      } catch {
        /* It is gone. */
      }
  }
  process.once('exit', end)
  const giveUpAt = performance.now() + mostToStartMs
  while (
    !(await fetch(`${url}/api/health`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null || performance.now() > giveUpAt) {
      end()
      throw new Error(`workerd did not start: ${said}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    url,
    output: () => said,
    async cron() {
      const answer = await fetch(`${url}/cdn-cgi/handler/scheduled`)
      if (!answer.ok) throw new Error(`the cron trigger answered ${answer.status}`)
    },
    async stop() {
      process.off('exit', end)
      end()
      await gone
      await rm(state, { recursive: true, force: true })
    },
  }
}
