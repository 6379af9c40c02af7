import ICAL from 'ical.js'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { createApp } from '../../src/app.ts'
import { addCase } from '../../src/meeting/case.store.ts'
import { codeAlphabet, codeHash, newCode } from '../../src/meeting/case-code.ts'
import { smtpMailer } from '../../src/notify/smtp.ts'
import { random } from '../../src/crypto/random.ts'
import { bearer, seedWorld } from '../contract/scene.ts'
import { testDatabase } from '../setup/database.ts'
import { sendLetters } from '../setup/letters.ts'
import { testPorts } from '../setup/ports.ts'
import { startSmtpSink } from '../setup/smtp-sink.ts'
import { seedTalk } from '../setup/talk.ts'

const { db } = await testDatabase()
const { app, ports, scene, headers } = await seedWorld(db)
const quarterHourMs = 900_000
const post = (path: string, body: object, more: Record<string, string> = {}) =>
  app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...more },
    body: JSON.stringify(body),
  })
const guess = (code: string, more: Record<string, string> = {}) => post('/api/case/entry', { code }, more)

async function guessMany(count: number, more: Record<string, string>, addressOf?: (attempt: number) => string) {
  const statuses: number[] = []
  for (let attempt = 0; attempt < count; attempt += 1) {
    const claimed = {
      'x-forwarded-for': `10.0.0.${attempt}`,
      'x-real-ip': `10.0.1.${attempt}`,
      'cf-connecting-ip': `10.0.2.${attempt}`,
    }
    const address = addressOf ? { 'x-test-address': addressOf(attempt) } : {}
    statuses.push((await guess(newCode(random), { ...more, ...claimed, ...address })).status)
  }
  return statuses
}

describe('guessing codes', () => {
  test('ends after 300 wrong codes from one address in a quarter of an hour, whatever the header says of who called', async () => {
    const from = { 'x-test-address': '192.0.2.77' }
    const statuses = await guessMany(300, from)
    expect(statuses).toEqual(Array.from({ length: 300 }, () => 422))
    const refused = await guess(newCode(random), { ...from, 'x-forwarded-for': '10.9.9.9' })
    expect([refused.status, (await refused.json()).type]).toEqual([429, '/problems/too-many'])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    // With a port that a proxy adds it is the same caller, and what is no address at all is one caller.
    expect((await guess(newCode(random), { 'x-test-address': '192.0.2.77:4711' })).status).toBe(429)
    expect((await guess(newCode(random), { 'x-test-address': '192.0.2.78' })).status).toBe(422)
    ports.clock.advance(quarterHourMs)
    expect((await guess(newCode(random), from)).status).toBe(422)
  })

  test('of which many come at the same moment lets no more pass than one after the other', async () => {
    const from = { 'x-test-address': '192.0.2.90' }
    const before = await guessMany(290, from)
    expect(new Set(before)).toEqual(new Set([422]))
    const atOnce = await Promise.all(Array.from({ length: 30 }, () => guess(newCode(random), from)))
    expect(atOnce.filter(({ status }) => status === 422)).toHaveLength(10)
  })

  test('of one beginning ends after 30 attempts in an hour, from however many addresses', async () => {
    const statuses: number[] = []
    for (let attempt = 0; attempt < 31; attempt += 1)
      statuses.push(
        (await guess(`K7MQ-${newCode(random).slice(5)}`, { 'x-test-address': `198.51.100.${attempt}` })).status,
      )
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 422), 429])
  })

  test('takes longer than anybody lives', () => {
    // 12 letters of 28 are 57 bits. An attacker with any number of addresses is held by the limit on beginnings:
    const beginnings = codeAlphabet.length ** 4
    const guessesAnHour = beginnings * 30
    // A large service: a hundred thousand cases whose codes all still open something.
    const chance = 100_000 / codeAlphabet.length ** 12
    const yearsToOne = 1 / (guessesAnHour * chance * 24 * 365)
    expect(Math.log2(codeAlphabet.length ** 12)).toBeGreaterThan(50)
    // And that attacker would have to send five thousand calls a second, from a million addresses, for all that time.
    expect(guessesAnHour / 3600).toBeGreaterThan(5000)
    expect(yearsToOne).toBeGreaterThan(10)
    // One network, 1,200 attempts an hour:
    expect(1 / (1200 * chance * 24 * 365)).toBeGreaterThan(200_000)
  })

  test('from neighbouring IPv6 addresses counts as from one: a household has as many as it likes', async () => {
    const statuses = await guessMany(301, {}, (attempt) => `2001:db8:7:9:${attempt.toString(16)}::1`)
    expect(statuses.slice(-2)).toEqual([422, 429])
    expect((await guess(newCode(random), { 'x-test-address': '2001:db8:7:a::1' })).status).toBe(422)
  })

  test('from the 65,536 networks that one customer may have ends after 1,200', async () => {
    const statuses = await guessMany(1201, {}, (attempt) => `2001:db8:8:${attempt.toString(16)}::1`)
    expect(statuses.slice(-2)).toEqual([422, 429])
    expect((await guess(newCode(random), { 'x-test-address': '2001:db8:9::1' })).status).toBe(422)
  })
})

