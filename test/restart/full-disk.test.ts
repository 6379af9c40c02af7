import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startProgram } from '../setup/program.ts'
import type { Program } from '../setup/program.ts'
import { startLoad } from './load.ts'

/** A disk of its own, in memory, for the data folder: filling it harms nothing else. Only root may make one. */
const disk = smallDisk()
let program: Program | undefined
afterAll(async () => {
  await program?.end()
  if (!disk) return
  execFileSync('umount', ['--lazy', disk])
  rmSync(disk, { recursive: true, force: true })
})

if (disk) test('a disk that fills up under load is a 503, loses nothing, and is got over by itself', () => fillUp(disk))
else console.warn('A full disk was not tried: this account may not mount one.')

async function fillUp(folder: string): Promise<void> {
  program = await startProgram({ DATA_DIR: folder, BOOKINGS_PER_HOUR: 'off' })
  const { url } = program
  const load = startLoad(url, 4)
  await expect.poll(() => load.told.length, { timeout: 20_000 }).toBeGreaterThan(10)

  const ballast = join(folder, 'ballast')
  const seen = new Set<number>()
  // What is freed meanwhile, as by a checkpoint, is filled again.
  await expect
    .poll(
      async () => {
        fill(ballast, folder)
        const { status, headers } = await health(url)
        seen.add(status)
        return status === 503 && headers.get('retry-after')
      },
      { timeout: 60_000, interval: 200 },
    )
    .toBeTruthy()

  rmSync(ballast)
  const [before, since] = [load.told.length, performance.now()]
  await expect.poll(() => load.told.length, { timeout: 60_000 }).toBeGreaterThan(before + 10)
  console.log(`bookings went on ${Math.round(performance.now() - since)} ms after there was room again`)
  await expect.poll(async () => (await health(url)).status, { timeout: 60_000 }).toBe(200)
  await load.stop()
  // Whatever was answered in between was an answer that says to come again.
  expect(load.surprises).toEqual([])
  expect([...seen].filter((status) => ![200, 503].includes(status))).toEqual([])
  for (const { id, secret, cancelled } of load.told) {
    const answer = await fetch(`${url}/api/bookings/${id}`, { headers: { authorization: `Bearer ${secret}` } })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ state: cancelled ? 'cancelled' : 'booked' })
  }
}

const health = (url: string) => fetch(`${url}/api/health`).catch(() => new Response(null, { status: 503 }))

/** Takes all the room there is, down to the last byte. */
function fill(file: string, folder: string): void {
  const { bavail, bsize } = statfsSync(folder)
  try {
    writeFileSync(file, Buffer.alloc(Number(bavail) * Number(bsize)), { flag: 'a' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
}

function smallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), `fyrklang-disk-${process.pid}-`))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=320m', 'tmpfs', folder], { stdio: 'ignore' })
    chmodSync(folder, 0o755)
    return folder
  } catch {
    rmSync(folder, { recursive: true, force: true })
    return null
  }
}
