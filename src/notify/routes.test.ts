import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'
import { sendLetters, talkWithLetters } from '../../test/setup/letters.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { openTalk } from '../meeting/talk.store.ts'
import { createApp } from '../app.ts'
import { wallOf } from '../time/local-time.ts'
import { mailbox } from '../embedded/mailbox.ts'
import { eq } from 'drizzle-orm'
import { letterFacts, talkStart } from '../../test/setup/letter-facts.ts'
import { sendOneTimeLinks } from '../flows/lost-code.ts'
import { addLetterLink } from '../meeting/case-link.store.ts'
import { linkEvent, newLetterLink } from '../meeting/case-link.ts'
import { mailOf } from './compose.ts'
import { letterKinds } from './letter.ts'
import type { LetterKind } from './letter.ts'
import type { LetterFacts } from './facts.ts'
import { queueInvitation, queueLetters } from './outbox.ts'
import { caughtMail, letter } from './schema.ts'
import { signInMail } from './sign-in-letter.ts'

const { db } = await testDatabase()
const home = await seedOrganisation(db)
const elsewhere = await seedOrganisation(db)
const ports = testPorts(db)
const app = createApp(() => ports)
const coordinator = await signedIn(app, ports, home.coordinator.id)

beforeEach(() => db.delete(letter))

async function deadLetters(count: number, seeded = home) {
  for (let made = 0; made < count; made++) {
    await queueLetters(db, ports, await talkWithLetters(ports, seeded, { email: null }), 'booked')
  }
  ports.mailer.fail({ delivered: false, permanent: true, reason: 'EENVELOPE RCPT TO 550' }, count)
  await sendLetters(ports)
}

const list = async (query = '', headers: Record<string, string> = coordinator) =>
  app.request(`/api/staff/letters${query}`, { headers })

describe('letters that were given up', () => {
  test('are listed for the coordinator of the organisation, page by page, without an address', async () => {
    await deadLetters(60)
    await deadLetters(1, elsewhere)
    const first = await (await list()).json()
    expect(first.letters).toHaveLength(50)
    expect(first.letters[0]).toMatchObject({
      kind: 'booked',
      recipient: 'counsellor',
      state: 'dead',
      reason: 'refused',
    })
    expect(JSON.stringify(first)).not.toContain('@')
    const second = await (await list(`?cursor=${first.next}`)).json()
    expect(second.letters).toHaveLength(10)
    expect(second.next).toBeNull()
  })

  test('say which talk they are about, to whichever of its people they go', async () => {
    const talk = await talkWithLetters(ports, home)
    await queueLetters(db, ports, talk, 'booked')
    const { letters } = await (await list('?state=pending')).json()
    expect(new Set(letters.map(({ recipient }: { recipient: string }) => recipient))).toEqual(
      new Set(['seeker', 'counsellor']),
    )
    for (const { bookingId, start } of letters)
      expect([bookingId, start]).toEqual([talk.id, talk.startsAt.toISOString()])
  })

  test('can be sent again', async () => {
    await deadLetters(1)
    const {
      letters: [dead],
    } = await (await list()).json()
    const again = () => app.request(`/api/staff/letters/${dead.id}/sending`, { method: 'POST', headers: coordinator })
    expect((await again()).status).toBe(202)
    const before = ports.mailer.sent.length
    await sendLetters(ports)
    expect(ports.mailer.sent[before]?.messageId).toContain(dead.id)
    expect((await again()).status).toBe(409)
  })

  test("are nobody else's business", async () => {
    await deadLetters(1, elsewhere)
    const [other] = await db.select().from(letter)
    const sending = (id: string) =>
      app.request(`/api/staff/letters/${id}/sending`, { method: 'POST', headers: coordinator })
    expect((await sending(other?.id ?? '')).status).toBe(404)
    expect((await sending('nonsense')).status).toBe(422)
    expect((await list('', {})).status).toBe(401)
    expect((await list('', await signedIn(app, ports, home.counsellors[0].id))).status).toBe(403)
    expect((await list('?state=nonsense')).status).toBe(422)
  })
})

