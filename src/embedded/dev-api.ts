import { enableCompileCache } from 'node:module'

/** The API of `npm run dev`, from its sources; `dev.ts` runs it anew at every change. */
enableCompileCache()
const { settingsOrEnd } = await import('./settings.ts')
const { runProgram } = await import('./program.ts')
await runProgram(settingsOrEnd(), { inDev: true })
