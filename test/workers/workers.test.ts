import ICAL from 'ical.js'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../setup/database.ts'
import { testLiveKit } from '../setup/livekit.ts'
import { seedOrganisation } from '../setup/people.ts'
import { testPorts } from '../setup/ports.ts'
import { startSmtpSink } from '../setup/smtp-sink.ts'
import { signedIn } from '../setup/staff.ts'
import { seedTalk } from '../setup/talk.ts'
import { startWorkerd } from '../setup/workerd.ts'

const { db, url: databaseUrl } = await testDatabase()
const seeded = await seedOrganisation(db)
const sink = await startSmtpSink()
const liveKit = await testLiveKit()
const secretKey = 'the-same-key-on-every-instance-of-this-test'
const workerd = await startWorkerd(databaseUrl, {
  SECRET_KEY: secretKey,
  SMTP_URL: sink.url,
  MAIL_FROM: 'Fyrklang <letters@fyrklang.test>',
  LIVEKIT_URL: liveKit.url,
  LIVEKIT_API_KEY: liveKit.apiKey,
  LIVEKIT_API_SECRET: liveKit.apiSecret,
})
afterAll(async () => {
  await workerd.stop()
  await liveKit.stop()
  await sink.stop()
})

const call = (path: string, init: RequestInit = {}) => fetch(workerd.url + path, init)
const json = (body: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

/** This machine's clock, with which workerd runs. */
const ports = testPorts(db, { now: Date.now() })
Object.assign(ports.settings, { publicUrl: workerd.url, secretKey })

test('a talk is booked in workerd, and its letter comes by a cron tick', async () => {
  const [service] = seeded.services
  const days = new URLSearchParams({
    from: inDays(2),
    to: inDays(9),
    zone: 'Europe/Stockholm',
    form: 'video',
    language: 'sv',
  })
  const { slots } = await (await call(`/api/services/${service.id}/slots?${days}`)).json()
  const wish = {
    serviceId: service.id,
    start: slots[0].start,
    form: 'video',
    language: 'sv',
    zone: 'Europe/Stockholm',
    lettersLanguage: 'sv',
    email: 'kim@seeker.test',
  }
  const key = { 'idempotency-key': crypto.randomUUID() }
  const answer = await call('/api/bookings', json(wish, key))
  expect(answer.status).toBe(201)
  const booked = await answer.json()
  expect(await (await call('/api/bookings', json(wish, key))).json()).toEqual(booked)

  await workerd.cron()
  const letter = await sink.letter(
    ({ to, attachments }) => JSON.stringify(to).includes('kim@seeker.test') && attachments.length > 0,
  )
  const invitation = letter.attachments.find(({ contentType }) => contentType.includes('calendar'))
  const event = new ICAL.Event(
    new ICAL.Component(ICAL.parse(invitation?.content.toString() ?? '')).getFirstSubcomponent('vevent') ?? undefined,
  )
  expect(event.startDate.toJSDate().toISOString()).toBe(new Date(booked.start).toISOString())
  expect(letter.text).not.toContain(booked.secret)
})

test('a seeker is let in, and LiveKit takes the token that workerd minted', async () => {
  const talk = await seedTalk(ports, seeded, { startsMs: Date.now() + 5 * 60_000 })
  const seeker = { authorization: `Bearer ${talk.secret}` }
  const counsellor = await signedIn({ request: call } as never, ports, seeded.counsellors[0].id)
  expect(await (await call(`/api/bookings/${talk.id}/door`, json({}, seeker))).json()).toMatchObject({
    state: 'waiting',
  })

  const { waiting } = await (await call('/api/staff/waiting', { headers: counsellor })).json()
  const admitted = await call(
    `/api/staff/talks/${talk.id}/door/${waiting[0].personId}`,
    json({ decision: 'admit' }, counsellor),
  )
  expect(admitted.status).toBe(200)
  const door = await (await call(`/api/bookings/${talk.id}/door`, json({}, seeker))).json()
  expect(door).toMatchObject({ state: 'open', url: liveKit.url })
  const taken = await fetch(`${liveKit.url.replace('ws', 'http')}/rtc/validate?access_token=${door.token}`)
  expect(await taken.text()).toBe('success')
})

test('the pages come from workerd with the same headers, whatever their address', async () => {
  const headers = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'accept-language': 'da' }
  const page = await call('/book/anything', { headers, redirect: 'manual' })
  expect(page.status).toBe(200)
  // With its first words, which are read before the scripts come.
  expect(await page.text()).toMatch(/<html lang="da">[^]*<div id="app">[^]*Hvornår passer det dig/)
  expect(page.headers.get('content-language')).toBe('da')
  const missing = await call('/nope.png', { headers })
  expect(missing.status).toBe(404)
  expect(page.headers.get('content-security-policy')).toContain(liveKit.url)
})

test('an unknown address of the API is a problem, not a page', async () => {
  const answer = await call('/api/nothing')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
})

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