describe('the built-in mailbox', () => {
  const settings = { ...ports.settings, publicUrl: 'http://localhost:3000', mailbox: true }
  const caught = { ...ports, settings, mailer: mailbox(ports) }
  const appAt = (address: string, given = caught) =>
    createApp(
      () => given,
      () => address,
    )

  test('refuses whoever comes by way of a proxy, signed in or not', async () => {
    const at = (path: string, headers: Record<string, string>) =>
      appAt('127.0.0.1').request(`http://localhost:3000/api${path}`, { headers })
    for (const path of ['/mailbox', '/staff/mailbox']) {
      expect((await at(path, coordinator)).status).toBe(200)
      for (const mark of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']) {
        expect((await at(path, { ...coordinator, [mark]: '192.0.2.1' })).status).toBe(404)
      }
    }
  })

  test('catches a letter once, however often it is sent, and shows it on the machine itself', async () => {
    const mail = {
      from: { name: '', address: 'a@example.org' },
      to: 'b@example.org',
      subject: 'Hej',
      text: 'Hej',
      html: '<p>Hej</p>',
      messageId: '<1@x>',
    }
    expect(await caught.mailer.send(mail)).toEqual({ delivered: true })
    expect(await caught.mailer.send(mail)).toEqual({ delivered: true })
    const { mails } = await (await appAt('127.0.0.1').request('http://localhost:3000/api/mailbox')).json()
    const wall = wallOf(ports.clock.now(), ports.clock.now(), home.organisation.zone)
    expect(mails).toMatchObject([{ to: 'b@example.org', subject: 'Hej', wall }])
    const one = await (await appAt('::1').request(`http://localhost:3000/api/mailbox/${mails[0].id}`)).json()
    expect(one).toMatchObject({ html: '<p>Hej</p>', calendar: null, wall })
  })

  test('shows a coordinator letters of their organisation, and no link that signs in somebody else', async () => {
    await db.delete(caughtMail)
    const invited = { ...home.coordinator, email: 'new.colleague@example.org' }
    const links = [home.coordinator, invited].map((reader) => signInMail(caught, reader, 'http://localhost:3000/enter'))
    for (const mail of links) await caught.mailer.send(mail)
    await queueInvitation(db, caught, { id: home.counsellors[1].id, organisationId: home.organisation.id })
    const own = await talkWithLetters(caught, home, { email: 'own@seeker.example' })
    const others = await talkWithLetters(caught, elsewhere, { email: 'other@seeker.example' })
    for (const talk of [own, others]) await queueLetters(db, caught, talk, 'booked')
    await sendLetters(caught)
    const at = (path: string, headers = {}) =>
      appAt('127.0.0.1').request(`http://localhost:3000/api${path}`, { headers })
    const shown = async (path: string, headers = {}): Promise<{ id: string; to: string }[]> =>
      (await (await at(path, headers)).json()).mails
    const all = await shown('/mailbox')
    const their = await shown('/staff/mailbox', coordinator)
    const { email: ownAddress } = await openTalk(caught, own)
    const { email: othersAddress } = await openTalk(caught, others)
    const to = (mails: { to: string }[]) => [...new Set(mails.map((mail) => mail.to))].sort()
    expect(to(their)).toEqual([ownAddress, home.coordinator.email, home.counsellors[0].email].sort())
    expect(to(all)).toEqual(
      [...to(their), othersAddress, invited.email, home.counsellors[1].email, elsewhere.counsellors[0].email].sort(),
    )
    for (const { id, to } of all) {
      const status = their.some((mail) => mail.id === id) ? 200 : 404
      expect([to, (await at(`/staff/mailbox/${id}`, coordinator)).status]).toEqual([to, status])
    }
  })

  const title = { sv: 'Att välja', da: 'At vælge', en: 'Choosing' }
  const event = { title, kind: 'webinar' as const, offerEndsAt: new Date(talkStart) }
  const ofSeat: Partial<Record<LetterKind, Partial<LetterFacts['talk']>>> = {
    seat_waiting: { event, state: 'waiting' },
    seat_offered: { event, state: 'offered' },
    seat_lapsed: { event, state: 'lapsed' },
  }

  test.each(letterKinds)("shows a coordinator no key that stands in a seeker's letter of kind %s", async (kind) => {
    await db.delete(caughtMail)
    const talk = await talkWithLetters(caught, home, { email: 'own@seeker.example' })
    await queueLetters(db, caught, talk, 'booked')
    const [row] = await db.select().from(letter).where(eq(letter.bookingId, talk.id)).limit(1)
    const facts = letterFacts({
      kind,
      recipient: 'seeker',
      id: row?.id ?? '',
      openFollowUp: 'check_in',
      ...(kind === 'one_time_link' && { eventKey: `one_time_link/seeker/x/${linkEvent(9e12, 'name')}` }),
      formerAddress: 'former@seeker.example',
      talk: kind === 'cancelled' ? { state: 'cancelled', cancelledBy: 'seeker' } : (ofSeat[kind] ?? {}),
    })
    const keys = { stop: 'key-that-stops-letters', opens: 'key-that-opens-the-page' }
    const mail = mailOf(facts, settings, talkStart - 30 * 3_600_000, keys)
    if (!mail) throw new Error('every kind is written')
    await caught.mailer.send(mail)
    const read = async (path: string, headers = {}) =>
      (await appAt('127.0.0.1').request(`http://localhost:3000/api${path}`, { headers })).json()
    const { mails } = await read('/staff/mailbox', coordinator)
    const theirs = await read(`/staff/mailbox/${mails[0].id}`, coordinator)
    const whole = await read(`/mailbox/${mails[0].id}`)
    expect(theirs).toMatchObject({ to: mail.to, withheld: true })
    for (const key of Object.values(keys)) expect(JSON.stringify(theirs)).not.toContain(key)
    for (const text of [theirs.text, theirs.html]) expect(text).toMatch(/http:\/\/localhost:3000\/[\w-]+#…/)
    expect(whole).toMatchObject({ text: mail.text, html: mail.html, withheld: false })
  })

  test("shows no key of a seeker's page that was asked for by letter, or that stands in all letters", async () => {
    await db.delete(caughtMail)
    const talk = await talkWithLetters(caught, home, { email: 'with-link@seeker.example' })
    await addLetterLink(db, talk.caseId, await newLetterLink(caught.random, caught.settings.secretKey))
    await queueLetters(db, caught, talk, 'booked')
    await sendOneTimeLinks(caught, { email: 'with-link@seeker.example', network: 'here' })
    await sendLetters(caught)
    const read = async (path: string, headers = {}) =>
      (await appAt('127.0.0.1').request(`http://localhost:3000/api${path}`, { headers })).json()
    const { mails } = await read('/mailbox')
    const seekers = mails.filter(({ to }: { to: string }) => to === 'with-link@seeker.example')
    expect(seekers).toHaveLength(2)
    for (const { id } of seekers) {
      const [, key = ''] = /\/open#([\w-]+)/.exec((await read(`/mailbox/${id}`)).text) ?? []
      expect(key.length).toBeGreaterThan(20)
      const theirs = await read(`/staff/mailbox/${id}`, coordinator)
      expect(theirs).toMatchObject({ id, withheld: true })
      expect(JSON.stringify(theirs)).not.toContain(key)
    }
  })

  test('is closed to other machines, under other names, and where mail is sent for real', async () => {
    const from = async (address: string, url = 'http://localhost:3000', given = caught) =>
      (await appAt(address, given).request(`${url}/api/mailbox`)).status
    expect(await from('192.168.1.7')).toBe(404)
    expect(await from('127.0.0.1', 'http://elsewhere.example')).toBe(404)
    expect(await from('127.0.0.1', undefined, { ...caught, settings: { ...settings, mailbox: false } })).toBe(404)
    expect(
      await from('127.0.0.1', undefined, {
        ...caught,
        settings: { ...settings, publicUrl: 'https://fyrklang.example' },
      }),
    ).toBe(404)
    expect((await app.request('/api/staff/mailbox', { headers: coordinator })).status).toBe(404)
  })
})
