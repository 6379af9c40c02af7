import { enableCompileCache } from 'node:module'
import { describeSettings, readConfig, WrongSettings } from './config.ts'
import type { Config } from './config.ts'

// Keeps compiled code between starts: a cold start on a warm folder takes half the time.
enableCompileCache()
await main()

async function main() {
  if (process.argv.includes('--help')) return console.log(describeSettings())
  const { runProgram } = await import('./embedded/program.ts')
  try {
    await runProgram(checkedConfig())
  } catch (error) {
    // A sentence for whoever started it; the stack would only hide it.
    console.error(`Fyrklang did not start. ${error instanceof Error ? error.message : String(error)}`)
    process.exit(1)
  }
}

function checkedConfig(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error
    console.error(error.message)
    process.exit(1)
  }
}
