import { describeSettings, readConfig, WrongSettings } from '../config.ts'
import { runProgram } from './program.ts'

/** `npm start`: `--help` prints the settings; a wrong one ends the start with a sentence. */
export async function main(): Promise<void> {
  if (process.argv.includes('--help')) return console.log(describeSettings())
  try {
    await runProgram(readConfig(process.env))
  } catch (error) {
    // A sentence for whoever started it; a stack would only hide it.
    const sentence = error instanceof Error ? error.message : String(error)
    console.error(error instanceof WrongSettings ? sentence : `Fyrklang did not start. ${sentence}`)
    process.exit(1)
  }
}
