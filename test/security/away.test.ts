import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createApp } from '../../src/app.ts'
import { startTicking } from '../../src/embedded/clock.ts'
import { startPostgres } from '../../src/embedded/postgres.ts'
import { connect } from '../../src/db/client.ts'
import { createDatabase } from '../../src/db/create.ts'
import { migrateDatabase } from '../../src/db/migrate.ts'
import { smtpMailer } from '../../src/notify/smtp.ts'
import { liveKit as liveKitPort } from '../../src/room/video.ts'
import { freePort } from '../../src/embedded/process.ts'
import { bearer, seedWorld } from '../contract/scene.ts'
import { fingerprintOf } from '../contract/fingerprint.ts'
import { addressIn, exampleOf, operationsOf } from '../contract/operations.ts'
import type { Operation } from '../contract/operations.ts'
import { testDatabase } from '../setup/database.ts'
import { sendLetters } from '../setup/letters.ts'
import { testLiveKit } from '../setup/livekit.ts'
import { startSmtpSink } from '../setup/smtp-sink.ts'
import { tcpProxy } from '../setup/tcp-proxy.ts'
import { seedTalk } from '../setup/talk.ts'
import { startWorkerd } from '../setup/workerd.ts'

const logged: string[] = []
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation((line) => void logged.push(String(line)))
})

const wish = (serviceId: string, start: string) =>
  JSON.stringify({
    serviceId,
    start,
    form: 'phone',
    language: 'sv',
    zone: 'Europe/Stockholm',
    lettersLanguage: 'sv',
    alias: 'Kim',
    email: 'kim@seeker.test',
    phone: '+46701234567',
    topic: 'Vill byta gymnasium',
  })
const booked = (body: string, key = crypto.randomUUID()): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', 'idempotency-key': key },
  body,
})

