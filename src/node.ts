import { enableCompileCache } from 'node:module'
import { loadProgram } from './embedded/server.ts'

// Keeps compiled code between starts.
enableCompileCache()
const { main } = await loadProgram()
await main()
