import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createApp } from '../app.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { letterAfter } from '../../test/setup/letters.ts'
import { seedOrganisation, seedStaff } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { cookieOf, signedIn } from '../../test/setup/staff.ts'
import { oneTimeSignInLink } from './sign-in-links.ts'
import { authSession, user, verification } from '../people/schema.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const app = createApp(() => ports)
const {
  organisation,
  counsellors: [anna, bo],
  coordinator,
} = await seedOrganisation(db)

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

const tokenIn = (text: string) => /\/staff\/enter#([\w-]+)/.exec(text)?.[1] ?? ''

async function tokenByMail(email: string): Promise<string> {
  const letter = await letterAfter(ports, email, async function ask() {
    expect((await post('/api/staff/sign-in/link', { email })).status).toBe(202)
  })
  return tokenIn(letter.text)
}

// Attempts are counted by the quarter of an hour: each test has one of its own.
beforeEach(() => ports.clock.advance(15 * 60_000))

describe('signing in', () => {
  test('a letter with a link leads to the own account', async () => {
    const entered = await post('/api/staff/sign-in', { token: await tokenByMail(anna.email) })
    expect(entered.status).toBe(200)
    const answer = await app.request('/api/staff/me', { headers: { cookie: cookieOf(entered) } })
    expect(await answer.json()).toEqual({
      id: anna.id,
      name: 'Anna Vägledare',
      email: anna.email,
      counsellor: true,
      coordinator: false,
      language: 'sv',
      zone: 'Europe/Stockholm',
      organisation: { id: organisation.id, name: 'Testkommun', sample: false },
      memberships: [{ staffId: anna.id, organisation: { id: organisation.id, name: 'Testkommun' }, current: true }],
      video: false,
      mailbox: false,
      serverNow: new Date(ports.clock.now()).toISOString(),
    })
  })

  test.each(["o'neill'", 'a&b', '{me}', "it's=me~"])(
    'whoever has the address %s@… gets in like everybody',
    async (local) => {
      const eve = await seedStaff(db, organisation.id, 'Eve Vägledare', { counsellor: true })
      const email = `${local}@fyrklang.test`
      await db.update(user).set({ email }).where(eq(user.id, eve.userId))
      const entered = await post('/api/staff/sign-in', { token: await tokenByMail(email.toUpperCase()) })
      expect(await entered.json()).toMatchObject({ id: eve.id, email })
    },
  )

  test('how the address is spelt does not matter', async () => {
    expect(await tokenByMail(` ${anna.email.toUpperCase()} `)).not.toBe('')
  })

  test('the token stands in the fragment of the link, where no mail scanner and no log sees it', async () => {
    await tokenByMail(anna.email)
    const letter = ports.mailer.sent.at(-1)
    expect(letter?.to).toBe(anna.email)
    expect(letter?.text).toMatch(/^http:\/\/fyrklang\.test\/staff\/enter#[\w-]{43}$/m)
    expect(letter?.html).toContain('http://fyrklang.test/staff/enter#')
  })

  test('the letter is in the language of the reader', async () => {
    const jens = await seedStaff(db, organisation.id, 'Jens Vejleder', { counsellor: true })
    const headers = await signedIn(app, ports, jens.id)
    await app.request('/api/staff/me', {
      method: 'PATCH',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"language":"da"}',
    })
    await tokenByMail(jens.email)
    expect(ports.mailer.sent.at(-1)?.text).toContain('Log ind')
  })

  test('a link works once', async () => {
    const token = await tokenByMail(anna.email)
    expect((await post('/api/staff/sign-in', { token })).status).toBe(200)
    const again = await post('/api/staff/sign-in', { token })
    expect(again.status).toBe(410)
    expect(again.headers.get('content-type')).toBe('application/problem+json')
    expect(again.headers.getSetCookie()).toEqual([])
    expect(await again.json()).toMatchObject({ type: '/problems/gone' })
  })

  test('of ten who use one link at once, one gets in', async () => {
    const token = await tokenByMail(anna.email)
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('/api/staff/sign-in', { token })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 410)])
  })

  test('a link that is too old opens nothing', async () => {
    const token = await tokenByMail(anna.email)
    await db.update(verification).set({ expiresAt: new Date(Date.now() - 1000) })
    expect((await post('/api/staff/sign-in', { token })).status).toBe(410)
  })

  test('a link by letter lasts a quarter of an hour, one that is printed at a first start a day', async () => {
    const lifetime = async () => {
      const [row] = await db.select().from(verification)
      await db.delete(verification)
      return Math.round(((row?.expiresAt.getTime() ?? 0) - Date.now()) / 60_000)
    }
    await db.delete(verification)
    await tokenByMail(anna.email)
    expect(await lifetime()).toBe(15)
    expect(await oneTimeSignInLink(ports, anna.email)).toMatch(/^http:\/\/fyrklang\.test\/staff\/enter#/)
    expect(await lifetime()).toBe(24 * 60)
  })

  test('the database never holds a token that opens something', async () => {
    const token = await tokenByMail(anna.email)
    const kept = JSON.stringify(await db.select().from(verification))
    expect(token).toHaveLength(43)
    expect(kept).not.toContain(token)
  })

  test('made-up tokens open nothing and fail politely', async () => {
    for (const token of ['x', 'ö'.repeat(50), '../../magic', 'a'.repeat(200)]) {
      expect((await post('/api/staff/sign-in', { token })).status).toBe(410)
    }
    for (const token of ['', 7, null, 'a'.repeat(2000)]) {
      expect(await (await post('/api/staff/sign-in', { token })).json()).toMatchObject({
        status: 422,
        errors: [{ field: 'token' }],
      })
    }
  })
})

