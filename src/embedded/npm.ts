import { identityOf, parentOf, runsAs } from './process.ts'

/**
 * Calls `stop` when `npm start` was killed without a word to this program, which would otherwise go on alone
 * and keep the port. Started without npm, nobody is watched: a parent may well leave.
 *
 * @param started the process that npm started
 */
export function endWithNpm(started: number, stop: () => void) {
  if (process.env['npm_lifecycle_event'] === undefined) return
  // npm starts a shell, which may or may not have become what it was to start.
  const starter = parentOf(started)
  const shell = starter && runsAs(starter, ['sh', '-c']) ? parentOf(starter) : null
  const watched = [starter, shell]
    .filter((pid) => pid !== null && pid > 1)
    .map((pid) => ({ pid: pid ?? 0, identity: identityOf(pid ?? 0) }))
  const timer = setInterval(() => {
    if (watched.every(({ pid, identity }) => identityOf(pid) === identity)) return
    clearInterval(timer)
    stop()
  }, 500)
  timer.unref()
}
