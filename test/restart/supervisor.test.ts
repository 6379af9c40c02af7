import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identityOf } from '../../src/embedded/process.ts'
import { startProgram } from '../setup/program.ts'
import type { Program } from '../setup/program.ts'
import { startLoad } from './load.ts'

const folder = mkdtempSync(join(tmpdir(), `fyrklang-test-${process.pid}-`))
const breakAtStart = join(folder, 'break')
/** 300 with `CRASH_ROUNDS=300`: five minutes. */
const rounds = Number(process.env['CRASH_ROUNDS'] ?? 30)
let program: Program
beforeAll(async () => {
  program = await startProgram({
    DATA_DIR: folder,
    BOOKINGS_PER_HOUR: 'off',
    BREAK_AT_START: breakAtStart,
    NODE_OPTIONS: `--import=${join(import.meta.dirname, 'saboteur.mjs')}`,
  })
})
afterAll(async () => {
  await program.end()
  rmSync(folder, { recursive: true, force: true })
})

test.each([
  ['kill -9', 'SIGKILL', /killed \(SIGKILL\)/],
  ['an error that nobody handled', 'SIGUSR2', /an error that nobody handled/],
  ['want of memory', 'SIGPWR', /SIGABRT/],
] as const)(
  'after %s the program is back at the same address, and the reason is logged',
  async (_what, signal, reason) => {
    const before = program.output().length
    const worker = program.workerPid()
    process.kill(worker, signal)
    await gone(worker)
    const backInMs = await msUntilBack()
    const said = program.output().slice(before)
    expect(crashesIn(said)).toEqual([
      {
        level: 'fatal',
        event: 'crashed',
        reason: expect.stringMatching(reason),
        ranForSeconds: expect.any(Number),
        startsAgain: true,
      },
    ])
    expect(said).not.toContain('kim@seeker.test')
    if (signal === 'SIGUSR2') expect(said).toMatch(/"kind":"TypeError","code":"SABOTAGE","at":\["at .*saboteur\.mjs/)
    expect(backInMs).toBeLessThan(5000)
  },
)

test('whatever connection is cut and whatever is killed under load, no booking that was confirmed is lost', async () => {
  const load = startLoad(program.url, 6)
  const back = { program: [] as number[], database: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    const before = load.told.length
    await expect.poll(() => load.told.length, { timeout: 20_000 }).toBeGreaterThan(before + 3)
    if (round % 5 === 4) {
      const what = round % 10 === 9 ? 'database' : 'program'
      const victim = what === 'database' ? postmaster() : program.workerPid()
      process.kill(victim, 'SIGKILL')
      await gone(victim)
      back[what].push(await msUntilBack())
    } else await cutConnections()
  }
  await load.stop()
  expect(load.surprises).toEqual([])
  for (const { id, secret, cancelled } of load.told) {
    const answer = await fetch(`${program.url}/api/bookings/${id}`, { headers: { authorization: `Bearer ${secret}` } })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ state: cancelled ? 'cancelled' : 'booked' })
  }
  const { program: ofProgram, database } = { program: figuresOf(back.program), database: figuresOf(back.database) }
  console.log(
    `${rounds} rounds, ${load.told.length} bookings; the program was back in ${ofProgram.median} ms (at most ${ofProgram.most}), the database in ${database.median} ms (at most ${database.most})`,
  )
  expect(ofProgram.median).toBeLessThan(2000)
}, 1_200_000)

test('a program that crashes at once again and again is given up with a sentence, and nothing is left running', async () => {
  const [postgresPid, liveKitPid] = [postmaster(), liveKit()]
  writeFileSync(breakAtStart, '')
  const before = program.output().length
  process.kill(program.workerPid(), 'SIGKILL')
  expect(await program.ended).toBe(1)
  const said = program.output().slice(before)
  // The crash before these five ended a program that had run for a while, or for a moment when this test is run alone.
  const startsAgain = crashesIn(said).map((crash) => crash.startsAgain)
  expect(startsAgain.slice(-5)).toEqual([true, true, true, true, false])
  expect(startsAgain.slice(0, -5)).not.toContain(false)
  expect(said).toContain('Fyrklang crashed 5 times in a row as soon as it was started, and is not started again.')
  expect([postgresPid, liveKitPid].map(identityOf)).toEqual([null, null])
})

/** Milliseconds until it answers. */
async function msUntilBack(): Promise<number> {
  const startedAt = performance.now()
  const giveUpAt = startedAt + 20_000
  while (
    performance.now() < giveUpAt &&
    !(await fetch(`${program.url}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await new Promise((resolve) => setTimeout(resolve, 10))
  return performance.now() - startedAt
}

function figuresOf(times: number[]) {
  const sorted = times.map(Math.round).sort((a, b) => a - b)
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, most: sorted.at(-1) ?? 0 }
}

const gone = (pid: number) => expect.poll(() => identityOf(pid), { timeout: 20_000, interval: 5 }).toBeNull()

const crashesIn = (said: string): { startsAgain: boolean }[] =>
  said
    .split('\n')
    .filter((line) => line.includes('"event":"crashed"'))
    .map((line) => JSON.parse(line))

async function cutConnections() {
  const { port, password } = JSON.parse(readFileSync(join(folder, 'postgres.json'), 'utf8'))
  const admin = postgres(`postgres://fyrklang:${password}@127.0.0.1:${port}/postgres`, { max: 1, onnotice: () => {} })
  await admin`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`
  await admin.end()
}

const postmaster = () => Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
const liveKit = (): number =>
  existsSync(join(folder, 'livekit.json'))
    ? JSON.parse(readFileSync(join(folder, 'livekit.json'), 'utf8')).process.pid
    : 0