describe('who works here is nobody’s business', () => {
  test('an unknown address gets the same answer as a known one, and no letter', async () => {
    const known = await post('/api/staff/sign-in/link', { email: anna.email })
    await vi.waitUntil(() => ports.mailer.sent.at(-1)?.to === anna.email)
    const before = ports.mailer.sent.length
    const unknown = await post('/api/staff/sign-in/link', { email: 'somebody.else@fyrklang.test' })
    expect([unknown.status, await unknown.text()]).toEqual([known.status, await known.text()])
    expect([...unknown.headers.keys()]).toEqual([...known.headers.keys()])
    // A known address after it: its letter is the next one that is sent.
    await tokenByMail(bo.email)
    expect(ports.mailer.sent.slice(before).map(({ to }) => to)).toEqual([bo.email])
  })

  test('an unknown address is kept nowhere', async () => {
    await post('/api/staff/sign-in/link', { email: 'somebody.else@fyrklang.test' })
    expect(JSON.stringify(await db.select().from(verification))).not.toContain('somebody')
  })

  test('asking again and again is answered alike, known or not, and six letters are enough', async () => {
    const before = ports.mailer.sent.length
    for (const email of ['nobody.at.all@fyrklang.test', bo.email]) {
      const statuses: number[] = []
      for (let attempt = 0; attempt < 8; attempt++)
        statuses.push((await post('/api/staff/sign-in/link', { email })).status)
      expect(statuses).toEqual(Array.from({ length: 8 }, () => 202))
    }
    await vi.waitUntil(() => ports.mailer.sent.length >= before + 6)
    expect(ports.mailer.sent.slice(before).map(({ to }) => to)).toEqual(Array.from({ length: 6 }, () => bo.email))
  })

  test('a mail server that is away changes nothing in the answer', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    ports.mailer.fail({ delivered: false, permanent: false, reason: 'connection refused' })
    expect((await post('/api/staff/sign-in/link', { email: bo.email })).status).toBe(202)
    await vi.waitUntil(() => said.mock.calls.length > 0)
    expect(JSON.stringify(said.mock.calls)).not.toContain(bo.email)
    said.mockRestore()
  })
})

