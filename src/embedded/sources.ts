import { execFile } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** The program's own folder, from `src/embedded` and from `dist/server` alike. */
export const home = join(import.meta.dirname, '..', '..')

/** True when `built` is newer than everything in `sources`, which are paths below {@link home}. */
export function isFresh(built: string, sources: string[]): boolean {
  const builtMs = newest(join(home, built))
  return builtMs > 0 && sources.every((source) => newest(join(home, source)) < builtMs)
}

/** Runs a script of Node's in a process of its own, whose memory goes when it ends. */
export async function runNode(args: string[], what: string): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, args, {
      cwd: home,
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
    })
  } catch (error) {
    throw new Error(
      `${what} could not be built: ${error instanceof Error ? String(Reflect.get(error, 'stderr') || error.message).slice(0, 2000) : ''}`,
    )
  }
}

export function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Milliseconds of the newest file, 0 without one. Tests and compiled messages change nothing. */
function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return 0
  if (stat.isFile()) return stat.mtimeMs
  return Math.max(
    0,
    ...filesIn(path)
      .filter((name) => !/paraglide|\.test\.ts/.test(name))
      .map((name) => statSync(name).mtimeMs),
  )
}
