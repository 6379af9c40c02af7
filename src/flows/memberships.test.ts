import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { authSession, staff } from '../people/schema.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { letterAfter } from '../../test/setup/letters.ts'
import { seedOrganisation, seedStaff } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { cookieOf, signedIn } from '../../test/setup/staff.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const app = createApp(() => ports)
const [home, away] = [await seedOrganisation(db), await seedOrganisation(db)]

type Headers = Record<string, string>
type Membership = { staffId: string; organisation: { id: string; name: string }; current: boolean }
type Me = { id: string; name: string; language: string; organisation: { id: string }; memberships: Membership[] }

const json = (headers: Headers) => ({ ...headers, 'content-type': 'application/json' })
const signIn = async (staffId: string) => json(await signedIn(app, ports, staffId))
const coordinators = { home: await signIn(home.coordinator.id), away: await signIn(away.coordinator.id) }

const send = (method: string, path: string, headers: Headers, body: unknown) =>
  app.request(path, { method, headers: json(headers), body: JSON.stringify(body) })
const person = {
  counsellor: true,
  coordinator: false,
  language: 'da',
  zone: 'Europe/Copenhagen',
  talkLanguages: ['da'],
}
const invite = (headers: Headers, email: string, name = 'Eva Vikarie') =>
  send('POST', '/api/staff/counsellors', headers, { ...person, name, email })
const deactivate = (headers: Headers, staffId: string) =>
  send('PATCH', `/api/staff/counsellors/${staffId}`, headers, { active: false })
const choose = (headers: Headers, staffId: string) => send('POST', '/api/staff/me/membership', headers, { staffId })
const meOf = async (headers: Headers) => (await (await app.request('/api/staff/me', { headers })).json()) as Me
const idIn = async (answer: Response) => ((await answer.json()) as { id: string }).id

/** Somebody who is staff of `home`, and of `away` since. */
async function somebodyOfBoth() {
  const atHome = await seedStaff(db, home.organisation.id, 'Eva Vikarie', { counsellor: true })
  const answer = await invite(coordinators.away, atHome.email)
  expect(answer.status).toBe(201)
  return { email: atHome.email, userId: atHome.userId, atHome: atHome.id, atAway: await idIn(answer) }
}

// Attempts are counted by the quarter of an hour: each test has one of its own.
beforeEach(() => ports.clock.advance(15 * 60_000))

describe('inviting somebody who works elsewhere', () => {
  test('looks to the coordinator like inviting anybody, and sends the same letter', async () => {
    const known = await seedStaff(db, home.organisation.id, 'Eva Vikarie', { counsellor: true })
    const invited = async (email: string) => {
      let answer = new Response()
      const letter = await letterAfter(ports, email, async () => (answer = await invite(coordinators.away, email)))
      const text = letter.text.replace(/#[\w-]+/, '#token')
      const headers = [...answer.headers].filter(([name]) => name !== 'x-request-id')
      const body = { ...((await answer.json()) as object), id: 'an id', email: 'an address' }
      return { told: { status: answer.status, headers, body, text, subject: letter.subject }, to: letter.to }
    }
    const elsewhere = await invited(known.email.toUpperCase())
    const stranger = await invited('stranger@fyrklang.test')
    expect(elsewhere.told).toEqual(stranger.told)
    expect(elsewhere.told).toMatchObject({ status: 201, body: { name: 'Eva Vikarie', active: true, language: 'da' } })
    expect([elsewhere.to, stranger.to]).toEqual([known.email, 'stranger@fyrklang.test'])
  })

  test('is told only when they are staff here already, active or not', async () => {
    const { email, atAway } = await somebodyOfBoth()
    expect((await deactivate(coordinators.away, atAway)).status).toBe(200)
    for (const headers of [coordinators.away, coordinators.home]) {
      const again = await invite(headers, ` ${email.toUpperCase()} `)
      expect(again.status).toBe(409)
      expect(await again.json()).toMatchObject({ type: '/problems/conflict', errors: [{ field: 'email' }] })
    }
  })

  test('by two coordinators at once makes them staff of both, and twice by one makes them staff once', async () => {
    const answers = await Promise.all(
      [coordinators.home, coordinators.away, coordinators.away].map((headers) => invite(headers, 'two@fyrklang.test')),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409])
    const ids = await Promise.all(answers.filter(({ status }) => status === 201).map(idIn))
    const rows = await db.select().from(staff).where(eq(staff.name, 'Eva Vikarie'))
    expect(new Set(rows.filter(({ id }) => ids.includes(id)).map(({ userId }) => userId)).size).toBe(1)
  })

  test('changes nothing of how they are known elsewhere', async () => {
    const { atHome } = await somebodyOfBoth()
    const [row] = await db.select().from(staff).where(eq(staff.id, atHome))
    expect(row).toMatchObject({ name: 'Eva Vikarie', language: 'sv', zone: 'Europe/Stockholm', active: true })
  })
})

