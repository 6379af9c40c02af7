import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { callerOf } from '../../test/setup/call.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { seedTalk, theTalk } from '../../test/setup/talk.ts'
import { createApp } from '../app.ts'
import { rewrapKeys, yetToSeal } from '../meeting/case-key.store.ts'
import { rehashAddresses } from '../meeting/case-link.store.ts'
import { caseLinkMinutes } from '../meeting/limits.ts'
import { endKeys } from '../meeting/erasure.store.ts'
import { caseLink, contact, guidanceCase } from '../meeting/schema.ts'
import { sealWhatIsPlain } from './seal-what-is-plain.ts'
import { tick } from '../tick.ts'

const { db } = await testDatabase()
const underWay: Promise<unknown>[] = []
const ports = testPorts(db, { afterwards: (work) => void underWay.push(work()) })
const seeded = await seedOrganisation(db)
const call = callerOf(
  createApp(
    () => ports,
    (c) => c.req.header('x-test-address') ?? '192.0.2.7',
  ),
)
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
let count = 7

/** A case whose seeker gave an address, by way of the own page. */
async function newCase(email = `kim.${count}@example.org`) {
  const { id, secret, caseId } = await seedTalk(ports, seeded, { startsMs: ports.clock.now() + count++ * 86_400_000 })
  expect((await call('PATCH', `/bookings/${id}`, bearer(secret), { email })).status).toBe(200)
  await send()
  return { id, secret, caseId, email }
}

async function send(): Promise<void> {
  await Promise.all(underWay.splice(0))
  await tick(ports)
}

/** Asks, and gives the tokens of the links that came by letter. */
async function ask(email: string, from = '192.0.2.7'): Promise<string[]> {
  const before = ports.mailer.sent.length
  const answer = await call('POST', '/case/link', { 'x-test-address': from }, { email })
  expect([answer.status, answer.body]).toEqual([202, { sent: true }])
  await send()
  return ports.mailer.sent.slice(before).flatMap(({ text }) => /\/open#([\w-]+)/.exec(text)?.[1] ?? [])
}

const enter = (token: string | undefined) => call('POST', '/case/link/entry', {}, { token })
const opens = async (secret: string) => (await call('GET', '/case', bearer(secret))).status === 200

describe('whoever lost the code', () => {
  test('gets a link by letter at the address that was given, and it opens the page once', async () => {
    const { id, email } = await newCase()
    const [token] = await ask(email.toUpperCase())
    const answers = await Promise.all([enter(token), enter(token), enter(token)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410, 410])
    const secret = answers.find(({ status }) => status === 200)?.body.secret
    expect((await call('GET', '/case', bearer(secret))).body.talks.map((talk: { id: string }) => talk.id)).toEqual([id])
  })

  test(`has ${caseLinkMinutes} minutes for it`, async () => {
    const { email } = await newCase()
    const [inTime] = await ask(email)
    const [late] = await ask(email)
    ports.clock.advance(caseLinkMinutes * 60_000 - 1)
    expect((await enter(inTime)).status).toBe(200)
    ports.clock.advance(1)
    expect((await enter(late)).status).toBe(410)
  })

  test('is answered alike when nobody has the address, and then no letter goes out', async () => {
    const before = ports.mailer.sent.length
    expect(await ask('nobody@example.org')).toEqual([])
    expect(ports.mailer.sent.length).toBe(before)
  })

  test('is found by the address of now, and not by the one before', async () => {
    const { id, secret, email } = await newCase()
    await call('PATCH', `/bookings/${id}`, bearer(secret), { email: `new.${email}` })
    await send()
    expect(await ask(email)).toEqual([])
    expect(await ask(`new.${email}`)).toHaveLength(1)
    await call('PATCH', `/bookings/${id}`, bearer(secret), { email: '' })
    expect(await ask(`new.${email}`)).toEqual([])
  })

  test('is found by an address from before addresses were hashed', async () => {
    const { id, email } = await newCase(`Old.${count}@example.org`)
    const reach = yetToSeal({ alias: null, email, phone: null })
    const { caseId } = await theTalk(ports, id)
    await db.update(contact).set({ emailHash: null, reach }).where(eq(contact.caseId, caseId))
    await sealWhatIsPlain(ports)
    expect(await ask(email)).toHaveLength(1)
  })

  test('is found when the secret key was changed, under both and then under the new one alone', async () => {
    const { email } = await newCase()
    const { secretKey } = ports.settings
    ports.settings.secretKey = 'the-next-secret-key'.repeat(2)
    ports.settings.secretKeyOld = secretKey
    expect(await ask(email)).toHaveLength(1)
    await rewrapKeys(ports, secretKey)
    await rehashAddresses(ports)
    delete ports.settings.secretKeyOld
    expect(await ask(email)).toHaveLength(1)
    ports.settings.secretKeyOld = ports.settings.secretKey
    ports.settings.secretKey = secretKey
    await rewrapKeys(ports, ports.settings.secretKeyOld)
    await rehashAddresses(ports)
    delete ports.settings.secretKeyOld
  })

  test('gets a link for each of the newest three cases of one address', async () => {
    const cases = [await newCase('family@example.org')]
    while (cases.length < 4) cases.push(await newCase('family@example.org'))
    expect(await ask('family@example.org')).toHaveLength(3)
  })

  test('cannot be kept out by strangers who ask: six letters come in half an hour, and every link in them works', async () => {
    ports.clock.advance(caseLinkMinutes * 60_000)
    const { email } = await newCase()
    const tokens: string[] = []
    for (let stranger = 0; stranger < 20; stranger += 1) tokens.push(...(await ask(email, `203.0.113.${stranger % 5}`)))
    expect(await ask(email)).toEqual([])
    expect(tokens).toHaveLength(6)
    for (const token of tokens) expect((await enter(token)).status).toBe(200)
  })
})

describe('whoever wanted their link in the letters', () => {
  let days = 0
  /** Books as the page does, and gives what the letters of the booking carry. */
  async function book(more: object) {
    const day = new Date(ports.clock.now() + 20 * 86_400_000)
    day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7) + 7 * days++)
    const wish = {
      serviceId: seeded.services[0].id,
      start: `${day.toISOString().slice(0, 10)}T08:00:00Z`,
      form: 'phone',
      language: 'sv',
      zone: 'Europe/Stockholm',
      lettersLanguage: 'sv',
      phone: '+46701234567',
      ...more,
    }
    const before = ports.mailer.sent.length
    const { status, body } = await call('POST', '/bookings', { 'idempotency-key': crypto.randomUUID() }, wish)
    expect(status).toBe(201)
    await send()
    return { ...body, tokens: tokensSince(before), before }
  }
  const tokensSince = (before: number) =>
    ports.mailer.sent.slice(before).flatMap(({ text }) => /\/open#([\w-]+)/.exec(text)?.[1] ?? [])

  test('opens the page from any letter, as often as they like, until new keys are made', async () => {
    const { id, secret, tokens, before } = await book({ email: 'own@example.org', linkInLetters: true })
    expect(tokens).toHaveLength(1)
    expect(
      ports.mailer.sent
        .slice(before)
        .map(({ text }) => text)
        .join(),
    ).not.toContain(secret)
    for (const time of [1, 2, 3]) {
      const entered = await enter(tokens[0])
      expect([time, entered.status]).toEqual([time, 200])
      const own = await call('GET', '/case', bearer(entered.body.secret))
      expect(own.body.talks.map((talk: { id: string }) => talk.id)).toEqual([id])
    }
    await call('POST', '/case/keys', { ...bearer(secret), 'idempotency-key': crypto.randomUUID() })
    expect((await enter(tokens[0])).status).toBe(410)
  })

  test('is asked first: without the choice, or without an address, no letter opens anything', async () => {
    expect((await book({ email: 'careful@example.org' })).tokens).toEqual([])
    expect((await book({ linkInLetters: true })).tokens).toEqual([])
  })

  test('has another link when the address is another one, and the old mailbox opens nothing', async () => {
    const { id, secret, tokens } = await book({ email: 'before@example.org', linkInLetters: true })
    const before = ports.mailer.sent.length
    expect((await call('PATCH', `/bookings/${id}`, bearer(secret), { email: 'after@example.org' })).status).toBe(200)
    await send()
    const later = tokensSince(before)
    expect(later).toHaveLength(1)
    expect(ports.mailer.sent.slice(before).find(({ text }) => text.includes('/open#'))?.to).toBe('after@example.org')
    expect([(await enter(tokens[0])).status, (await enter(later[0])).status]).toEqual([410, 200])
    await call('PATCH', `/bookings/${id}`, bearer(secret), { email: '' })
    expect((await enter(later[0])).status).toBe(410)
  })

  test('has a link that works after the secret key was changed, as long as the one before is known', async () => {
    const { id, secret, tokens } = await book({ email: 'rotated@example.org', linkInLetters: true })
    const { secretKey } = ports.settings
    ports.settings.secretKey = 'the-next-secret-key'.repeat(2)
    ports.settings.secretKeyOld = secretKey
    const before = ports.mailer.sent.length
    await call('DELETE', `/bookings/${id}`, bearer(secret), {})
    await send()
    expect(tokensSince(before)).toEqual(tokens)
    expect((await enter(tokens[0])).status).toBe(200)
    delete ports.settings.secretKeyOld
    ports.settings.secretKey = secretKey
  })

  test('has it nowhere in the database as it stands in the letter', async () => {
    const { tokens } = await book({ email: 'stored@example.org', linkInLetters: true })
    expect(JSON.stringify(await db.select().from(caseLink))).not.toContain(tokens[0])
  })
})

