import { beforeEach, describe, expect, test, vi } from 'vitest'
import { eq } from 'drizzle-orm'
import { createApp } from '../app.ts'
import { letter } from '../notify/schema.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { sendLetters } from '../../test/setup/letters.ts'
import { seedOrganisation, seedStaff } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { seedTalk } from '../../test/setup/talk.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const app = createApp(() => ports)
const ours = await seedOrganisation(db)
const theirs = await seedOrganisation(db)
const coordinator = { ...(await signedIn(app, ports, ours.coordinator.id)), 'content-type': 'application/json' }
const counsellor = { ...(await signedIn(app, ports, ours.counsellors[0].id)), 'content-type': 'application/json' }

const invitation = {
  name: 'Mona Ny',
  email: 'mona.ny@fyrklang.test',
  counsellor: true,
  coordinator: false,
  language: 'da',
  talkLanguages: ['da', 'ar'],
  zone: 'Europe/Copenhagen',
}
const invite = (body: object, headers = coordinator) =>
  app.request('/api/staff/counsellors', { method: 'POST', headers, body: JSON.stringify(body) })
const change = (id: string, body: object, headers = coordinator) =>
  app.request(`/api/staff/counsellors/${id}`, { method: 'PATCH', headers, body: JSON.stringify(body) })

/** One that a single test has to itself, with the headers of its coordinator's calls. */
async function anotherOrganisation() {
  const seeded = await seedOrganisation(db)
  const headers = { ...(await signedIn(app, ports, seeded.coordinator.id)), 'content-type': 'application/json' }
  return { ...seeded, headers }
}

const theLetter = async (id = '') => (await db.select().from(letter).where(eq(letter.id, id)))[0]

beforeEach(() => ports.clock.advance(15 * 60_000))

