import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { findProgram } from '../../src/embedded/livekit.ts'
import { installFromDebian } from './debian.ts'

const version = '4.32.5'
const home = resolve(import.meta.dirname, '../../.data', `schemathesis-${version}`)

/** The program `schemathesis` of this version, installed once into the data folder, which takes half a minute. */
export async function schemathesis(say: (line: string) => void = () => {}): Promise<string> {
  const program = join(home, 'bin', 'schemathesis')
  const done = join(home, 'installed')
  if (existsSync(done)) return program
  if (!hasVenv()) installFromDebian('Python with venv', ['python3', 'python3-venv'], say)
  say(`Installing schemathesis ${version} into ${home} …`)
  await rm(home, { recursive: true, force: true })
  execFileSync('python3', ['-m', 'venv', home], { stdio: 'pipe' })
  execFileSync(join(home, 'bin', 'pip'), ['install', '--quiet', `schemathesis==${version}`], { stdio: 'pipe' })
  // What was begun and never ended begins anew.
  execFileSync('touch', [done])
  return program
}

function hasVenv(): boolean {
  if (!findProgram('python3')) return false
  try {
    execFileSync('python3', ['-c', 'import venv, ensurepip'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