test('a case that is being erased sends no link, and one that waits in a mailbox is dead', async () => {
  const { caseId, email } = await newCase()
  const [token] = await ask(email)
  await db.transaction((tx) => endKeys(tx, caseId, new Date(ports.clock.now())))
  expect((await enter(token)).status).toBe(410)
  await db
    .update(guidanceCase)
    .set({ eraseAt: new Date(ports.clock.now()) })
    .where(eq(guidanceCase.id, caseId))
  await call('POST', '/case/link', {}, { email })
  await Promise.all(underWay.splice(0))
  expect(await db.select().from(caseLink).where(eq(caseLink.caseId, caseId))).toEqual([])
})

test('a link that waits in a mailbox ends with all other keys when new ones are made', async () => {
  const { secret, email } = await newCase()
  const [token] = await ask(email)
  const renewed = await call('POST', '/case/keys', {
    ...bearer(secret),
    'idempotency-key': crypto.randomUUID(),
  })
  expect((await enter(token)).status).toBe(410)
  expect(await opens(renewed.body.secret)).toBe(true)
})

test('a letter that was held up until its link had ended is not sent, and nothing of the token is stored', async () => {
  const { email } = await newCase()
  const token = (await ask(email))[0] ?? ''
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(JSON.stringify(await db.select().from(caseLink))).not.toContain(token)
  await call('POST', '/case/link', { 'x-test-address': '192.0.2.7' }, { email })
  await Promise.all(underWay.splice(0))
  const before = ports.mailer.sent.length
  ports.clock.advance(caseLinkMinutes * 60_000)
  await tick(ports)
  expect(ports.mailer.sent.slice(before).filter(({ text }) => text.includes('/open#'))).toEqual([])
})
