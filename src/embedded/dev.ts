import { realpathSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { createServer } from 'vite'
import { createDatabase } from '../db/create.ts'
import { devApi } from './dev-process.ts'
import { holdFolder } from './instance.ts'
import { endWithNpm } from './npm.ts'
import { startPostgres } from './postgres.ts'
import { freePort } from './process.ts'
import { settingsOrEnd } from './settings.ts'
import { home, runNode } from './sources.ts'
import { startVideo } from './video.ts'

/**
 * `npm run dev`: the program of `npm start`, from its sources and with the same data, at one address. Vite listens
 * there, shows the pages and puts their changes into the open ones; it hands `/api` on to the API, a process of its
 * own that a change in `src/` starts anew, in a second or two. Calls wait for it meanwhile. PostgreSQL and LiveKit are
 * children of this process and go on.
 *
 * A proxy and not Vite inside the API's process (its middleware mode): there every change of the server would start
 * Vite anew, too, and the open pages would lose what they show.
 */
const say = (line: string) => console.log(line)
const config = settingsOrEnd()
const dataDir = resolve(config.dataDir)
const ends = [await holdFolder(dataDir)]
let stopping = false

async function stop() {
  if (stopping) return
  stopping = true
  for (const end of ends.splice(0).reverse()) await Promise.resolve(end()).catch(() => {})
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
endWithNpm(process.pid, () => void stop())

try {
  await runNode(['src/words/compile.ts'], 'The messages')
  const api = devApi(await freePort())
  const vite = await startVite(api)
  ends.push(() => vite.close())
  const address = vite.httpServer?.address()
  const port = address && typeof address === 'object' ? address.port : config.port
  api.settings['PUBLIC_URL'] = config.publicUrl ?? `http://localhost:${port}`
  api.settings['DATABASE_URL'] = config.databaseUrl ?? (await ownDatabase())
  const video = startVideo({ ...config, host: '127.0.0.1' }, { dataDir, port: api.port }, useVideo, say)
  ends.push(video.stop)
  await video.ready
  ends.push(api.stop)
  await api.restart()
  restartOnChange()

  function useVideo({ url, apiKey, apiSecret }: { url: string; apiKey: string; apiSecret: string }) {
    Object.assign(api.settings, { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret })
    // It had to be compiled first, and the API runs without it.
    if (api.runs()) return api.restart()
  }

  /** By Vite's watcher: Node's own loses files that an editor replaces as it saves. */
  function restartOnChange() {
    vite.watcher.add(join(home, 'src'))
    vite.watcher.on('all', async (_event, path) => {
      const name = relative(home, path)
      if (/^src.words.messages/.test(name))
        await runNode(['src/words/compile.ts'], 'The messages').catch((error: Error) => say(error.message))
      else if (!/^src.*(?<!\.test)\.ts$/.test(name)) return
      api.restartSoon(name)
    })
  }
} catch (error) {
  console.error(`Fyrklang did not start. ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
  await stop()
}

async function startVite(api: ReturnType<typeof devApi>) {
  const vite = await createServer({
    configFile: join(home, 'web/vite.config.ts'),
    cacheDir: join(dataDir, 'vite'),
    clearScreen: false,
    server: {
      host: config.host,
      port: config.port,
      strictPort: config.port !== 0,
      fs: { allow: [home, realpathSync(join(home, 'node_modules'))] },
      proxy: {
        '/api': { target: `http://127.0.0.1:${api.port}`, bypass: () => api.ready().then(() => undefined) },
      },
    },
  })
  return await vite.listen()
}

async function ownDatabase(): Promise<string> {
  const postgres = await startPostgres(dataDir, { say })
  ends.push(postgres.stop)
  await createDatabase(postgres.urlOf('postgres'), 'fyrklang')
  return postgres.urlOf('fyrklang')
}