describe('a class behind one address', () => {
  const from = { 'x-test-address': '203.0.113.25' }
  const newCase = async () => {
    const code = newCode(random)
    await addCase(db, {
      id: random.uuid(ports.clock.now()),
      codeHash: await codeHash(code, ports.settings.secretKey),
      createdAt: new Date(ports.clock.now()),
    })
    return code
  }

  test('gets in with its codes, 25 of 25 at the same moment, again and again', async () => {
    const codes = await Promise.all(Array.from({ length: 25 }, newCase))
    for (let round = 0; round < 3; round += 1) {
      const answers = await Promise.all(codes.map((code) => guess(code, from)))
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 25 }, () => 200))
    }
  })

  test('gets in while one of them types their own code wrong, 400 times', async () => {
    const [own, others] = [await newCase(), await Promise.all(Array.from({ length: 24 }, newCase))]
    const wrong: number[] = []
    for (let attempt = 0; attempt < 400; attempt += 1)
      wrong.push((await guess(`${own.slice(0, 5)}${newCode(random).slice(5)}`, from)).status)
    expect(wrong.filter((status) => status === 422)).toHaveLength(10)
    const answers = await Promise.all(others.map((code) => guess(code, from)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 24 }, () => 200))
  })

  test('may write what is no code at all as often as it likes', async () => {
    const statuses = new Set<number>()
    for (let attempt = 0; attempt < 400; attempt += 1) statuses.add((await guess('K7MQ-2RWX', from)).status)
    expect(statuses).toEqual(new Set([422]))
    expect((await guess(await newCase(), from)).status).toBe(200)
  })
})

