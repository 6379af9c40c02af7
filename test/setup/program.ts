import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const home = join(import.meta.dirname, '..', '..')

export type Program = {
  url: string
  child: ChildProcess
  /** Everything printed so far. */
  output(): string
  /** Milliseconds from the start to the first 200 of the API. */
  startedInMs: number
  /** Ends it as a terminal or a supervisor would, and waits. */
  end(): Promise<number | null>
  /** `kill -9`. */
  kill(): Promise<void>
}

/** Starts the whole program as `npm start` does, on a free port, and waits until it answers. */
export async function startProgram(environment: Record<string, string>): Promise<Program> {
  const startedAt = performance.now()
  const env = { ...process.env, PORT: '0', NODE_ENV: 'production', npm_lifecycle_event: undefined, ...environment }
  const child = spawn(process.execPath, startScript(), { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk
    })
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const url = await until(
    () => /Fyrklang runs on (\S+)/.exec(said)?.[1]?.replace('localhost', '127.0.0.1'),
    child,
    () => said,
  )
  while (
    !(await fetch(`${url}/api/services`).then(
      (answer) => answer.ok,
      () => false,
    ))
  );
  const startedInMs = performance.now() - startedAt
  return {
    url,
    child,
    output: () => said,
    startedInMs,
    async end() {
      child.kill('SIGTERM')
      return await gone
    },
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Options and file of `npm start`. */
const startScript = (): string[] =>
  JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
    .scripts.start.split(' ')
    .slice(1)

/** Waits for a line of its output. */
export async function until<T>(found: () => T | null | undefined, child: ChildProcess, said: () => string): Promise<T> {
  while (true) {
    const value = found()
    if (value !== null && value !== undefined) return value
    if (child.exitCode !== null) throw new Error(`The program ended: ${said()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
