import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { endProcess } from '../../src/embedded/process.ts'
import { startProgram } from '../setup/program.ts'
import type { Program } from '../setup/program.ts'
import { atMost, median } from './figure.ts'
import type { Figure } from './figure.ts'

const rounds = 9
/** A program that crashes sooner after its start than in a second is started again after a pause. */
const runsForMs = 1500

/** Recovery after a crash: from `kill -9` of the program, and of its database, to the first 200 of the API. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fyrklang-bench-'))
  const program = await startProgram({ DATA_DIR: folder })
  try {
    const ofProgram = await secondsUntilBack(program, () => program.workerPid())
    const ofDatabase = await secondsUntilBack(program, () => postmaster(folder))
    return [
      atMost('recovery.program-killed', median(ofProgram), 2, 's'),
      atMost('recovery.program-killed-slowest', Math.max(...ofProgram), 2, 's'),
      atMost('recovery.database-killed', median(ofDatabase), 2, 's'),
    ]
  } finally {
    await program.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function secondsUntilBack(program: Program, victim: () => number): Promise<number[]> {
  const seconds: number[] = []
  for (let round = 0; round < rounds; round++) {
    await pause(runsForMs)
    const killedAt = performance.now()
    await endProcess(victim(), 'SIGKILL', 'SIGKILL')
    while (!(await answers(program.url)));
    seconds.push((performance.now() - killedAt) / 1000)
  }
  return seconds
}

/** Reads from the database, so that both are back. */
const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/api/services`).then(
    ({ ok }) => ok,
    () => false,
  )

const postmaster = (folder: string) =>
  Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
