import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Path of a Chromium: `CHROME_PATH`, else the first known name on the PATH; `null` when there is none. */
export function findChromium(): string | null {
  const given = process.env['CHROME_PATH']
  if (given) return runs(given) ? given : null
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of names) if (runs(join(folder, name))) return join(folder, name)
  }
  return null
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
