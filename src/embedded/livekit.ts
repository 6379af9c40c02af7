import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { accessSync, constants } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { readKept, UnusableFile, writeKept } from './kept-file.ts'
import { endProcess, endWithParent, freePort, identityOf } from './process.ts'

const liveKitVersion = 'v1.13.5'
/** Later versions have `replace` lines in their go.mod, which `go install` refuses. */
const liveKitPackage = `github.com/livekit/livekit-server/cmd/server@${liveKitVersion}`
export const howToGetLiveKit = `Install Go (https://go.dev/dl) and start again, or put livekit-server ${liveKitVersion} on the PATH, or set LIVEKIT_URL.`

export type LiveKitServer = { url: string; apiKey: string; apiSecret: string; stop(): Promise<void> }

const executable = process.platform === 'win32' ? '.exe' : ''

/** The server program on the PATH or in the data folder; `null` when there is none. */
export function findLiveKit(dataDir = process.env['DATA_DIR'] ?? '.data'): string | null {
  return findProgram('livekit-server', [resolve(dataDir, 'bin')])
}

/** True when {@link installLiveKit} can do its work. */
export const hasGo = () => findProgram('go', ['/usr/local/go/bin']) !== null

/**
 * Compiles the pinned LiveKit server into the data folder, which takes a minute or two.
 *
 * @throws Error with the compiler's last lines, or when there is no Go
 */
export async function installLiveKit(dataDir: string, say: (line: string) => void): Promise<string> {
  const go = findProgram('go', ['/usr/local/go/bin'])
  if (!go) throw new Error(`There is no Go to install LiveKit with. ${howToGetLiveKit}`)
  const bin = resolve(dataDir, 'bin')
  const unfinished = join(bin, `unfinished-${process.pid}`)
  await mkdir(unfinished, { recursive: true })
  try {
    await compiled(go, unfinished, say)
    const place = join(bin, `livekit-server${executable}`)
    await rename(join(unfinished, `server${executable}`), place)
    return place
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

function compiled(go: string, bin: string, say: (line: string) => void): Promise<void> {
  // -v names every package once it is compiled.
  const child = spawn(go, ['install', '-v', liveKitPackage], {
    env: { ...process.env, GOBIN: bin, CGO_ENABLED: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const letGo = endWithParent(child, 'SIGTERM')
  let fetched = 0
  let done = 0
  let words = ''
  child.stderr.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-1500)
    for (const line of chunk.toString().split('\n')) {
      if (line.startsWith('go: downloading')) fetched++
      else if (line.trim()) done++
    }
  })
  const startedAt = performance.now()
  const told = setInterval(
    () =>
      say(
        `LiveKit: ${fetched} modules fetched, ${done} packages compiled, ${Math.round((performance.now() - startedAt) / 1000)} s of usually 60 to 180 s`,
      ),
    5000,
  )
  return new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`"go install ${liveKitPackage}" failed: ${words.trim()}`)),
    )
  }).finally(() => {
    clearInterval(told)
    letGo()
  })
}

const kept = z.object({
  apiKey: z.string(),
  apiSecret: z.string(),
  port: z.int(),
  tcpPort: z.int(),
  udpPort: z.int(),
  /** The server that ran last: its number, and what tells it from a later process of that number. */
  process: z.object({ pid: z.int(), identity: z.string() }).nullable(),
})
type Kept = z.infer<typeof kept>

/**
 * Starts LiveKit on the loopback address with keys and ports of its own, kept in the data folder. One that a
 * killed program left is ended first; one that dies is started again.
 *
 * @param webhookUrl where it tells of joining and leaving
 */
