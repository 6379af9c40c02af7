import { expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { cookieOf } from '../../test/setup/staff.ts'
import { checklistTemplate } from '../checklist/schema.ts'
import { setUpLink } from './sign-in-links.ts'
import { organisation, staff, verification } from '../people/schema.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const app = createApp(() => ports)

const person = {
  organisation: 'Lilleby kommun',
  zone: 'Europe/Stockholm',
  name: 'Siv Samordnare',
  email: 'Siv@Fyrklang.test',
  language: 'sv',
}
const setUp = (token: string, rest: object = person) =>
  app.request('/api/setup', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, ...rest }),
  })
const freshToken = async () => (await setUpLink(ports)).split('#')[1] ?? ''

/** There is one set-up in the life of a database: two try at the same time, for whichever test comes first. */
let race: Promise<Response[]> | undefined
const twoAtOnce = () =>
  (race ??= Promise.all([freshToken(), freshToken()]).then((tokens) =>
    Promise.all([setUp(tokens[0]), setUp(tokens[1], { ...person, email: 'other@fyrklang.test' })]),
  ))

// What holds before it comes first; what holds afterwards calls for it.

test('before set-up the program says that nobody is at home yet', async () => {
  const answer = await app.request('/api/about')
  expect(await answer.json()).toMatchObject({ organisation: null, setUp: false, video: false, mailbox: false })
})

test('without the printed link nobody sets anything up', async () => {
  expect((await setUp('guessed')).status).toBe(410)
  expect(await db.select().from(organisation)).toEqual([])
})

test('the printed link is stored as a hash', async () => {
  const token = await freshToken()
  expect(token).toHaveLength(43)
  expect(JSON.stringify(await db.select().from(verification))).not.toContain(token)
})

test('a link from the day before yesterday is too old', async () => {
  const token = await freshToken()
  ports.clock.advance(24 * 3_600_000 + 1)
  expect((await setUp(token)).status).toBe(410)
})

test('a form with mistakes names each of them, and the link still works', async () => {
  const answer = await setUp(await freshToken(), { ...person, email: 'siv', zone: 'Lilleby', organisation: '' })
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({
    errors: expect.arrayContaining([
      expect.objectContaining({ field: 'email' }),
      expect.objectContaining({ field: 'zone' }),
      expect.objectContaining({ field: 'organisation' }),
    ]),
  })
})

test('two who set up at the same time: one organisation, one coordinator, signed in at once', async () => {
  const answers = await twoAtOnce()
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 410])
  expect(await db.select().from(organisation)).toHaveLength(1)
  const winner = answers.find(({ status }) => status === 201)
  const me = await app.request('/api/staff/me', { headers: { cookie: winner ? cookieOf(winner) : '' } })
  expect(await me.json()).toMatchObject({
    coordinator: true,
    counsellor: false,
    organisation: { name: 'Lilleby kommun', sample: false },
  })
})

test('a new organisation has a checklist to begin with', async () => {
  await twoAtOnce()
  expect(await db.select().from(checklistTemplate)).toHaveLength(1)
})

test('afterwards no link sets up another one', async () => {
  await twoAtOnce()
  expect((await setUp(await freshToken(), { ...person, email: 'late@fyrklang.test' })).status).toBe(410)
  expect(await db.select().from(staff)).toHaveLength(1)
  const answer = await app.request('/api/about')
  expect(await answer.json()).toMatchObject({ organisation: { name: 'Lilleby kommun', sample: false }, setUp: true })
})
