import { ne } from 'drizzle-orm'
import { expect } from 'vitest'
import { serviceCounsellor } from '../../src/availability/schema.ts'
import { random } from '../../src/crypto/random.ts'
import { newSecret } from '../../src/crypto/secret.ts'
import type { Db } from '../../src/db/client.ts'
import { mintSignInToken } from '../../src/people/auth.ts'
import type { Seeded } from './people.ts'
import { testPorts } from './ports.ts'
import type { Program } from './program.ts'

/** What a seeker says in {@link livedCase}, and what is written of them. */
export const words = {
  alias: 'Kim-Aliasson-77',
  email: 'kim.hemlig@seeker.test',
  phone: '+46701239876',
  topic: 'Byta-fran-ekonomi-till-vard',
  goal: 'Vaga-saga-det-hemma',
  answer: 'Mamma-vet-inget',
  label: 'min-storasyster-Ida',
  note: 'Orolig-for-betygen',
  summary: 'Vi-kom-fram-till-praktik',
  comment: 'Precis-sa-var-det',
  reason: 'Blev-sjuk-i-magen',
}

type Scene = { program: Program; db: Db; seeded: Seeded; secretKey: string }

/** JSON to a running program; `done` expects that it works, and that nobody keeps the answer. */
export function callsTo(program: Program) {
  const call = (path: string, method: string, key: Record<string, string>, body?: object) =>
    fetch(program.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...key },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })

  async function done(path: string, method: string, key: Record<string, string>, body?: object) {
    const answer = await call(path, method, key, body)
    const text = await answer.text()
    expect([path, answer.status < 300, answer.status < 300 ? '' : text]).toEqual([path, true, ''])
    expect(answer.headers.get('cache-control'), path).toBe('no-store')
    return text === '' ? {} : JSON.parse(text)
  }
  return { call, done }
}

/**
 * A case as it is lived: booked with everything that can be told, prepared, with somebody invited, a Konklusion, and
 * called off in the end. Some calls fail on the way, because those write more into logs.
 *
 * @returns the keys that opened something on the way, by name
 */
export async function livedCase({ program, db, seeded, secretKey }: Scene) {
  const { call, done } = callsTo(program)
  const [anna] = seeded.counsellors
  const keys: Record<string, string> = {}
  const ports = {
    ...testPorts(db, { now: Date.now() }),
    settings: {
      publicUrl: program.url,
      secretKey,
      mailFrom: { name: '', address: 'a@b.test' },
      mailReplyTo: null,
      mailbox: false,
      bookingsPerHour: null,
    },
  }
  keys['signIn'] = await mintSignInToken(ports, anna.email, 600)
  const entered = await call('/api/staff/sign-in', 'POST', {}, { token: keys['signIn'] })
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';', 1).join(''))
    .join('; ')
  keys['session'] = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? ''
  expect(entered.headers.getSetCookie().join()).toMatch(/HttpOnly/i)
  const staff = { cookie, origin: program.url }

  // One counsellor alone, so that the talk is Anna's: of two who are equally free, either may get it.
  await db.delete(serviceCounsellor).where(ne(serviceCounsellor.counsellorId, anna.id))

  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  const { slots } = await (
    await fetch(`${program.url}/api/services/${seeded.services[0].id}/slots?from=${day(2)}&to=${day(12)}`)
  ).json()
  keys['idempotency'] = crypto.randomUUID()
  const { alias, email, phone, topic } = words
  const wish = {
    serviceId: seeded.services[0].id,
    start: slots[0].start,
    form: 'phone',
    language: 'sv',
    zone: 'Europe/Stockholm',
    lettersLanguage: 'sv',
    alias,
    email,
    phone,
    topic,
    fullSubjects: true,
  }
  const booked = await done('/api/bookings', 'POST', { 'idempotency-key': keys['idempotency'] }, wish)
  await done('/api/bookings', 'POST', { 'idempotency-key': keys['idempotency'] }, wish)
  Object.assign(keys, { secret: booked.secret, code: booked.code, bareCode: booked.code.replaceAll('-', '') })
  const seeker = { authorization: `Bearer ${booked.secret}` }
  keys['second'] = (await done('/api/case/entry', 'POST', {}, { code: booked.code.toLowerCase() })).secret
  const invited = await done(`/api/bookings/${booked.id}/companions`, 'POST', seeker, { label: words.label })
  keys['companion'] = invited.secret
  await done('/api/companion', 'GET', { authorization: `Bearer ${invited.secret}` })
  await done(`/api/bookings/${booked.id}/checklist`, 'PUT', seeker, {
    answers: { about: { kind: 'text', text: words.answer }, aim: { kind: 'goal', goals: [words.goal] } },
  })
  await done(`/api/staff/talks/${booked.id}/notes`, 'PUT', staff, { text: words.note })
  await done(`/api/staff/talks/${booked.id}/konklusion`, 'PUT', staff, {
    body: { summary: words.summary, goals: [], actions: [], links: [] },
  })
  await done(`/api/staff/talks/${booked.id}/konklusion/readiness`, 'POST', staff)
  await done(`/api/bookings/${booked.id}/konklusion/comments`, 'POST', seeker, { text: words.comment })
  await done(`/api/bookings/${booked.id}/konklusion/approval`, 'POST', seeker, { version: 1 })
  await done('/api/staff/sign-in/link', 'POST', {}, { email: anna.email })
  // Calls that fail write more into logs than those that do not.
  for (const path of [
    `/api/bookings/${booked.id}?secret=${booked.secret}`,
    `/api/staff/talks/${booked.id}`,
    `/api/nowhere/${booked.secret}/${email}`,
  ])
    await call(path, 'GET', { authorization: `Bearer ${newSecret(random)}` })
  await call(`/api/bookings/${booked.id}`, 'PATCH', seeker, {
    alias: `${words.alias}\u0000`,
    email: `${words.email}\r\nBcc: x@y.test`,
  })
  await call('/api/case/entry', 'POST', {}, { code: `${booked.code}X` })
  await done(`/api/bookings/${booked.id}`, 'DELETE', seeker, { reason: words.reason })
  return { keys, bookingId: String(booked.id), seeker, staff }
}
