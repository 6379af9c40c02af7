import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Installs packages as root on Debian; else ends with the command that would help. */
export function installFromDebian(what: string, packages: string[], say: (line: string) => void): void {
  const command = `apt-get update && apt-get install --yes --no-install-recommends ${packages.join(' ')}`
  const isRoot = process.getuid?.() === 0
  if (!isRoot || !isDebian())
    throw new Error(`The tests need ${what}. Run: ${isRoot ? command : `sudo sh -c '${command}'`}`)
  say(`Installing ${what}: ${command}`)
  execFileSync('sh', ['-c', command], { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}

const isDebian = () =>
  existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