describe('inviting', () => {
  test('somebody sends them a letter whose link signs them in', async () => {
    const answer = await invite(invitation)
    expect(answer.status).toBe(201)
    expect(await answer.json()).toMatchObject({ ...invitation, active: true, id: expect.any(String) })
    const mail = await vi.waitUntil(() => ports.mailer.sent.find(({ to }) => to === invitation.email))
    expect(mail.subject).toBe('Velkommen til Testkommun')
    expect(mail.text).toContain('http://fyrklang.test/staff/sign-in')
    const token = /#([\w-]+)/.exec(mail.text)?.[1]
    const entered = await app.request('/api/staff/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    })
    expect(await entered.json()).toMatchObject({
      name: 'Mona Ny',
      counsellor: true,
      coordinator: false,
      organisation: { id: ours.organisation.id },
    })
  })

  test('somebody while the mail server is away loses nothing, and a coordinator sends it again', async () => {
    const { organisation, headers } = await anotherOrganisation()
    const email = 'waits@fyrklang.test'
    ports.mailer.fail({ delivered: false, permanent: false, reason: 'ECONNECTION', away: true })
    const invited = await (await invite({ ...invitation, email }, headers)).json()
    expect(invited.invitation).toEqual({ state: 'pending', sentAt: null })
    const [queued] = await db.select().from(letter).where(eq(letter.organisationId, organisation.id))
    await vi.waitUntil(async () => (await theLetter(queued?.id))?.lastError)
    ports.clock.advance(2 * 60_000)
    await sendLetters(ports)
    const first = ports.mailer.sent.find(({ to }) => to === email)
    expect(first?.messageId).toContain(queued?.id)
    const listed = async () => {
      const { counsellors } = await (await app.request('/api/staff/counsellors', { headers })).json()
      return counsellors.find(({ id }: { id: string }) => id === invited.id).invitation
    }
    expect(await listed()).toEqual({ state: 'sent', sentAt: new Date(ports.clock.now()).toISOString() })

    const again = (id: string, as = headers) =>
      app.request(`/api/staff/counsellors/${id}/invitation`, { method: 'POST', headers: as })
    expect((await again(invited.id, coordinator)).status).toBe(404)
    expect((await again('nobody')).status).toBe(404)
    ports.clock.advance(60_000)
    expect((await again(invited.id)).status).toBe(202)
    await vi.waitUntil(() => ports.mailer.sent.filter(({ to }) => to === email).length === 2)
    const token = /#([\w-]+)/.exec(ports.mailer.sent.findLast(({ to }) => to === email)?.text ?? '')?.[1]
    const entered = await app.request('/api/staff/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    })
    expect(entered.status).toBe(200)
  })

  test('the same address twice is told, however it is spelt', async () => {
    const again = await invite({ ...invitation, email: ours.counsellors[1].email.toUpperCase() })
    expect(again.status).toBe(409)
    expect(await again.json()).toMatchObject({ type: '/problems/conflict', errors: [{ field: 'email' }] })
  })

  test('names every field that does not fit', async () => {
    const answer = await invite({
      ...invitation,
      email: 'mona',
      talkLanguages: ['da', 'Danish!'],
      zone: 'Here',
      counsellor: 'yes',
      name: 'Mona\nNy',
    })
    expect(answer.status).toBe(422)
    const { errors } = (await answer.json()) as { errors: { field: string }[] }
    expect(errors.map(({ field }) => field).sort()).toEqual(['counsellor', 'email', 'name', 'talkLanguages[1]', 'zone'])
  })

  test('somebody without a role is refused', async () => {
    const answer = await invite({ ...invitation, email: 'no.role@fyrklang.test', counsellor: false })
    expect(await answer.json()).toMatchObject({ status: 422, errors: [{ field: 'counsellor' }] })
  })
})

describe('the staff of an organisation', () => {
  test('is listed by name, with roles, and without anybody of another organisation', async () => {
    const { organisation, headers } = await anotherOrganisation()
    await seedStaff(db, organisation.id, 'Mona Ny', { counsellor: true })
    const answer = await app.request('/api/staff/counsellors', { headers })
    const { counsellors } = (await answer.json()) as { counsellors: { id: string; name: string }[] }
    expect(counsellors.map(({ name }) => name)).toEqual(['Anna Vägledare', 'Bo Vägledare', 'Mona Ny', 'Siv Samordnare'])
    expect(counsellors.map(({ id }) => id)).not.toContain(theirs.counsellors[0].id)
  })

  test('is listed with the talks that each still has to hold', async () => {
    const { headers, ...organisation } = await anotherOrganisation()
    await seedTalk(ports, organisation, { startsMs: ports.clock.now() + 3_600_000 })
    await seedTalk(ports, organisation, { startsMs: ports.clock.now() + 7_200_000 })
    await seedTalk(ports, organisation, { startsMs: ports.clock.now() - 86_400_000 })
    const answer = await app.request('/api/staff/counsellors', { headers })
    const { counsellors } = (await answer.json()) as { counsellors: { talksAhead: number }[] }
    expect(counsellors.map(({ talksAhead }) => talksAhead)).toEqual([2, 0, 0])
    const changed = await change(organisation.counsellors[0].id, { active: true }, headers)
    expect(await changed.json()).toMatchObject({ talksAhead: 2 })
  })

  test('is changed field by field, and back', async () => {
    const { id } = ours.counsellors[1]
    expect(await (await change(id, { talkLanguages: ['sv', 'so'] })).json()).toMatchObject({
      talkLanguages: ['sv', 'so'],
      name: 'Bo Vägledare',
    })
    expect(await (await change(id, { active: false })).json()).toMatchObject({ active: false })
    expect(await (await change(id, { active: true })).json()).toMatchObject({
      active: true,
      talkLanguages: ['sv', 'so'],
    })
  })

  test('always keeps one active coordinator', async () => {
    for (const step of [{ active: false }, { coordinator: false }]) {
      const answer = await change(ours.coordinator.id, step)
      expect(answer.status).toBe(409)
      expect(await answer.json()).toMatchObject({ type: '/problems/conflict', errors: [{ field: 'coordinator' }] })
    }
    expect(await (await change(ours.coordinator.id, { counsellor: true, name: 'Siv S' })).json()).toMatchObject({
      counsellor: true,
      name: 'Siv S',
    })
  })

  test('keeps one even when two coordinators remove each other at the same moment', async () => {
    const {
      coordinator: first,
      counsellors: [second],
    } = await seedOrganisation(db)
    const byFirst = { ...(await signedIn(app, ports, first.id)), 'content-type': 'application/json' }
    expect((await change(second.id, { coordinator: true }, byFirst)).status).toBe(200)
    const bySecond = { ...(await signedIn(app, ports, second.id)), 'content-type': 'application/json' }
    const answers = await Promise.all([
      change(second.id, { coordinator: false }, byFirst),
      change(first.id, { coordinator: false }, bySecond),
    ])
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1)
  })
})

describe('the staff routes', () => {
  const routes = [
    ['GET', '/api/staff/counsellors'],
    ['POST', '/api/staff/counsellors'],
    ['PATCH', `/api/staff/counsellors/${ours.counsellors[0].id}`],
    ['GET', '/api/staff/services'],
    ['POST', '/api/staff/services'],
    ['PATCH', `/api/staff/services/${ours.services[0].id}`],
    ['GET', '/api/staff/checklists'],
    ['POST', '/api/staff/checklists'],
    ['GET', `/api/staff/checklists/${ours.template.id}`],
    ['POST', `/api/staff/checklists/${ours.template.id}/versions`],
  ] as const

  test.each(routes)('%s %s wants a sign-in', async (method, path) => {
    const answer = await app.request(path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: '{}' }),
    })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/problem+json'])
  })

  test.each(routes)('%s %s is for coordinators', async (method, path) => {
    const answer = await app.request(path, { method, headers: counsellor, ...(method === 'GET' ? {} : { body: '{}' }) })
    expect(answer.status).toBe(403)
  })

  const foreign = [
    ['PATCH', `/api/staff/counsellors/${theirs.counsellors[0].id}`, { name: 'Mine' }],
    ['PATCH', `/api/staff/services/${theirs.services[0].id}`, { active: false }],
    ['GET', `/api/staff/checklists/${theirs.template.id}`, undefined],
    ['PATCH', '/api/staff/counsellors/not-an-id', {}],
    ['PATCH', '/api/staff/services/01a2b3c4-0000-7000-8000-000000000000', {}],
    ['GET', '/api/staff/checklists/%00', undefined],
  ] as const

  test.each(foreign)('%s %s does not exist for a coordinator of another organisation', async (method, path, body) => {
    const answer = await app.request(path, {
      method,
      headers: coordinator,
      ...(body && { body: JSON.stringify(body) }),
    })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  })
})
