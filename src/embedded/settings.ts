import { readConfig, WrongSettings } from '../config.ts'
import type { Config } from '../config.ts'

/** The settings of the environment; wrong ones end the start with a sentence each, before anything is built. */
export function settingsOrEnd(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error
    console.error(error.message)
    process.exit(1)
  }
}
