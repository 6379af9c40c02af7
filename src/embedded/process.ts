import { execFileSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * What tells a process from a later one with the same number: the kernel's start time. `null` when no
 * such process runs. A number alone is not enough: after a restart of a container they come again.
 */
export function identityOf(pid: number): string | null {
  if (!isAlive(pid)) return null
  const stat = statOf(pid)
  if (!stat) return ps(pid, 'lstart=')
  return stat[0] === 'Z' ? null : `${bootId()}/${stat[19]}`
}

/** True when a process with this number runs and was started with all of `words` in its command line. */
export function runsAs(pid: number, words: string[]): boolean {
  if (identityOf(pid) === null) return false
  const command = commandOf(pid)
  return words.every((word) => command.includes(word))
}

export function parentOf(pid: number): number | null {
  return Number(statOf(pid)?.[1] ?? ps(pid, 'ppid=')) || null
}

/**
 * Asks a process to end, and makes it after `patienceMs`: with `lastSignal`, and after as long again with one that
 * nobody can refuse. Returns when it is gone.
 */
export async function endProcess(pid: number, signal: NodeJS.Signals, lastSignal: NodeJS.Signals, patienceMs = 10_000) {
  const identity = identityOf(pid)
  if (identity === null) return
  send(pid, signal)
  // One that was stopped takes no signal but this, and ends then.
  send(pid, 'SIGCONT')
  const askedAt = performance.now()
  while (identityOf(pid) === identity) {
    const waited = performance.now() - askedAt
    if (waited > 2 * patienceMs) send(pid, 'SIGKILL')
    else if (waited > patienceMs) send(pid, lastSignal)
    await pause(10)
  }
}

/** Ends a child together with this process when that ends by itself or by an exception. */
export function endWithParent(child: ChildProcess, signal: NodeJS.Signals): () => void {
  const end = () => void child.kill(signal)
  process.once('exit', end)
  return () => process.off('exit', end)
}

/** `wanted` when nobody listens there on 127.0.0.1, else a free port. */
export async function freePort(wanted = 0): Promise<number> {
  return await listenOnce(wanted).catch(() => listenOnce(0))
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && Reflect.get(error, 'code') === 'EPERM'
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ps(pid, 'command=') ?? ''
  }
}

/** The fields of Linux' `/proc/<pid>/stat` after the name: state, parent, ... start time as the twentieth. */
function statOf(pid: number): string[] | null {
  try {
    return (
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .split(/\) (?=[A-Za-z] )/)[1]
        ?.split(' ') ?? null
    )
  } catch {
    return null
  }
}

const bootId = () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()

function ps(pid: number, column: string): string | null {
  try {
    return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}

function send(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone in the meantime, which is what was wanted.
  }
}
