import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The key from which all others come: made at the first start, readable by its owner alone. */
export function keptSecretKey(dataDir: string): string {
  const file = join(dataDir, 'secret-key')
  try {
    const kept = readFileSync(file, 'utf8').trim()
    if (kept.length >= 32) return kept
  } catch {
    // The first start.
  }
  const fresh = randomBytes(32).toString('hex')
  writeFileSync(file, fresh, { mode: 0o600 })
  return fresh
}
