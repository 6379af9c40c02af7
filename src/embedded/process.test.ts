import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { endProcess, identityOf } from './process.ts'

async function child(script: string): Promise<number> {
  const made = spawn(process.execPath, ['-e', `${script}; setInterval(() => {}, 1000); console.log('up')`])
  await once(made.stdout, 'data')
  if (!made.pid) throw new Error('nothing was started')
  return made.pid
}

test('a process that stands still is ended', async () => {
  const pid = await child('')
  process.kill(pid, 'SIGSTOP')
  await endProcess(pid, 'SIGINT', 'SIGQUIT', 60_000)
  expect(identityOf(pid)).toBeNull()
})

test('a process that refuses to end is ended', async () => {
  const pid = await child("for (const signal of ['SIGINT', 'SIGQUIT']) process.on(signal, () => {})")
  await endProcess(pid, 'SIGINT', 'SIGQUIT', 100)
  expect(identityOf(pid)).toBeNull()
})
