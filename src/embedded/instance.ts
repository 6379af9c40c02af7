import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { writeKept } from './kept-file.ts'
import { identityOf } from './process.ts'

const holder = z.object({ pid: z.int(), identity: z.string() })

/**
 * One program at a time uses a data folder. Waits a moment for one that is about to end.
 *
 * @returns gives the folder back
 * @throws Error when another one goes on using it, or when there can be no such folder
 */
export async function holdFolder(dataDir: string): Promise<() => void> {
  makeFolder(dataDir)
  const file = join(dataDir, 'fyrklang.pid')
  const giveUpAt = performance.now() + 8000
  for (let other = runningHolder(file); other; other = runningHolder(file)) {
    if (performance.now() > giveUpAt)
      throw new Error(
        `Another Fyrklang (process ${other.pid}) uses the data folder ${dataDir}. End it first, or set DATA_DIR to another folder.`,
      )
    await pause(50)
  }
  writeKept(file, JSON.stringify({ pid: process.pid, identity: identityOf(process.pid) }))
  return () => rmSync(file, { force: true })
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 })
  } catch (error) {
    const code = error instanceof Error ? Reflect.get(error, 'code') : ''
    throw new Error(
      `DATA_DIR was ${JSON.stringify(dataDir)}, but must be a folder, or a place where this program may make one (${code}).`,
      { cause: error },
    )
  }
}

/** `null` for one that was killed: its number may by now belong to somebody else. */
function runningHolder(file: string) {
  try {
    const found = holder.parse(JSON.parse(readFileSync(file, 'utf8')))
    return found.pid !== process.pid && identityOf(found.pid) === found.identity ? found : null
  } catch {
    return null
  }
}
