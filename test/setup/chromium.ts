import { existsSync } from 'node:fs'
import { findProgram } from '../../src/embedded/livekit.ts'
import { installFromDebian } from './debian.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** `CHROME_PATH`, or a Chromium on the PATH; `null` when there is none. */
export function findChromium(): string | null {
  const named = process.env['CHROME_PATH']
  if (named) {
    if (!existsSync(named))
      throw new Error(`CHROME_PATH was ${named}, but no such file exists; it must be the path of a Chromium.`)
    return named
  }
  return names.map((name) => findProgram(name)).find((path) => path !== null) ?? null
}

/** Switches under which it joins a LiveKit room without a person, a screen, a camera or the internet. */
export const chromiumSwitches = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
]

/** As {@link findChromium}, or installs it as root on Debian; else ends with the command that would help. */
export function chromium(say: (line: string) => void): string {
  const found = findChromium()
  if (found) return found
  installFromDebian('Chromium (or CHROME_PATH)', ['chromium'], say)
  const installed = findChromium()
  if (!installed) throw new Error('Chromium is still missing. Set CHROME_PATH to the path of one.')
  return installed
}
