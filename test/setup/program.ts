import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { endProcess } from '../../src/embedded/process.ts'

const home = join(import.meta.dirname, '..', '..')

export type Program = {
  url: string
  /** The supervisor, which `npm start` becomes. */
  child: ChildProcess
  /** The process that the supervisor runs now. */
  workerPid(): number
  /** Everything printed so far. */
  output(): string
  /** Milliseconds from the start to the first 200 of the API. */
  startedInMs: number
  /** Its exit code, once it has one. */
  ended: Promise<number | null>
  /** Ends it as a terminal or a supervisor would, and waits. */
  end(): Promise<number | null>
  /** `kill -9` of both processes, as a machine that loses its power. */
  kill(): Promise<void>
}

/** Starts the whole program as `npm start` does, on a free port, and waits until it answers. */
export async function startProgram(environment: Record<string, string>, args: string[] = []): Promise<Program> {
  const startedAt = performance.now()
  const env = { ...process.env, PORT: '0', NODE_ENV: 'production', npm_lifecycle_event: undefined, ...environment }
  const child = spawn(process.execPath, [...startScript(), ...args], {
    cwd: home,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
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
  const workerPid = () => childOf(child.pid ?? 0)
  return {
    url,
    child,
    workerPid,
    output: () => said,
    startedInMs,
    ended: gone,
    async end() {
      child.kill('SIGTERM')
      return await gone
    },
    async kill() {
      const worker = workerPid()
      // It would end by itself, and properly, when its supervisor is gone.
      process.kill(worker, 'SIGSTOP')
      child.kill('SIGKILL')
      await endProcess(worker, 'SIGKILL', 'SIGKILL')
      await gone
    },
  }
}

/** The one child of a process (Linux). */
function childOf(pid: number): number {
  const [worker] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')
  if (!worker) throw new Error(`process ${pid} runs nothing`)
  return Number(worker)
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