describe('while the database is away', async () => {
  const folder = mkdtempSync(join(tmpdir(), `fyrklang-test-${process.pid}-`))
  const start = () => startPostgres(folder, { say: () => {}, durable: false })
  let server = await start()
  await createDatabase(server.urlOf('postgres'), 'fyrklang')
  const url = server.urlOf('fyrklang')
  await migrateDatabase(url)
  const connection = connect(url)
  const { app, ports, scene, headers } = await seedWorld(connection.db)
  afterAll(async () => {
    await connection.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const body = wish(scene.services[0].id, '2026-10-12T07:00:00Z')
  const key = crypto.randomUUID()

  test('every call says so and when to come back, and it comes back by itself with nothing half-written', async () => {
    const counted = await fingerprintOf(connection.db)
    const before = await counted()
    const tick = startTicking(ports)
    const own = `/api/bookings/${scene.talk.id}`
    const calls: [string, RequestInit][] = [
      ['/api/services', {}],
      ['/api/about', {}],
      ['/api/health', {}],
      [own, { headers: headers.seeker }],
      ['/api/staff/talks', { headers: headers.counsellor }],
      ['/api/bookings', booked(body, key)],
      [`${own}/door`, { method: 'POST', headers: headers.seeker }],
      [own, { method: 'DELETE', headers: headers.seeker }],
      [
        '/api/case/entry',
        { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"code":"K7MQ-2RWX-9TCD"}' },
      ],
      [
        `/api/staff/talks/${scene.talk.id}/notes`,
        {
          method: 'PUT',
          headers: { ...headers.counsellor, 'content-type': 'application/json' },
          body: '{"text":"tanke"}',
        },
      ],
    ]
    // Some are under way when it goes.
    const underWay = Promise.all(Array.from({ length: 20 }, () => app.request('/api/services')))
    await server.stop()
    for (const answer of await underWay) expect([200, 503]).toContain(answer.status)
    // Nobody waits long to hear it, however long it has been away.
    for (const [path, init] of [...calls, ...calls, ...calls]) {
      const askedAt = performance.now()
      const answer = await app.request(path, init)
      expect.soft(performance.now() - askedAt, path).toBeLessThan(5000)
      expect
        .soft([path, answer.status, answer.headers.get('retry-after'), answer.headers.get('content-type')])
        .toEqual([path, 503, '5', 'application/problem+json'])
      expect.soft(await answer.json()).toMatchObject({ type: '/problems/database-away' })
    }
    server = await start()
    expect(server.urlOf('fyrklang')).toBe(url)
    await vi.waitFor(async () => expect((await app.request('/api/health')).status).toBe(200), { timeout: 20_000 })
    expect(await counted()).toEqual(before)
    const receipt = await app.request('/api/bookings', booked(body, key))
    expect(receipt.status).toBe(201)
    const again = await app.request('/api/bookings', booked(body, key))
    expect(await again.json()).toEqual(await receipt.json())
    await tick()
    // The whole number: a part of it stands in a random id sooner or later.
    expect(logged.join('\n')).not.toMatch(/kim@|701234567|Kim|gymnasium|tanke|K7MQ/)
    for (const line of logged) expect(() => JSON.parse(line)).not.toThrow()
  })
})

test('while the database stands still every call of the description is answered within five seconds with 503 and when to come back', async () => {
  const folder = mkdtempSync(join(tmpdir(), `fyrklang-test-${process.pid}-`))
  const server = await startPostgres(folder, { say: () => {}, durable: false })
  await createDatabase(server.urlOf('postgres'), 'fyrklang')
  await migrateDatabase(server.urlOf('fyrklang'))
  const connection = connect(server.urlOf('fyrklang'))
  const { app, scene, headers } = await seedWorld(connection.db)
  const workerd = await startWorkerd(server.urlOf('fyrklang'), {
    SECRET_KEY: 'the-same-key-on-every-instance-of-this-test',
    LIVEKIT_URL: '',
  })
  const signal = (name: NodeJS.Signals) => {
    const postmaster = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
    for (const pid of [postmaster, ...childrenOf(postmaster)]) process.kill(pid, name)
  }
  onTestFinished(async () => {
    await workerd.stop()
    signal('SIGCONT')
    await connection.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const operations = await operationsOf(app)
  await app.request('/api/health')
  signal('SIGSTOP')
  const answers = await Promise.all(
    operations.map(async (operation, index) => {
      const { method, path } = operation
      const key = keyOf(operation, headers)
      const body = operation.body && JSON.stringify(exampleOf(operation.body, scene))
      const askedAt = performance.now()
      const days = path.endsWith('/slots') ? '?from=2026-10-12&to=2026-10-19' : ''
      const answer = await app.request(addressIn(scene, path) + days, {
        method,
        headers: {
          'idempotency-key': crypto.randomUUID(),
          'content-type': 'application/json',
          'x-test-address': `192.0.2.${index}`,
          ...key,
        },
        ...(body ? { body } : {}),
      })
      const tookMs = performance.now() - askedAt
      return { call: `${method} ${path}`, status: answer.status, retry: answer.headers.get('retry-after'), tookMs }
    }),
  )
  const deployed = await timed(() => fetch(`${workerd.url}/api/health`))
  const again = await timed(() => app.request('/api/health'))
  signal('SIGCONT')
  expect(answers.filter(({ tookMs }) => tookMs > 5000)).toEqual([])
  const others = answers.filter(({ status, retry }) => status !== 503 || retry !== '5')
  // They ask the database for nothing.
  expect([...new Set(others.map(({ call }) => call))].sort()).toEqual([
    'GET /api/mailbox',
    'GET /api/mailbox/{id}',
    'GET /api/openapi.json',
    'POST /api/livekit/webhook',
  ])
  for (const { answer, tookMs } of [deployed, again]) {
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect(tookMs).toBeLessThan(5000)
  }
  await vi.waitFor(async () => expect((await app.request('/api/health')).status).toBe(200), { timeout: 20_000 })
  await vi.waitFor(async () => expect((await fetch(`${workerd.url}/api/health`)).status).toBe(200), {
    timeout: 20_000,
  })
})

describe('while the database is there and cannot', async () => {
  const { db, url } = await testDatabase()
  const { scene, headers, ports } = await seedWorld(db)
  const name = new URL(url).pathname.slice(1)

  /** An instance of its own, so that none remembers another one's trouble. */
  async function withInstance(work: (app: ReturnType<typeof createApp>) => Promise<void>) {
    const connection = connect(url)
    await work(createApp(() => ({ ...ports, db: connection.db })))
    await connection.close()
  }
  const takeNotes = (app: ReturnType<typeof createApp>) =>
    app.request(`/api/staff/talks/${scene.talk.id}/notes`, {
      method: 'PUT',
      headers: { ...headers.counsellor, 'content-type': 'application/json' },
      body: '{"text":"tanke"}',
    })

  test.each([
    ['its disk is full', '53100', 503],
    ['its memory is full', '53200', 503],
    ['its machine has trouble', '58030', 503],
    ['it is read only', '25006', 503],
    ['a statement took too long', '57014', 200],
    ['it is shutting down', '57P01', 200],
    ['it found a deadlock', '40P01', 200],
    ['it could not serialize', '40001', 200],
    ['a lock took too long', '55P03', 200],
  ])('because %s (%s), calls are 503 with when to come back; health is %i', async (_why, state, health) => {
    await db.execute(
      sql.raw(`create or replace function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'no' using errcode = '${state}'; end $$`),
    )
    await db.execute(
      sql`create trigger refusal before insert or update on private_note for each row execute function refuse()`,
    )
    await withInstance(async (app) => {
      const answer = await takeNotes(app)
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
      expect(await answer.json()).toMatchObject({ type: '/problems/database-away' })
      expect((await app.request('/api/health')).status).toBe(health)
    })
    await db.execute(sql`drop trigger refusal on private_note`)
    await withInstance(async (app) => expect((await takeNotes(app)).status).toBe(200))
  })

  test('because it can only be read, health says so by itself, and by itself that it is over', async () => {
    await db.execute(sql.raw(`alter database "${name}" set default_transaction_read_only = on`))
    await withInstance(async (app) => {
      const answer = await app.request('/api/health')
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
      expect((await app.request('/api/services')).status).toBe(200)
      expect((await takeNotes(app)).status).toBe(503)
    })
    await db.execute(sql.raw(`alter database "${name}" reset default_transaction_read_only`))
    await withInstance(async (app) => expect((await app.request('/api/health')).status).toBe(200))
  })
})

const { db } = await testDatabase()
const world = await seedWorld(db, { now: Date.now() })

test('while the mail server is away letters wait without losing an attempt, and go when it is back', async () => {
  const { ports, scene, app } = world
  const port = await freePort()
  const mailer = smtpMailer(`smtp://127.0.0.1:${port}`)
  const there = { ...ports, mailer }
  const { slots } = await (
    await app.request(`/api/services/${scene.services[0].id}/slots?from=${inDays(3)}&to=${inDays(10)}`)
  ).json()
  const answer = await app.request('/api/bookings', booked(wish(scene.services[0].id, slots[0].start)))
  expect(answer.status).toBe(201)
  const round = await sendLetters(there)
  expect([round.sent, round.dead]).toEqual([0, 0])
  expect(round.waiting).toBeGreaterThan(1)
  const sink = await startSmtpSink(port)
  ports.clock.advance(61_000)
  expect(await sendLetters(there)).toMatchObject({ sent: round.waiting, dead: 0, waiting: 0 })
  mailer.close()
  await sink.stop()
  expect(sink.letters.length).toBe(round.waiting)
})

test('while the video server is away the door says so, the form can be changed and the record goes on', async () => {
  const liveKit = await testLiveKit()
  const ports = { ...world.ports, clock: { now: () => Date.now() }, video: liveKit.video }
  const app = createApp(() => ports)
  const talk = await seedTalk({ ...ports }, world.scene, { startsMs: Date.now() + 2 * 3_600_000 })
  ports.clock = { now: () => talk.startsMs }
  const seeker = bearer(talk.secret)
  const json = (body: object, key: Record<string, string>) => ({
    method: 'POST',
    headers: { ...key, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const counsellor = await world.signIn(world.scene.counsellors[0].id)
  await app.request(`/api/bookings/${talk.id}/door`, { method: 'POST', headers: seeker })
  const { waiting } = await (await app.request('/api/staff/waiting', { headers: counsellor })).json()
  const personId = waiting.find((one: { bookingId: string }) => one.bookingId === talk.id).personId
  expect((await app.request(`/api/staff/talks/${talk.id}/door`, json({}, counsellor))).status).toBe(200)
  expect(
    (await app.request(`/api/staff/talks/${talk.id}/door/${personId}`, json({ decision: 'admit' }, counsellor))).status,
  ).toBe(200)
  expect(
    await (await app.request(`/api/bookings/${talk.id}/door`, { method: 'POST', headers: seeker })).json(),
  ).toMatchObject({ state: 'open', token: expect.any(String) })

  await liveKit.stop()
  const door = await app.request(`/api/bookings/${talk.id}/door`, { method: 'POST', headers: seeker })
  expect([door.status, (await door.json()).type, door.headers.has('retry-after')]).toEqual([
    503,
    '/problems/video-unavailable',
    true,
  ])
  const own = await app.request(`/api/staff/talks/${talk.id}/door`, json({}, counsellor))
  expect([own.status, (await own.json()).type]).toEqual([503, '/problems/video-unavailable'])
  // The record goes on: chat, goals, notes, the other form, the Konklusion, the ending.
  const goesOn: [string, string, object, Record<string, string>][] = [
    ['POST', `/api/bookings/${talk.id}/room/chat`, { text: 'Hör du mig?' }, seeker],
    ['POST', `/api/bookings/${talk.id}/room/form`, { form: 'phone' }, seeker],
    ['POST', `/api/staff/talks/${talk.id}/room/goals`, { text: 'Veta mer' }, counsellor],
    ['PUT', `/api/staff/talks/${talk.id}/notes`, { text: 'ringer i stället' }, counsellor],
    [
      'PUT',
      `/api/staff/talks/${talk.id}/konklusion`,
      { body: { summary: 'Vi ringde', goals: [], actions: [], links: [] } },
      counsellor,
    ],
    ['POST', `/api/staff/talks/${talk.id}/ending`, { outcome: 'held' }, counsellor],
  ]
  for (const [method, path, body, key] of goesOn) {
    const answer = await app.request(path, { ...json(body, key), method })
    expect.soft([path, answer.status < 300]).toEqual([path, true])
  }
  const record = await (await app.request(`/api/staff/talks/${talk.id}`, { headers: counsellor })).json()
  expect(record).toMatchObject({
    state: 'held',
    form: 'phone',
    notes: 'ringer i stället',
    formChanges: [expect.objectContaining({ from: 'video', to: 'phone' })],
  })
})

/** Whose call it is: the one person who may make it. */
function keyOf({ path, key }: Operation, headers: Awaited<ReturnType<typeof seedWorld>>['headers']) {
  if (key === 'staff')
    return /staff\/(services|counsellors|checklists|letters|mailbox)/.test(path)
      ? headers.coordinator
      : headers.counsellor
  if (key === 'seeker') return path === '/api/companion' ? headers.companion : headers.seeker
  return {}
}

async function timed(ask: () => Response | Promise<Response>) {
  const askedAt = performance.now()
  const answer = await ask()
  return { answer, tookMs: performance.now() - askedAt }
}

const childrenOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)

test('a video server that stands still counts as away after three seconds, whatever is asked of it', async () => {
  const liveKit = await testLiveKit()
  const wire = await tcpProxy(Number(new URL(liveKit.url).port))
  const behind = liveKitPort({ ...liveKit, url: `ws://127.0.0.1:${wire.port}` })
  expect(await behind.reachable()).toBe(true)
  wire.freeze()
  const calls = [
    () => behind.participants('room'),
    () => behind.sendData('room', 'hint', {}),
    () => behind.removeParticipant('room', 'somebody'),
    () => behind.closeRoom('room'),
  ]
  const startedAt = performance.now()
  for (const outcome of await Promise.allSettled(calls.map((call) => call())))
    expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'VideoUnavailable' } })
  expect(await behind.reachable()).toBe(false)
  expect(performance.now() - startedAt).toBeLessThan(8000)
  await wire.stop()
  await liveKit.stop()
})

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
