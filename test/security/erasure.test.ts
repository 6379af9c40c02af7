import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, vi } from 'vitest'
import { createApp } from '../../src/app.ts'
import { guidanceCase } from '../../src/meeting/schema.ts'
import { fill, tablesOf } from '../migrations/dump.ts'
import type { Release } from '../migrations/dump.ts'
import { items } from '../contract/scene.ts'
import { columnsHolding } from '../setup/columns-holding.ts'
import { testDatabase } from '../setup/database.ts'
import { plannedEvent } from '../setup/event.ts'
import { formsOf } from '../setup/forms-of.ts'
import { journey } from '../setup/journey.ts'
import { callsTo, livedCase, words as said } from '../setup/lived-case.ts'
import { seedOrganisation } from '../setup/people.ts'
import { testPorts } from '../setup/ports.ts'
import { startProgram } from '../setup/program.ts'
import type { Program } from '../setup/program.ts'
import { startSmtpSink } from '../setup/smtp-sink.ts'

const { db, url: databaseUrl } = await testDatabase()
const { db: restored } = await testDatabase()
const seeded = await seedOrganisation(db, { items })
const secretKey = 'the-key-of-this-program-that-nobody-else-has'
const folder = mkdtempSync(join(tmpdir(), `fyrklang-test-${process.pid}-`))
const sink = await startSmtpSink()
let program: Program

beforeAll(async () => {
  program = await startProgram({
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    SMTP_URL: sink.url,
    SECRET_KEY: secretKey,
    VIDEO: 'off',
  })
})
afterAll(async () => {
  await program.end()
  await sink.stop()
  rmSync(folder, { recursive: true, force: true })
})

const words = { ...said, eventAlias: 'Robin-Aliasson-78', question: 'Far-man-komma-med-hund' }
let lived: Awaited<ReturnType<typeof livedCase>>
/** Of the day before. */
let dump: Release['tables'] = {}

/** Names of the words and keys that stand in a text, in whatever form. */
const standIn = (text: string) =>
  Object.entries({ ...words, ...lived.keys }).flatMap(([name, word]) =>
    // The counsellor signs in again another day.
    !['signIn', 'session'].includes(name) && formsOf(word).some((form) => text.includes(form)) ? [name] : [],
  )

const filesIn = (at: string) =>
  readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

describe('a person who was here and wants to be forgotten', () => {
  const step = journey()

  step('has a talk and a place in an event, and there is a backup of the day before', async () => {
    lived = await livedCase({ program, db, seeded, secretKey })
    const ports = testPorts(db, { now: Date.now() })
    const [event] = await plannedEvent(ports, seeded, { startsMs: Date.now() + 20 * 86_400_000 })
    const { done } = callsTo(program)
    await done(
      `/api/events/${event}/bookings`,
      'POST',
      { ...lived.seeker, 'idempotency-key': crypto.randomUUID() },
      {
        language: 'sv',
        zone: 'Europe/Stockholm',
        lettersLanguage: 'sv',
        alias: words.eventAlias,
        email: words.email,
        question: words.question,
      },
    )
    expect((await done('/api/case', 'GET', lived.seeker)).seats).toHaveLength(1)
    dump = await tablesOf(db)
    expect(Object.keys(dump)).toEqual(expect.arrayContaining(['case_key', 'booking', 'contact', 'letter']))
    // Everything can be searched: what is no secret is found.
    expect(await columnsHolding(db, ...formsOf(seeded.counsellors[0].email))).toContain('user.email')
  })

  step('is in no table, log, feed or file ten minutes after asking', async () => {
    const { call, done } = callsTo(program)
    await done('/api/case/erasure', 'POST', lived.seeker)
    // The ten minutes pass.
    await db.update(guidanceCase).set({ eraseAt: new Date(Date.now() - 1000) })
    await vi.waitFor(async () => expect(await db.$count(guidanceCase)).toBe(0), { timeout: 60_000, interval: 500 })
    for (const [name, word] of Object.entries({ ...words, ...lived.keys })) {
      const held = await columnsHolding(db, ...formsOf(word))
      expect(
        held.filter((column) => !column.startsWith('auth_')),
        name,
      ).toEqual([])
    }
    expect(standIn(program.output())).toEqual([])
    for (const feed of ['/api/events', '/api/events/feed.ics', '/api/events/feed.atom', '/api/services'])
      expect(standIn(await (await call(feed, 'GET', {})).text()), feed).toEqual([])
    for (const staffPage of [`/api/staff/talks/${lived.bookingId}`, '/api/staff/audit', '/api/staff/letters'])
      expect(standIn(await (await call(staffPage, 'GET', lived.staff)).text()), staffPage).toEqual([])
    const files = filesIn(folder)
    for (const file of files) expect(standIn(readFileSync(file, 'latin1')), file).toEqual([])
    // Neither their link nor their code opens anything.
    expect((await call('/api/case', 'GET', lived.seeker)).status).toBe(401)
    expect((await call('/api/case/entry', 'POST', {}, { code: lived.keys['code'] })).status).toBe(422)
  })

  step('is not read in the backup either, once the keys in it are left out', async () => {
    const { case_key: keys, ...data } = dump
    expect(keys).toHaveLength(1)
    await restored.transaction((tx) => fill(tx, data))
    expect(await restored.$count(guidanceCase, eq(guidanceCase.eraseAt, new Date(0)))).toBe(0)
    expect(await restored.$count(guidanceCase)).toBe(1)
    for (const [name, word] of Object.entries(words))
      expect(await columnsHolding(restored, ...formsOf(word)), name).toEqual([])
    // The program over it, with the right secret key, has nothing to show to whoever has the right link.
    const ports = testPorts(restored, { now: Date.now() })
    const app = createApp(() => ({ ...ports, settings: { ...ports.settings, secretKey } }))
    const read = (path: string) => app.request(`/api${path}`, { headers: lived.seeker })
    for (const path of [
      '/case',
      `/bookings/${lived.bookingId}`,
      `/bookings/${lived.bookingId}/konklusion`,
      '/case/export',
    ])
      expect([path, standIn(await (await read(path)).text())]).toEqual([path, []])
    expect((await read(`/bookings/${lived.bookingId}/konklusion`)).status).toBe(410)
  })
})
