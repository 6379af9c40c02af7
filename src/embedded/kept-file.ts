import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** A file of the data folder that cannot be used as it is. Ends the start: the message says what to do. */
export class UnusableFile extends Error {}

/** The text of a file, or `null` where there is none. */
export function readKept(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') return null
    throw error
  }
}

/**
 * Writes a file, for its owner's eyes alone, so that it is there whole or as it was before, also when the power goes
 * in the middle of it: written beside, on the disk, and renamed into place.
 */
export function writeKept(path: string, text: string): void {
  const unfinished = `${path}.new`
  writeFileSync(unfinished, text, { mode: 0o600, flush: true })
  renameSync(unfinished, path)
  flushFolder(dirname(path))
}

/** The rename itself. Windows knows no such thing. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
