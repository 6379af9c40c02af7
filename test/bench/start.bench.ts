import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProgram } from '../setup/program.ts'
import type { Program } from '../setup/program.ts'
import { atMost, forTheRecord } from './figure.ts'
import type { Figure } from './figure.ts'

/** Cold start on a warm data folder, the middle one of five, and resident memory after 1,000 bookings. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fyrklang-bench-'))
  try {
    const first = await startProgram({ DATA_DIR: folder })
    await first.end()
    const starts: number[] = []
    for (let round = 0; round < 5; round++) {
      const program = await startProgram({ DATA_DIR: folder })
      starts.push(program.startedInMs / 1000)
      await program.end()
    }
    const program = await startProgram({ DATA_DIR: folder, BOOKINGS_PER_HOUR: '100000' })
    const booked = await bookMany(program, 1000)
    const resident = residentMb(program)
    await program.end()
    return [
      atMost('start.first-200', starts.sort((a, b) => a - b)[2] ?? Infinity, 2, 's'),
      forTheRecord('start.bookings-made', booked),
      atMost('start.resident-after-1000-bookings', booked === 1000 ? resident : Infinity, 200, 'MB'),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** As many as fit into both services' hours; places that are cancelled again make room for the rest. */
async function bookMany({ url }: Program, count: number): Promise<number> {
  const { services } = await (await fetch(`${url}/api/services`)).json()
  let booked = 0
  while (booked < count) {
    const before = booked
    for (const service of services) {
      for (const start of await freeStarts(url, service.id)) {
        if (booked === count) return booked
        const talk = await book(url, service.id, start)
        if (!talk) continue
        booked++
        const headers = { authorization: `Bearer ${talk.secret}`, 'content-type': 'application/json' }
        await (await fetch(`${url}/api/bookings/${talk.id}`, { method: 'DELETE', headers, body: '{}' })).arrayBuffer()
      }
    }
    if (booked === before) return booked
  }
  return booked
}

async function freeStarts(url: string, serviceId: string): Promise<string[]> {
  const days = new URLSearchParams({
    from: inDays(1),
    to: inDays(50),
    zone: 'Europe/Stockholm',
    form: 'phone',
    language: 'sv',
  })
  const { slots } = await (await fetch(`${url}/api/services/${serviceId}/slots?${days}`)).json()
  return slots.map(({ start }: { start: string }) => start)
}

async function book(url: string, serviceId: string, start: string): Promise<{ id: string; secret: string } | null> {
  const answer = await fetch(`${url}/api/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({
      serviceId,
      start,
      form: 'phone',
      language: 'sv',
      zone: 'Europe/Stockholm',
      lettersLanguage: 'sv',
      phone: '+46701234567',
      email: 'kim@example.org',
    }),
  })
  const body = await answer.json()
  return answer.status === 201 ? body : null
}

/** Of both processes together. */
function residentMb({ child, workerPid }: Program): number {
  const kilobytes = [child.pid, workerPid()].map((pid) =>
    Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]),
  )
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
