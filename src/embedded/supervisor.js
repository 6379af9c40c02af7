// @ts-check
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * `npm start`: runs the program (`src/node.ts`) as a child of this process, which is small and does nothing else, and
 * starts it again when it crashes: by an error that nobody handled, by a signal, or for want of memory. Gives up when
 * it crashed at once several times in a row. Ends with it when it is asked to end, and passes on how.
 *
 * JavaScript, and nothing imported from the program: with Node's TypeScript loaded it takes 75 MB instead of 45.
 */
const program = join(import.meta.dirname, '..', 'node.ts')
const args = process.argv.slice(2)
/** V8 would otherwise let the program grow as far as the machine goes before it cleans up. */
const limits = ['--max-old-space-size=256', '--max-semi-space-size=4']

/** How the program ends: after a sentence about what has to be set right first, or logged what nobody handled. */
const didNotStart = 1
const crashed = 70

/** A life that ended within a second after it was ready, or before, counts as crashed at once. */
const atOnceMs = 1000
const mostAtOnce = 5

const stopped = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopped.abort())

/** The one that it took in its first life, so that a later one is found under the same address. */
let port = process.env['PORT']
for (let atOnce = 0, first = true; ; first = false) {
  const { code, signal, ranForMs } = await lifeOfProgram()
  if (stopped.signal.aborted || code === 0 || (first && code === didNotStart)) process.exit(code ?? 1)

  atOnce = ranForMs > atOnceMs ? 0 : atOnce + 1
  tell(reasonOf(code, signal), ranForMs, atOnce < mostAtOnce)
  if (atOnce === mostAtOnce) giveUp()
  // The first time without a pause; then longer and longer, for whatever it waits for.
  await pause(atOnce > 1 ? 125 * 2 ** atOnce : 0, undefined, { signal: stopped.signal }).catch(() => process.exit(1))
}

/** Starts it, and waits until it has ended. */
async function lifeOfProgram() {
  const child = spawn(process.execPath, [...limits, program, ...args], {
    // glibc keeps memory for each thread that ever asked for some: 11 MB less after 1,000 bookings with two arenas.
    env: { MALLOC_ARENA_MAX: '2', ...process.env, PORT: port },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // A Ctrl-C at the terminal reaches this process alone, which then asks the program to end.
    detached: true,
  })
  let readyAt = Infinity
  child.on('message', (/** @type {{ port?: number, ready?: true }} */ said) => {
    if (said.port) port = String(said.port)
    if (said.ready) readyAt = performance.now()
  })
  const end = () => void child.kill('SIGTERM')
  stopped.signal.addEventListener('abort', end)
  const [code, signal] = await once(child, 'exit')
  stopped.signal.removeEventListener('abort', end)
  return { code, signal, ranForMs: Math.max(0, performance.now() - readyAt) }
}

/** @param {number | null} code @param {string | null} signal */
function reasonOf(code, signal) {
  if (code === crashed) return 'an error that nobody handled, see the line before'
  if (code === didNotStart) return 'it did not start, see the line before'
  if (signal === 'SIGKILL') return 'killed (SIGKILL), by somebody or by the system for want of memory'
  if (signal === 'SIGABRT') return 'ended itself (SIGABRT), as for want of memory'
  return signal ? `ended by ${signal}` : `ended with code ${code}`
}

/** @param {string} reason @param {number} ranForMs @param {boolean} startsAgain */
function tell(reason, ranForMs, startsAgain) {
  const ranForSeconds = Math.round(ranForMs / 1000)
  console.error(JSON.stringify({ level: 'fatal', event: 'crashed', reason, ranForSeconds, startsAgain }))
}

function giveUp() {
  console.error(
    `Fyrklang crashed ${mostAtOnce} times in a row as soon as it was started, and is not started again. The lines above say why; mend that, and start it anew.`,
  )
  // What the last one left running, if it was killed.
  spawnSync(process.execPath, [program, '--end-leftovers'], { stdio: 'inherit' })
  process.exit(1)
}
