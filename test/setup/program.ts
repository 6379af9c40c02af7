import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Program = {
  origin: string
  pid: number
  dataDir: string
  /** All that it has printed. */
  output(): string
  /** The first match of `pattern` in what it prints, waited for. */
  printed(pattern: RegExp): Promise<RegExpMatchArray>
  /** Ends it as Ctrl-C would, and resolves when it is gone. */
  stop(): Promise<void>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

/**
 * The program as a person starts it (`node src/node.ts`), on a free port of the loopback address. Resolves
 * at the first 200 from `/api/health`.
 *
 * @param settings environment variables; `DATA_DIR` is a new folder unless given
 */
export async function startProgram(settings: Record<string, string> = {}): Promise<Program> {
  const dataDir = settings['DATA_DIR'] ?? mkdtempSync(join(tmpdir(), 'fyrklang-program-'))
  const port = settings['PORT'] ?? String(await freePort())
  const origin = `http://localhost:${port}`
  const child = spawn(process.execPath, ['src/node.ts'], {
    cwd: new URL('../..', import.meta.url).pathname,
    env: { ...process.env, DATA_DIR: dataDir, PORT: port, PUBLIC_URL: origin, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const listeners = new Set<() => void>()
  const hear = (chunk: Buffer) => {
    output += chunk.toString()
    for (const listener of listeners) listener()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const endWithParent = () => child.kill('SIGTERM')
  process.once('exit', endWithParent)

  function printed(pattern: RegExp): Promise<RegExpMatchArray> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(output)
        if (match) {
          listeners.delete(look)
          resolve(match)
        } else if (child.exitCode !== null) {
          listeners.delete(look)
          reject(new Error(`The program ended (${child.exitCode}) before it printed ${pattern}:\n${output}`))
        }
      }
      listeners.add(look)
      child.once('exit', look)
      look()
    })
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL') {
    process.off('exit', endWithParent)
    child.kill(signal)
    await gone
  }

  while (!(await answers(`${origin}/api/health`))) {
    if (child.exitCode !== null) throw new Error(`The program did not start:\n${output}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {
    origin,
    pid: child.pid ?? 0,
    dataDir,
    output: () => output,
    printed,
    async stop() {
      await end('SIGTERM')
      if (!settings['DATA_DIR']) rmSync(dataDir, { recursive: true, force: true })
    },
    kill: () => end('SIGKILL'),
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).status === 200
  } catch {
    return false
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