describe('a session', () => {
  test('rests in a cookie that scripts cannot read and other sites do not send', async () => {
    const entered = await post('/api/staff/sign-in', { token: await tokenByMail(anna.email) })
    const [cookie = ''] = entered.headers.getSetCookie()
    expect(cookie).toMatch(/^fyrklang\.session_token=/)
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect(cookie).toMatch(/Path=\//i)
    expect(cookie).not.toMatch(/Secure/i)
  })

  test('is sent over https only, where the program is reached by https', async () => {
    const https = testPorts(db, { settings: { ...ports.settings, publicUrl: 'https://fyrklang.test' } })
    const secure = createApp(() => https)
    const token = (await oneTimeSignInLink(https, anna.email)).split('#')[1]
    const entered = await secure.request('/api/staff/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    })
    expect(entered.headers.getSetCookie().join()).toMatch(
      /^__Host-fyrklang\.session_token=[^;]+;(?=.*; Path=\/(;|$))(?=.*; Secure)(?!.*Domain=)/i,
    )
    const me = await secure.request('/api/staff/me', { headers: { cookie: cookieOf(entered) } })
    expect(me.status).toBe(200)
    // One without the prefix may come from a neighbour below the same domain.
    const planted = cookieOf(entered).replace('__Host-', '')
    expect((await secure.request('/api/staff/me', { headers: { cookie: planted } })).status).toBe(401)
  })

  test('ends twelve hours after it was last used', async () => {
    await db.delete(authSession)
    const headers = await signedIn(app, ports, anna.id)
    const [session] = await db.select().from(authSession).where(eq(authSession.userId, anna.userId))
    expect(((session?.expiresAt.getTime() ?? 0) - Date.now()) / 3_600_000).toBeCloseTo(12, 1)
    await db.update(authSession).set({ expiresAt: new Date(Date.now() + 11.5 * 3_600_000) })
    expect((await app.request('/api/staff/me', { headers })).status).toBe(200)
    const [used] = await db.select().from(authSession).where(eq(authSession.userId, anna.userId))
    expect(((used?.expiresAt.getTime() ?? 0) - Date.now()) / 3_600_000).toBeCloseTo(12, 1)
    await db.update(authSession).set({ expiresAt: new Date(Date.now() - 1) })
    expect((await app.request('/api/staff/me', { headers })).status).toBe(401)
  })

  test('ends 14 days after signing in, however much it is used', async () => {
    const headers = await signedIn(app, ports, bo.id)
    const ofBo = eq(authSession.userId, bo.userId)
    const signedInAgo = (ms: number) =>
      db
        .update(authSession)
        .set({ createdAt: new Date(Date.now() - ms) })
        .where(ofBo)
    await signedInAgo(14 * 86_400_000 - 60_000)
    expect((await app.request('/api/staff/me', { headers })).status).toBe(200)
    await signedInAgo(14 * 86_400_000)
    expect((await app.request('/api/staff/me', { headers })).status).toBe(401)
    expect(await db.select().from(authSession).where(ofBo)).toEqual([])
  })

  test('ends with all others of the same person when they sign out everywhere', async () => {
    const [one, other, hers] = [
      await signedIn(app, ports, bo.id),
      await signedIn(app, ports, bo.id),
      await signedIn(app, ports, anna.id),
    ]
    const left = await app.request('/api/staff/sessions', { method: 'DELETE', headers: one })
    expect([left.status, left.headers.getSetCookie().join()]).toEqual([200, expect.stringContaining('Max-Age=0')])
    for (const headers of [one, other]) expect((await app.request('/api/staff/me', { headers })).status).toBe(401)
    expect((await app.request('/api/staff/me', { headers: hers })).status).toBe(200)
  })

  test('keeps neither the address nor the browser of whoever signed in', async () => {
    await signedIn(app, ports, anna.id)
    const [session] = await db.select().from(authSession)
    expect([session?.ipAddress || null, session?.userAgent || null]).toEqual([null, null])
  })

  test('ends when one signs out', async () => {
    const headers = await signedIn(app, ports, anna.id)
    expect((await post('/api/staff/sign-out', {}, headers)).status).toBe(200)
    expect((await app.request('/api/staff/me', { headers })).status).toBe(401)
  })

  test('that was tampered with or made up is none', async () => {
    const { cookie } = await signedIn(app, ports, anna.id)
    for (const wrong of [
      `${cookie}x`,
      cookie.replace(/=./, '=%'),
      'fyrklang.session_token=abc.def',
      'fyrklang.session_token=%E0%A4%A',
    ]) {
      expect((await app.request('/api/staff/me', { headers: { cookie: wrong } })).status).toBe(401)
    }
  })

  test('that another site uses changes nothing', async () => {
    const { cookie } = await signedIn(app, ports, anna.id)
    const headers = { cookie, origin: 'https://elsewhere.test', 'content-type': 'application/json' }
    const answer = await app.request('/api/staff/me', { method: 'PATCH', headers, body: '{"name":"Mallory"}' })
    expect(answer.status).toBe(403)
  })

  test.each([
    ['the request’s own address, which is whatever the Host header says', { origin: 'http://evil.test' }],
    ['what a browser says of the site', { 'sec-fetch-site': 'same-origin' }],
    ['a name that ours is part of', { origin: 'http://fyrklang.test.evil.test' }],
    ['another port', { origin: 'http://fyrklang.test:8080' }],
    ['https for http', { origin: 'https://fyrklang.test' }],
    ['nothing', { origin: 'null' }],
  ])('is not trusted by %s', async (_, claimed) => {
    const { cookie } = await signedIn(app, ports, anna.id)
    const headers = new Headers({ cookie, host: 'evil.test', 'content-type': 'application/json', ...claimed })
    const answer = await app.request('http://evil.test/api/staff/me', { method: 'PATCH', headers, body: '{}' })
    expect(answer.status).toBe(403)
  })

  test('works under every name that one’s own machine has', async () => {
    const here = testPorts(db, { settings: { ...ports.settings, publicUrl: 'http://localhost:3000' } })
    const local = createApp(() => here)
    const { cookie } = await signedIn(local, here, anna.id)
    const statusFrom = async (origin: string) => {
      const headers = { cookie, origin, 'content-type': 'application/json' }
      return (await local.request('/api/staff/me', { method: 'PATCH', headers, body: '{}' })).status
    }
    for (const origin of ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])
      expect(await statusFrom(origin)).toBe(200)
    for (const origin of ['http://127.0.0.1:3001', 'https://localhost:3000', 'http://localhost.evil.test:3000'])
      expect(await statusFrom(origin)).toBe(403)
  })

  test('does not outlive its user’s work here', async () => {
    const eva = await seedStaff(db, organisation.id, 'Eva Vikarie', { counsellor: true })
    const token = await tokenByMail(eva.email)
    const headers = await signedIn(app, ports, eva.id)
    const admin = await signedIn(app, ports, coordinator.id)
    const changed = await app.request(`/api/staff/counsellors/${eva.id}`, {
      method: 'PATCH',
      headers: { ...admin, 'content-type': 'application/json' },
      body: '{"active":false}',
    })
    expect(await changed.json()).toMatchObject({ active: false })
    expect((await app.request('/api/staff/me', { headers })).status).toBe(401)
    const late = await post('/api/staff/sign-in', { token })
    expect([late.status, late.headers.getSetCookie()]).toEqual([410, []])
    expect(await db.select().from(authSession).where(eq(authSession.userId, eva.userId))).toEqual([])
  })
})

describe('the own account', () => {
  test('can be changed, field by field', async () => {
    const headers = { ...(await signedIn(app, ports, bo.id)), 'content-type': 'application/json' }
    const change = (body: unknown) =>
      app.request('/api/staff/me', { method: 'PATCH', headers, body: JSON.stringify(body) })
    expect(await (await change({ zone: 'Europe/Copenhagen' })).json()).toMatchObject({
      zone: 'Europe/Copenhagen',
      name: 'Bo Vägledare',
    })
    expect(await (await change({ name: 'Bo B' })).json()).toMatchObject({ zone: 'Europe/Copenhagen', name: 'Bo B' })
    expect(await (await change({})).json()).toMatchObject({ name: 'Bo B' })
  })

  test('takes no time zone that does not exist, and no role', async () => {
    const headers = { ...(await signedIn(app, ports, bo.id)), 'content-type': 'application/json' }
    const change = (body: unknown) =>
      app.request('/api/staff/me', { method: 'PATCH', headers, body: JSON.stringify(body) })
    expect(await (await change({ zone: 'Mars/Olympus' })).json()).toMatchObject({
      status: 422,
      errors: [{ field: 'zone' }],
    })
    expect(await (await change({ name: ' ' })).json()).toMatchObject({ errors: [{ field: 'name' }] })
    expect(await (await change({ coordinator: true })).json()).toMatchObject({ coordinator: false })
  })
})
