import { describeSettings } from '../config.ts'
import { runProgram } from './program.ts'
import { settingsOrEnd } from './settings.ts'

/** `npm start`; `npm start -- --help` prints the settings. */
export async function main(): Promise<void> {
  if (process.argv.includes('--help')) return console.log(describeSettings())
  const config = settingsOrEnd()
  try {
    await runProgram(config)
  } catch (error) {
    // A sentence for whoever started it; a stack would only hide it.
    console.error(`Fyrklang did not start. ${error instanceof Error ? error.message : String(error)}`)
    process.exit(1)
  }
}
