import { buildServer } from './server.ts'
import { buildWeb } from './web.ts'

/** `npm run build`: pages and server, into `dist`. */
await buildWeb()
await buildServer()