export async function startLiveKit(binary: string, dataDir: string, webhookUrl: string): Promise<LiveKitServer> {
  const file = resolve(dataDir, 'livekit.json')
  const before = keptOrFresh(file)
  await endLeftLiveKit(before)
  const server: Kept = {
    ...before,
    process: null,
    port: await freePort(before.port),
    tcpPort: await freePort(before.tcpPort),
    udpPort: await freeUdpPort(before.udpPort),
  }

  let stopping = false
  let child = run(binary, file, server, webhookUrl)
  child.once('exit', async function startAgain() {
    await pause(1000, undefined, { ref: false })
    if (stopping) return
    child = run(binary, file, server, webhookUrl)
    child.once('exit', startAgain)
  })
  await answers(server.port, () => child.exitCode !== null)
  return {
    url: `ws://127.0.0.1:${server.port}`,
    apiKey: server.apiKey,
    apiSecret: server.apiSecret,
    async stop() {
      stopping = true
      // It would wait for everybody to leave; nobody can leave a room whose program is gone.
      if (child.pid) await endProcess(child.pid, 'SIGTERM', 'SIGKILL', 500)
    },
  }
}

async function endLeftLiveKit({ process: left }: Kept): Promise<void> {
  if (left && identityOf(left.pid) === left.identity) await endProcess(left.pid, 'SIGTERM', 'SIGKILL', 500)
}

/** Ends the one that a killed program left in this data folder, if any. */
export async function endLiveKitOf(dataDir: string): Promise<void> {
  const file = resolve(dataDir, 'livekit.json')
  const text = readKept(file)
  if (text !== null) await endLeftLiveKit(parsed(file, text))
}

function run(binary: string, file: string, server: Kept, webhookUrl: string): ChildProcess {
  const config = {
    port: server.port,
    bind_addresses: ['127.0.0.1'],
    keys: { [server.apiKey]: server.apiSecret },
    rtc: {
      tcp_port: server.tcpPort,
      udp_port: server.udpPort,
      node_ip: '127.0.0.1',
      use_external_ip: false,
      enable_loopback_candidate: true,
    },
    webhook: { api_key: server.apiKey, urls: [webhookUrl] },
    logging: { level: 'error' },
  }
  // In the environment: a command line, secret included, can be read by everybody on the machine.
  const env = { ...process.env, LIVEKIT_CONFIG: JSON.stringify(config) }
  // Detached: a Ctrl-C at the terminal reaches this program alone, which then ends LiveKit.
  const child = spawn(binary, [], { env, stdio: 'ignore', detached: true })
  child.unref()
  const letGo = endWithParent(child, 'SIGKILL')
  child.once('exit', letGo)
  child.once('error', letGo)
  const identity = child.pid ? identityOf(child.pid) : null
  const running = child.pid && identity ? { pid: child.pid, identity } : null
  writeKept(file, JSON.stringify({ ...server, process: running }))
  return child
}

/** @throws UnusableFile when it is empty or cut off: a server that still runs would then never be ended. */
function keptOrFresh(file: string): Kept {
  const text = readKept(file)
  if (text !== null) return parsed(file, text)
  return {
    apiKey: `API${randomBytes(6).toString('hex')}`,
    apiSecret: randomBytes(32).toString('hex'),
    port: 0,
    tcpPort: 0,
    udpPort: 0,
    process: null,
  }
}

function parsed(file: string, text: string): Kept {
  try {
    return kept.parse(JSON.parse(text))
  } catch {
    throw new UnusableFile(
      `${file} is empty or cut off. It holds the keys and ports of the video server beside this program, and nothing else: end a livekit-server that still runs, delete the file, and start again.`,
    )
  }
}

async function answers(port: number, isGone: () => boolean) {
  const giveUpAt = performance.now() + 10_000
  while (true) {
    const answered = await fetch(`http://127.0.0.1:${port}`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (answered) return
    if (isGone() || performance.now() > giveUpAt) throw new Error('The LiveKit server did not start.')
    await pause(20)
  }
}

function freeUdpPort(wanted: number): Promise<number> {
  return bound(wanted).catch(() => bound(0))
}

function bound(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4').once('error', reject)
    socket.bind(port, '127.0.0.1', () => {
      const address = socket.address()
      socket.close(() => resolve(address.port))
    })
  })
}

/** Full path of a program on the PATH, or in one of the folders after it. */
export function findProgram(name: string, folders: string[] = []): string | null {
  const places = [...(process.env['PATH'] ?? '').split(delimiter), ...folders].map((folder) =>
    join(folder, name + executable),
  )
  return places.find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
