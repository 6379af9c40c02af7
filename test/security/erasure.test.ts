import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isNull } from 'drizzle-orm'
import { describe, expect, vi } from 'vitest'
import { createApp } from '../../src/app.ts'
import { guidanceCase } from '../../src/meeting/schema.ts'
import { fill, tablesOf } from '../migrations/dump.ts'
import type { Release } from '../migrations/dump.ts'
import { columnsHolding } from '../setup/columns-holding.ts'
import { testDatabase } from '../setup/database.ts'
import { plannedEvent } from '../setup/event.ts'
import { formsOf } from '../setup/forms-of.ts'
import { journey } from '../setup/journey.ts'
import { callsTo, livedCase, words as said } from '../setup/lived-case.ts'
import { testPorts } from '../setup/ports.ts'
import { programScene } from '../setup/program-scene.ts'

const { db, seeded, secretKey, folder, program } = await programScene()
const { db: restored } = await testDatabase()

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
      // The counsellor's session goes on.
      expect(held, name).toEqual(name === 'session' ? ['auth_session.token'] : [])
    }
    expect(standIn(program.output())).toEqual([])
    for (const feed of ['/api/events', '/api/events/feed.ics', '/api/events/feed.atom', '/api/services'])
      expect(standIn(await (await call(feed, 'GET', {})).text()), feed).toEqual([])
    for (const staffPage of [`/api/staff/talks/${lived.bookingId}`, '/api/staff/audit', '/api/staff/letters'])
      expect(standIn(await (await call(staffPage, 'GET', lived.staff)).text()), staffPage).toEqual([])
    for (const file of filesIn(folder)) expect(standIn(readFileSync(file, 'latin1')), file).toEqual([])
    // Neither their link nor their code opens anything.
    expect((await call('/api/case', 'GET', lived.seeker)).status).toBe(401)
    expect((await call('/api/case/entry', 'POST', {}, { code: lived.keys['code'] })).status).toBe(422)
  })

  step('is not read in the backup either, once the keys in it are left out', async () => {
    const { case_key: keys, ...data } = dump
    expect(keys).toHaveLength(1)
    await restored.transaction((tx) => fill(tx, data))
    // Nobody had asked for it yet.
    expect(await restored.$count(guidanceCase)).toBe(1)
    expect(await restored.$count(guidanceCase, isNull(guidanceCase.eraseAt))).toBe(1)
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