describe('somebody who works for two organisations', () => {
  test('is in the oldest one after signing in, and sees that there is another', async () => {
    const { atHome, atAway } = await somebodyOfBoth()
    const me = await meOf(await signIn(atAway))
    expect(me).toMatchObject({ id: atHome, language: 'sv', organisation: { id: home.organisation.id } })
    const { id, name } = home.organisation
    expect(me.memberships).toHaveLength(2)
    expect(me.memberships).toContainEqual({ staffId: atHome, organisation: { id, name }, current: true })
    expect(me.memberships).toContainEqual({
      staffId: atAway,
      organisation: { id: away.organisation.id, name: away.organisation.name },
      current: false,
    })
  })

  test('chooses, and is there in every call from then on, also after the next sign-in', async () => {
    const { atHome, atAway } = await somebodyOfBoth()
    const headers = await signIn(atHome)
    const chosen = await choose(headers, atAway)
    expect(chosen.status).toBe(200)
    expect(await chosen.json()).toMatchObject({
      id: atAway,
      language: 'da',
      organisation: { id: away.organisation.id },
    })
    expect(await meOf(headers)).toMatchObject({ id: atAway })
    expect(await meOf(await signIn(atHome))).toMatchObject({ id: atAway })
    // Back and forth within one moment: the last choice counts.
    for (const id of [atHome, atAway, atHome, atAway]) {
      await choose(headers, id)
      expect((await meOf(headers)).id).toBe(id)
    }
  })

  test('is asked for a letter in the language of the membership in use', async () => {
    const { atHome, atAway, email } = await somebodyOfBoth()
    const subjectNow = async () =>
      (await letterAfter(ports, email, () => send('POST', '/api/staff/sign-in/link', {}, { email }))).subject
    const swedish = await subjectNow()
    await choose(await signIn(atHome), atAway)
    expect(await subjectNow()).not.toBe(swedish)
  })

  test('is whoever they are in that organisation: roles of one are none in the other', async () => {
    const { atHome, atAway } = await somebodyOfBoth()
    await db.update(staff).set({ coordinator: true }).where(eq(staff.id, atHome))
    const headers = await signIn(atHome)
    expect((await app.request('/api/staff/services', { headers })).status).toBe(200)
    await choose(headers, atAway)
    expect((await app.request('/api/staff/services', { headers })).status).toBe(403)
  })

  test('cannot choose what is somebody else’s, not there, or not active', async () => {
    const { atHome, atAway } = await somebodyOfBoth()
    const headers = await signIn(atHome)
    for (const id of [away.counsellors[0].id, '01a2b3c4-0000-7000-8000-000000000000'])
      expect((await choose(headers, id)).status).toBe(404)
    await deactivate(coordinators.away, atAway)
    expect((await choose(headers, atAway)).status).toBe(404)
    expect((await choose(headers, 'not an id')).status).toBe(422)
    expect(await meOf(headers)).toMatchObject({ id: atHome })
  })

  test('stays signed in when one ends, finds the other, and is signed out when both have ended', async () => {
    const { atHome, atAway, userId } = await somebodyOfBoth()
    const headers = await signIn(atHome)
    await choose(headers, atAway)
    await deactivate(coordinators.away, atAway)
    const me = await meOf(headers)
    expect(me).toMatchObject({ id: atHome, memberships: [{ staffId: atHome, current: true }] })
    await deactivate(coordinators.home, atHome)
    expect((await app.request('/api/staff/me', { headers })).status).toBe(401)
    expect(await db.select().from(authSession).where(eq(authSession.userId, userId))).toEqual([])
  })
})

test('somebody who works for one organisation has nothing to choose', async () => {
  const headers = await signIn(home.counsellors[0].id)
  expect((await meOf(headers)).memberships).toEqual([
    { staffId: home.counsellors[0].id, organisation: expect.objectContaining({ name: 'Testkommun' }), current: true },
  ])
})

test('choosing is for those who are signed in, from our own pages', async () => {
  const { atAway } = await somebodyOfBoth()
  expect((await choose({}, atAway)).status).toBe(401)
  const { cookie } = await signedIn(app, ports, atAway)
  expect((await choose({ cookie, origin: 'https://elsewhere.test' }, atAway)).status).toBe(403)
})

test('an invitation’s link signs in whoever is known elsewhere', async () => {
  const known = await seedStaff(db, home.organisation.id, 'Nils Vikarie', { counsellor: true })
  const { text } = await letterAfter(ports, known.email, () => invite(coordinators.away, known.email, 'Nils Vikarie'))
  const token = /#([\w-]+)/.exec(text)?.[1]
  const entered = await send('POST', '/api/staff/sign-in', {}, { token })
  expect(entered.status).toBe(200)
  expect(await meOf({ cookie: cookieOf(entered) })).toMatchObject({ name: 'Nils Vikarie' })
})
