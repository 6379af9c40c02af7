import { eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { callerOf } from '../../test/setup/call.ts'
import { columnsHolding } from '../../test/setup/columns-holding.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { seedTalk } from '../../test/setup/talk.ts'
import { createApp } from '../app.ts'
import { askErasure } from '../meeting/erasure.store.ts'
import { auditNamesOf } from '../meeting/case.store.ts'
import { retentionDefaults } from '../meeting/retention.ts'
import { guidanceCase } from '../meeting/schema.ts'
import { tick } from '../tick.ts'
import { changesOfRoles, onceIn } from './audit.ts'
import { writeAudit } from './audit.store.ts'
import { mintSignInToken } from './auth.ts'
import { auditEntry } from './schema.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const app = createApp(() => ports)
const call = callerOf(app)
const minuteMs = 60_000
const dayMs = 86_400_000

let seeded: Awaited<ReturnType<typeof seedOrganisation>>
let coordinator: Record<string, string>
let anna: Record<string, string>
beforeEach(async () => {
  ports.clock.advance(40 * minuteMs)
  seeded = await seedOrganisation(db)
  coordinator = await signedIn(app, ports, seeded.coordinator.id)
  anna = await signedIn(app, ports, seeded.counsellors[0].id)
})

type Entry = { kind: string; who: string | null; about: string | null; reference: string | null; details: string[] }
const audit = async (query = '', who = coordinator): Promise<{ entries: Entry[]; next: string | null }> =>
  (await call('GET', `/staff/audit${query}`, who)).body
const newest = async (kind: string) => (await audit(`?kind=${kind}`)).entries[0]
const aTalk = () =>
  seedTalk(ports, seeded, {
    startsMs: ports.clock.now() + dayMs,
    contact: { email: 'kim.hemlig@seeker.test', alias: 'Kim-Aliasson' },
  })

describe('the audit tells', () => {
  test('who read a record, once for half an hour, and who asked for one that is not theirs', async () => {
    const talk = await aTalk()
    for (const path of [`/staff/talks/${talk.id}`, `/staff/talks/${talk.id}/room`]) await call('GET', path, anna)
    const bo = await signedIn(app, ports, seeded.counsellors[1].id)
    expect((await call('GET', `/staff/talks/${talk.id}`, bo)).status).toBe(404)
    const [name = ''] = await auditNamesOf(db, talk.caseId)
    const reference = name.slice(0, 8)
    const [opened, ...more] = (await audit('?kind=record_opened')).entries
    expect(opened).toMatchObject({ who: seeded.counsellors[0].name, reference })
    expect(more).toEqual([])
    expect(await newest('refused')).toMatchObject({ who: seeded.counsellors[1].name, reference })
    ports.clock.advance(31 * minuteMs)
    await call('GET', `/staff/talks/${talk.id}`, anna)
    expect((await audit('?kind=record_opened')).entries).toHaveLength(2)
    expect(JSON.stringify(await audit())).not.toMatch(/kim|seeker\.test/i)
  })

  test('who read the lists of their talks, and who came to a page that is for another role', async () => {
    for (const path of ['/staff/talks', '/staff/follow-ups', '/staff/talks']) await call('GET', path, anna)
    expect((await audit('?kind=lists_read')).entries).toMatchObject([{ who: seeded.counsellors[0].name }])
    expect((await call('GET', '/staff/audit', anna)).status).toBe(403)
    expect(await newest('refused')).toMatchObject({ who: seeded.counsellors[0].name, details: ['role'] })
  })

  test('sign-ins, and links that were used before, that were made up, or whose reader is no longer active', async () => {
    const [first, second] = seeded.counsellors
    const enter = (token: string) => call('POST', '/staff/sign-in', {}, { token })
    const token = await mintSignInToken(ports, first.email, 600)
    ports.clock.advance(1000)
    expect((await enter(token)).status).toBe(200)
    expect(await newest('signed_in')).toMatchObject({ who: first.name })
    expect((await enter(token)).status).toBe(410)
    expect(await newest('sign_in_refused')).toMatchObject({ who: first.name, details: ['used'] })
    for (let times = 0; times < 5; times += 1) expect((await enter('x'.repeat(43))).status).toBe(410)
    const refused = (await audit('?kind=sign_in_refused')).entries
    expect(refused.filter(({ details }) => details[0] === 'unknown')).toMatchObject([{ who: null }])
    const late = await mintSignInToken(ports, second.email, 600)
    await call('PATCH', `/staff/counsellors/${second.id}`, coordinator, { active: false })
    ports.clock.advance(1000)
    expect((await enter(late)).status).toBe(410)
    expect(await newest('sign_in_refused')).toMatchObject({ who: second.name, details: ['inactive'] })
  })

  test('whom a coordinator invited, and what they let whom do', async () => {
    const fresh = { name: 'Ny', email: `ny${ports.clock.now()}@example.org`, language: 'sv', zone: 'Europe/Stockholm' }
    const roles = { counsellor: true, coordinator: false }
    const { id } = (await call('POST', '/staff/counsellors', coordinator, { ...fresh, ...roles })).body
    const by = { who: seeded.coordinator.name, about: 'Ny' }
    expect(await newest('invited')).toMatchObject({ ...by, details: ['+counsellor'] })
    await call('PATCH', `/staff/counsellors/${id}`, coordinator, { coordinator: true, counsellor: false })
    expect(await newest('member_changed')).toMatchObject({ ...by, details: ['-counsellor', '+coordinator'] })
    await call('PATCH', `/staff/counsellors/${id}`, coordinator, { zone: 'Europe/Helsinki' })
    expect((await audit('?kind=member_changed')).entries).toHaveLength(1)
    expect(JSON.stringify(await audit())).not.toContain(fresh.email)
  })

  test('how long things are kept, and what went for that', async () => {
    await call('PUT', '/staff/retention', coordinator, { ...retentionDefaults, contact: 40 })
    expect(await newest('retention_changed')).toMatchObject({
      who: seeded.coordinator.name,
      details: ['contact 90 40'],
    })
    const talk = await aTalk()
    ports.clock.set(talk.endsMs + 41 * dayMs)
    await tick(ports)
    expect(await newest('retention_ran')).toMatchObject({ who: null, details: ['contact 1'] })
  })

  test('that a record was taken out, and that it was erased: its reference leads nowhere then', async () => {
    const talk = await aTalk()
    await call('GET', `/staff/talks/${talk.id}`, anna)
    await call('GET', '/case/export', { authorization: `Bearer ${talk.secret}` })
    const [name = ''] = await auditNamesOf(db, talk.caseId)
    const reference = name.slice(0, 8)
    await askErasure(db, talk.caseId, new Date(ports.clock.now()))
    for (let times = 0; times < 4; times += 1) {
      ports.clock.advance(20 * minuteMs)
      await tick(ports)
    }
    expect(await db.$count(guidanceCase, eq(guidanceCase.id, talk.caseId))).toBe(0)
    for (const kind of ['exported', 'erased']) expect(await newest(kind)).toMatchObject({ who: null, reference })
    const words = ['Kim-Aliasson', 'kim.hemlig', talk.caseId, talk.meetingId]
    expect(await columnsHolding(db, ...words)).toEqual([])
    expect((await columnsHolding(db, name)).sort()).toEqual(['audit_entry.once', 'audit_entry.reference'])
  })
})

describe('the audit', () => {
  const entry = () => ({ kind: 'invited' as const, organisationId: seeded.organisation.id })

  test('is only added to: the database refuses to change, delete and empty it', async () => {
    await writeAudit(db, ports, entry())
    for (const statement of [
      sql`update audit_entry set kind = 'erased'`,
      sql`delete from audit_entry`,
      sql`truncate audit_entry`,
      sql`delete from organisation`,
    ]) {
      await expect(db.execute(statement)).rejects.toThrow()
    }
    expect((await audit('?kind=invited')).entries).toHaveLength(1)
  })

  test('is kept for as long as the organisation says, and then it goes', async () => {
    await call('PUT', '/staff/retention', coordinator, { ...retentionDefaults, audit: 60 })
    await writeAudit(db, ports, entry())
    const invited = () => db.$count(auditEntry, eq(auditEntry.organisationId, seeded.organisation.id))
    const before = await invited()
    ports.clock.advance(59 * dayMs)
    await tick(ports)
    expect(await invited()).toBe(before)
    ports.clock.advance(2 * dayMs)
    await tick(ports)
    expect(await invited()).toBe(0)
  })

  test('is read page by page, by kind and by person, and by nobody of another organisation', async () => {
    const elsewhere = await seedOrganisation(db)
    for (let made = 0; made < 60; made += 1) await writeAudit(db, ports, entry())
    const about = seeded.counsellors[1].id
    await writeAudit(db, ports, { ...entry(), aboutId: about })
    await writeAudit(db, ports, { ...entry(), organisationId: elsewhere.organisation.id })
    const first = await audit('?kind=invited')
    const second = await audit(`?kind=invited&cursor=${first.next}`)
    expect([first.entries.length, second.entries.length, second.next]).toEqual([50, 11, null])
    expect((await audit(`?staffId=${about}`)).entries).toMatchObject([{ about: seeded.counsellors[1].name }])
    const others = await audit('?kind=invited', await signedIn(app, ports, elsewhere.coordinator.id))
    expect(others.entries).toHaveLength(1)
    expect((await call('GET', '/staff/audit?kind=nonsense', coordinator)).status).toBe(422)
  })

  test('leaves a line in the log that names nobody', async () => {
    const lines: string[] = []
    const { log } = console
    console.log = (line: string) => void lines.push(line)
    try {
      await writeAudit(db, ports, { ...entry(), staffId: seeded.coordinator.id, details: ['+coordinator'] })
    } finally {
      console.log = log
    }
    const [line = ''] = lines
    expect(JSON.parse(line)).toEqual({ level: 'info', audit: 'invited', entry: expect.any(String) })
  })
})

test('what happens several times within the minutes is one thing, and only roles are changes of roles', () => {
  const at = 1_000 * 60_000
  expect(onceIn(10, at, 'a', 'b')).toBe(onceIn(10, at + 9 * 60_000, 'a', 'b'))
  expect(onceIn(10, at, 'a', 'b')).not.toBe(onceIn(10, at + 10 * 60_000, 'a', 'b'))
  const nobody = { counsellor: false, coordinator: false, active: true }
  expect(changesOfRoles(nobody, nobody)).toEqual([])
  expect(changesOfRoles(nobody, { counsellor: true, coordinator: false, active: false })).toEqual([
    '+counsellor',
    '-active',
  ])
})
