import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** How to run a program that refuses to run as root: under which numbers, and behind which command. */
export type Account = { uid: number; gid: number } | null

/** The account that PostgreSQL runs under: our own, or `postgres` (made if need be) when we are root. */
export function postgresAccount(): Account {
  if (process.getuid?.() !== 0) return null
  return readAccount() ?? makeAccount()
}

/**
 * Command and options that start `program` under `account`. Folders on the way that only root may enter
 * (`/root`, a private temporary folder) are passed by giving the child that one capability and no other. The
 * secure bit lets it count for access(2), too, by which initdb looks for its own programs (capabilities(7)).
 */
export function spawnAs(account: Account, program: string, args: string[], folders: string[]) {
  if (!account) return { command: program, args, options: {} }
  if ([program, ...folders].every(isOpenToAll)) return { command: program, args, options: account }
  const capabilities = '+dac_override'
  return {
    command: setpriv(),
    args: [
      `--reuid=${account.uid}`,
      `--regid=${account.gid}`,
      '--clear-groups',
      '--securebits=+no_setuid_fixup',
      `--inh-caps=${capabilities}`,
      `--ambient-caps=${capabilities}`,
      '--',
      program,
      ...args,
    ],
    options: {},
  }
}

function readAccount(): Account {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}

/** PostgreSQL refuses to run as root, so root gives it the account that distributions give it. */
function makeAccount(): Account {
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
      { stdio: 'pipe' },
    )
  } catch {
    throw new Error(
      'PostgreSQL does not run as root, and no user "postgres" could be made. Start as another user, or set DATABASE_URL.',
    )
  }
  return readAccount()
}

function isOpenToAll(path: string): boolean {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

function setpriv(): string {
  const found = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path))
  if (!found)
    throw new Error(
      'PostgreSQL runs as the user "postgres", who may not enter this folder. Set DATA_DIR to one open to all, or install util-linux.',
    )
  return found
}
