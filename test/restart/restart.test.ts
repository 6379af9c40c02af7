import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { identityOf, runsAs } from '../../src/embedded/process.ts'
import { journey } from '../setup/journey.ts'
import { startProgram, until } from '../setup/program.ts'
import type { Program } from '../setup/program.ts'

const folder = mkdtempSync(join(tmpdir(), `fyrklang-test-${process.pid}-`))
const running: Program[] = []
const step = journey()
afterAll(async () => {
  for (const program of running) await program.end()
  rmSync(folder, { recursive: true, force: true })
})

step('a first start makes the sample organisation, prints three addresses and has no default password', async () => {
  const { output, url, child } = await start()
  await until(() => /Coordinator.*#(\S+)/.exec(output()), child, output)
  expect(output()).toMatch(/Seekers book here +http:\/\/localhost:\d+\n/)
  expect(output()).toMatch(/Counsellor, signs in once +http:\/\/localhost:\d+\/staff\/enter#\S{40,}/)
  const { services } = await (await fetch(`${url}/api/services`)).json()
  expect(services).toHaveLength(2)
  expect(services[0].organisation.name).toMatch(/exempel/i)
})

step(
  'a booking outlives kill -9; the next start ends what was left running and comes up with the same keys',
  async () => {
    const [first] = running
    if (!first) throw new Error('no program')
    const booked = await book(first.url)
    const [postgres, liveKit] = [postmaster(), liveKitPid()]
    await first.kill()
    expect(identityOf(postgres)).not.toBeNull()

    const second = await start()
    const seen = await fetch(`${second.url}/api/bookings/${booked.id}`, {
      headers: { authorization: `Bearer ${booked.secret}` },
    })
    expect(seen.status).toBe(200)
    expect(await seen.json()).toMatchObject({ id: booked.id, state: 'booked', start: booked.start })
    expect(runsAs(postgres, ['postgres', folder])).toBe(false)
    expect(liveKitPid()).not.toBe(liveKit)
    expect(identityOf(liveKit)).toBeNull()
  },
)

step('a postmaster.pid with a number that now belongs to somebody else does not stop the next start', async () => {
  await running.at(-1)?.kill()
  process.kill(postmaster(), 'SIGKILL')
  process.kill(liveKitPid(), 'SIGKILL')
  const file = join(folder, 'postgres', 'postmaster.pid')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)))
  const third = await start()
  expect((await fetch(`${third.url}/api/health`)).status).toBe(200)
  expect(identityOf(process.pid)).not.toBeNull()
})

step('a second program does not take a data folder that is in use', async () => {
  await expect(startProgram({ DATA_DIR: folder })).rejects.toThrow(
    /Another Fyrklang \(process \d+\) uses the data folder/,
  )
})

step('a database that is killed is answered with 503 and Retry-After, and comes back by itself', async () => {
  const program = running.at(-1)
  if (!program) throw new Error('no program')
  process.kill(postmaster(), 'SIGKILL')
  const away = await poll(
    () => fetch(`${program.url}/api/services`),
    (answer) => answer.status !== 200,
  )
  expect(away.status).toBe(503)
  expect(away.headers.get('retry-after')).toBe('5')
  expect(
    (
      await poll(
        () => fetch(`${program.url}/api/services`),
        (answer) => answer.status === 200,
      )
    ).status,
  ).toBe(200)
})

step('a graceful end leaves no PostgreSQL and no LiveKit', async () => {
  const [postgres, liveKit] = [postmaster(), liveKitPid()]
  expect(await running.at(-1)?.end()).toBe(0)
  running.length = 0
  expect(identityOf(postgres)).toBeNull()
  expect(identityOf(liveKit)).toBeNull()
})

async function start(): Promise<Program> {
  const program = await startProgram({ DATA_DIR: folder })
  running.splice(0, running.length, program)
  return program
}

async function book(url: string): Promise<{ id: string; secret: string; start: string }> {
  const { services } = await (await fetch(`${url}/api/services`)).json()
  const from = new Date(Date.now() + 86_400_000).toISOString()
  const to = new Date(Date.now() + 20 * 86_400_000).toISOString()
  const { slots } = await (
    await fetch(
      `${url}/api/services/${services[0].id}/slots?from=${from}&to=${to}&zone=Europe/Stockholm&form=phone&language=sv`,
    )
  ).json()
  const answer = await fetch(`${url}/api/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({
      serviceId: services[0].id,
      start: slots[0].start,
      form: 'phone',
      language: 'sv',
      zone: 'Europe/Stockholm',
      lettersLanguage: 'sv',
      phone: '+46701234567',
    }),
  })
  expect(answer.status).toBe(201)
  return await answer.json()
}

async function poll<T>(ask: () => Promise<T>, enough: (answer: T) => boolean): Promise<T> {
  while (true) {
    const answer = await ask()
    if (enough(answer)) return answer
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const postmaster = () => Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
const liveKitPid = (): number => JSON.parse(readFileSync(join(folder, 'livekit.json'), 'utf8')).process.pid