describe('letters with sign-in links', () => {
  const ask = (email: string, address: string) =>
    post('/api/staff/sign-in/link', { email }, { 'x-test-address': address })

  test('are six to one address from one network and twelve from all, and the answer is the same for more, known or not', async () => {
    const { email } = scene.coordinator
    const before = ports.mailer.sent.length
    for (const asked of [email, 'nobody@nowhere.test']) {
      for (let attempt = 0; attempt < 40; attempt += 1) {
        const answer = await ask(attempt % 2 ? asked.toUpperCase() : asked, `203.0.113.${Math.floor(attempt / 10)}`)
        expect([answer.status, await answer.json()]).toEqual([202, { sent: true }])
      }
    }
    await vi.waitUntil(() => ports.mailer.sent.length >= before + 12)
    expect(ports.mailer.sent.slice(before).map(({ to }) => to)).toEqual(Array.from({ length: 12 }, () => email))
  })

  test('keep nobody out: the mailbox holds links that work, whoever asked for them', async () => {
    ports.clock.advance(quarterHourMs)
    const { email } = scene.coordinator
    const before = ports.mailer.sent.length
    for (let attempt = 0; attempt < 30; attempt += 1) await ask(email, `198.51.100.${attempt}`)
    expect((await ask(email, '192.0.2.1')).status).toBe(202)
    await vi.waitUntil(() => ports.mailer.sent.length >= before + 12)
    const tokens = ports.mailer.sent.slice(before).map(({ text }) => /enter#([\w-]+)/.exec(text)?.[1])
    for (const token of tokens) expect((await post('/api/staff/sign-in', { token })).status).toBe(200)
  })

  test('are refused to a flood from one network', async () => {
    const statuses: number[] = []
    for (let attempt = 0; attempt < 601; attempt += 1)
      statuses.push((await ask(`n${attempt % 5}@nowhere.test`, '203.0.113.200')).status)
    expect(statuses.slice(-2)).toEqual([202, 429])
  })
})

describe('words that mean something to a mail server, a calendar or a page', async () => {
  const sink = await startSmtpSink()
  const mailer = smtpMailer(sink.url)
  afterAll(async () => {
    mailer.close()
    await sink.stop()
  })
  const evil =
    'x</title><script>alert(1)</script><img src=x onerror=alert(1)>"\'&\r\nBcc: victim@evil.test\r\nATTENDEE:mailto:victim@evil.test'
  const inAll = { sv: evil, da: evil, en: evil }

  test('reach neither headers nor calendars nor markup', async () => {
    const title = await app.request(`/api/staff/services/${scene.services[0].id}`, {
      method: 'PATCH',
      headers: { ...headers.coordinator, 'content-type': 'application/json' },
      body: JSON.stringify({
        title: { sv: evil.slice(0, 100), da: evil.slice(0, 100), en: evil.slice(0, 100) },
        purpose: inAll,
      }),
    })
    expect(title.status).toBe(200)
    const start = '2026-10-13T07:00:00Z'
    const wish = {
      serviceId: scene.services[0].id,
      start,
      form: 'phone',
      language: 'sv',
      zone: 'Europe/Stockholm',
      lettersLanguage: 'sv',
      email: 'kim@seeker.test',
      alias: evil.slice(0, 60),
      topic: evil,
      fullSubjects: true,
    }
    const answer = await post('/api/bookings', wish, { 'idempotency-key': crypto.randomUUID() })
    expect(answer.status).toBe(201)
    const { id, secret } = await answer.json()
    await sendLetters({ ...ports, mailer })
    expect(sink.letters.length).toBeGreaterThan(1)
    for (const letter of sink.letters) {
      expect(letter.headerLines.filter(({ key }) => ['bcc', 'cc', 'attendee'].includes(key))).toEqual([])
      expect(letter.subject).not.toMatch(/[\r\n]/)
      expect(String(letter.html)).not.toMatch(/<script|<img|onerror=alert\(1\)>/)
      for (const { content } of letter.attachments) expectOneAttendeeAtMost(content.toString())
    }
    const file = await (await app.request(`/api/bookings/${id}/calendar.ics`, { headers: bearer(secret) })).text()
    expectOneAttendeeAtMost(file)
    expect(file).not.toContain('script')
  })

  test.each([
    'a@b.test\r\nBcc: c@d.test',
    'a@b.test, c@d.test',
    '"a b"@c.test',
    'a@b.test;c@d.test',
    '<a@b.test>',
    'a@b.test\u0000',
    'a@[127.0.0.1]',
    'A <a@b.test>',
    'a\u2028@b.test',
  ])('an address like %j is refused wherever one is asked for', async (email) => {
    const talk = `/api/bookings/${scene.talk.id}`
    const calls = [
      await app.request(talk, {
        method: 'PATCH',
        headers: { ...headers.seeker, 'content-type': 'application/json' },
        body: JSON.stringify({ email }),
      }),
      await post('/api/staff/sign-in/link', { email }, { 'x-test-address': `203.0.113.${email.length}` }),
      await post(
        '/api/staff/counsellors',
        { name: 'Ny', email, counsellor: true, coordinator: false, language: 'sv', zone: 'Europe/Stockholm' },
        headers.coordinator,
      ),
    ]
    for (const answer of calls)
      expect([answer.status, (await answer.json()).errors?.[0]?.field]).toEqual([422, 'email'])
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//evil.test',
    'https://',
    'http:\\\\evil.test',
  ])('a link to %j is never shown to a seeker', async (url) => {
    const room = await post(`/api/staff/talks/${scene.talk.id}/room/links`, { url, title: 'Läs' }, headers.counsellor)
    if (room.status < 300) expect((await room.json()).links.at(-1).url).toMatch(/^https?:\/\/\w/)
    const path = `/api/staff/talks/${scene.talk.id}/konklusion`
    await app.request(path, {
      method: 'PUT',
      headers: { ...headers.counsellor, 'content-type': 'application/json' },
      body: JSON.stringify({ body: { summary: 'Så', goals: [], actions: [], links: [{ url, title: 'Läs' }] } }),
    })
    await app.request(`${path}/readiness`, { method: 'POST', headers: headers.counsellor })
    const { konklusion } = await (
      await app.request(`/api/bookings/${scene.talk.id}/konklusion`, { headers: headers.seeker })
    ).json()
    for (const link of konklusion?.body.links ?? []) expect(link.url).toMatch(/^https?:/i)
  })
})

test('an item of a checklist cannot be named like a member that every object has', async () => {
  const text = { sv: 'a', da: 'a', en: 'a' }
  const answer = await post(
    '/api/staff/checklists',
    { title: text, items: [{ id: 'constructor', kind: 'text', audience: ['seeker'], title: text }] },
    headers.coordinator,
  )
  expect([answer.status, (await answer.json()).errors[0].field]).toEqual([422, 'items[0].id'])
})

function expectOneAttendeeAtMost(calendar: string) {
  const event = new ICAL.Component(ICAL.parse(calendar)).getFirstSubcomponent('vevent')
  expect(event?.getAllProperties('attendee').length).toBeLessThan(2)
  expect(calendar).not.toContain('victim')
}

test('a webhook is taken only with the video server’s own signature over that very body', async () => {
  const { testLiveKit } = await import('../setup/livekit.ts')
  const { AccessToken } = await import('livekit-server-sdk')
  const liveKit = await testLiveKit()
  const there = createApp(() => ({ ...testPorts(db), video: liveKit.video }))
  const talk = await seedTalk(
    ports,
    { ...scene, counsellors: [scene.counsellors[1], scene.counsellors[0]] },
    { startsMs: ports.clock.now() + 5 * 3_600_000 },
  )
  const body = JSON.stringify({
    event: 'participant_joined',
    id: 'EV_1',
    createdAt: '1',
    room: { name: scene.room.name },
    participant: { identity: scene.seeker.identity, sid: 'PA_1', joinedAt: '1' },
  })
  const signed = async (of: string, key = liveKit.apiKey, secret = liveKit.apiSecret) => {
    const token = new AccessToken(key, secret, { ttl: 60 })
    token.sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(of))).toString('base64')
    return token.toJwt()
  }
  const send = (authorization: string | null, sent = body) =>
    there.request('/api/livekit/webhook', {
      method: 'POST',
      headers: { 'content-type': 'application/webhook+json', ...(authorization ? { authorization } : {}) },
      body: sent,
    })
  const right = await signed(body)
  const join = await liveKit.video.mintToken({
    room: scene.room.name,
    identity: 'x',
    role: 'seeker',
    sharesScreen: true,
    ttlSeconds: 60,
  })
  for (const [authorization, sent] of [
    [null, body],
    ['', body],
    ['nonsense', body],
    [right, `${body} `],
    [right, body.replace('EV_1', 'EV_2')],
    [await signed(body, liveKit.apiKey, 'x'.repeat(40)), body],
    [await signed(body, 'other', liveKit.apiSecret), body],
    [join, body],
    [`Bearer ${talk.secret}`, body],
  ] as const) {
    expect((await send(authorization, sent)).status).toBe(401)
  }
  // The same one twice is one arrival.
  for (let round = 0; round < 2; round += 1) expect((await send(right)).status).toBe(200)
  const { people } = await (
    await app.request(`/api/staff/talks/${scene.talk.id}/attendance`, { headers: headers.counsellor })
  ).json()
  expect(people.find((one: { role: string }) => one.role === 'seeker').stays).toHaveLength(1)
  await liveKit.stop()
})
