import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** The API's process of `npm run dev`: one at a time, at a port that stays. */
export function devApi(port: number) {
  const settings: Record<string, string> = {}
  let child: ChildProcess | null = null
  let ready = waiting()
  let restarting = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  async function startAnew() {
    await end()
    // Whoever waits for one that was never ready goes on waiting, for this one.
    if (ready.over) ready = waiting()
    const env = { ...process.env, ...settings, HOST: '127.0.0.1', PORT: String(port) }
    const own = spawn(process.execPath, [join(import.meta.dirname, 'dev-api.ts')], {
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child = own
    const answers = ready
    own.on('message', (said) => {
      if (typeof said === 'object' && said !== null && 'ready' in said) answers.end()
    })
    own.once('exit', (code) => {
      if (child !== own) return
      child = null
      console.log(`The API ended (${code}); it is started again at the next change in src/.`)
      // Whoever waits is told by the proxy that nobody is there.
      answers.end()
    })
  }

  /** By a kill: it may be in the middle of anything, as the real one may be when it crashes. */
  async function end() {
    const last = child
    child = null
    if (!last || last.exitCode !== null || last.signalCode !== null) return
    const gone = once(last, 'exit')
    last.kill('SIGKILL')
    await gone
  }

  const restart = () => (restarting = restarting.then(startAnew))
  return {
    port,
    /** Of its environment, beside this process's own. */
    settings,
    runs: () => child !== null,
    /** When the running one answers, or there is none. */
    ready: () => ready.promise,
    restart,
    /** After the last of several changes at once. */
    restartSoon(name: string) {
      clearTimeout(timer)
      timer = setTimeout(() => {
        console.log(`${name} has changed: the API starts anew.`)
        void restart()
      }, 50)
    },
    async stop() {
      clearTimeout(timer)
      await restarting
      await end()
    },
  }
}

function waiting() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => (resolve = done))
  return {
    promise,
    over: false,
    end() {
      this.over = true
      resolve()
    },
  }
}
