import { join, resolve } from 'node:path'
import { describeSettings } from '../config.ts'
import { failureOf, placesOf } from '../http/failure.ts'
import { crashed, didNotStart } from './exit.ts'
import { endLiveKitOf } from './livekit.ts'
import { endLeftover } from './postgres.ts'
import { runProgram } from './program.ts'
import { settingsOrEnd } from './settings.ts'

/** `npm start`; `npm start -- --help` prints the settings. */
export async function main(): Promise<void> {
  if (process.argv.includes('--help')) return console.log(describeSettings())
  const config = settingsOrEnd()
  if (process.argv.includes('--end-leftovers')) return endLeftovers(resolve(config.dataDir))
  process.on('uncaughtException', logAndEnd)
  try {
    await runProgram(config)
  } catch (error) {
    // A sentence for whoever started it; a stack would only hide it.
    console.error(`Fyrklang did not start. ${error instanceof Error ? error.message : String(error)}`)
    process.exit(didNotStart)
  }
}

/** What a killed program left running; its supervisor asks for it when it starts no other. */
async function endLeftovers(dataDir: string): Promise<void> {
  await Promise.all([endLeftover(join(dataDir, 'postgres')), endLiveKitOf(dataDir)])
}

/** Also for rejections that nobody handles. Node would print the message, which may hold what people wrote. */
function logAndEnd(error: Error, event: NodeJS.UncaughtExceptionOrigin): void {
  console.error(JSON.stringify({ level: 'fatal', event, ...failureOf(error), at: placesOf(error) }))
  process.exit(crashed)
}
