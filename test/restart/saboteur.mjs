// Loaded into the program by NODE_OPTIONS=--import: lets a test break it from inside.
import { existsSync } from 'node:fs'

/** The supervisor runs the program with a channel to itself. */
if (process.send) {
  if (existsSync(process.env.BREAK_AT_START ?? '')) process.kill(process.pid, 'SIGKILL')
  process.on('SIGUSR2', () => {
    setTimeout(() => {
      throw Object.assign(new TypeError('no such place for kim@seeker.test'), { code: 'SABOTAGE' })
    })
  })
  process.on('SIGPWR', () => {
    const hoard = []
    while (true) hoard.push(Array.from({ length: 100_000 }, () => ({})))
  })
}
