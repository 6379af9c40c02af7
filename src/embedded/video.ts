import type { Config } from '../config.ts'
import { UnusableFile } from './kept-file.ts'
import { findLiveKit, hasGo, howToGetLiveKit, installLiveKit, startLiveKit } from './livekit.ts'

type Started = { stop(): Promise<void> }
/** What it takes to call a LiveKit server. */
type Server = { url: string; apiKey: string; apiSecret: string }

/**
 * Hands a video server to `use` as soon as there is one: at once for a configured or installed server, after
 * a minute or two when it has to be compiled first. The program does not wait for that.
 *
 * @returns ready: settled when the start need not wait longer; stop: ends the server
 */
export function startVideo(
  config: Config,
  { dataDir, port }: { dataDir: string; port: number },
  use: (server: Server) => unknown,
  say: (line: string) => void,
) {
  let server: Started | null = null
  let stopping = false

  async function own() {
    const found = findLiveKit(dataDir)
    if (found) return await begin(found)
    if (!hasGo()) return say(`Video is off: there is no livekit-server. ${howToGetLiveKit}`)
    say('LiveKit, the video server, is being compiled in the background; until then talks by phone can be booked.')
    void installLiveKit(dataDir, say)
      .then(begin)
      .catch((error: Error) => say(`Video is off: ${error.message}`))
  }

  async function begin(binary: string) {
    if (stopping) return
    const host = ['0.0.0.0', '::', 'localhost'].includes(config.host)
      ? '127.0.0.1'
      : config.host.includes(':')
        ? `[${config.host}]`
        : config.host
    const started = await startLiveKit(binary, dataDir, `http://${host}:${port}/api/livekit/webhook`)
    server = started
    await use({ url: started.url, apiKey: started.apiKey, apiSecret: started.apiSecret })
    say('Video is on.')
  }

  async function start() {
    if (config.liveKit) return void (await use(config.liveKit))
    if (config.video === 'off') return say('Video is off, as VIDEO says.')
    await own()
  }

  return {
    ready: start().catch((error: Error) => {
      if (error instanceof UnusableFile) throw error
      say(`Video is off: ${error.message}`)
    }),
    async stop() {
      stopping = true
      await server?.stop()
    },
  }
}
