import { expect, test } from 'vitest'
import { bearer, seedWorld } from '../../test/contract/scene.ts'
import { callerOf } from '../../test/setup/call.ts'
import { columnsHolding } from '../../test/setup/columns-holding.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { sendLetters } from '../../test/setup/letters.ts'
import { seedTalk, theTalk } from '../../test/setup/talk.ts'
import { addLetterLink, letterLinksOf } from '../meeting/case-link.store.ts'
import { letterLinkToken, newLetterLink } from '../meeting/case-link.ts'
import { queueLetters } from '../notify/outbox.ts'
import { rotateKey } from './rotate-key.ts'

const { db } = await testDatabase()
const { app, ports, scene } = await seedWorld(db)
const call = callerOf(app)
let week = 0

/** A talk some weeks ahead of which the seeker has heard. */
async function toldTalk(email: string) {
  const startsMs = ports.clock.now() + (week += 1) * 7 * 86_400_000
  const talk = await seedTalk(ports, scene, { startsMs, contact: { email } })
  await queueLetters(db, ports, await theTalk(ports, talk.id), 'booked')
  await sendLetters(ports)
  return talk
}

/** The key is changed, and nobody keeps the one before. */
async function rotate(): Promise<void> {
  const secretKeyOld = ports.settings.secretKey
  ports.settings.secretKey = crypto.randomUUID().repeat(2)
  const { secretKey } = ports.settings
  expect(await rotateKey({ ...ports, settings: { secretKey, secretKeyOld } })).toMatchObject({ strange: 0 })
}

const lettersTo = (address: string) => ports.mailer.sent.filter(({ to }) => to === address)
const stopIn = (address: string) => /\/not-for-me#(\w+)/.exec(lettersTo(address)[0]?.text ?? '')?.[1] ?? ''

test('whoever said that letters are not for them gets none after the secret key was changed', async () => {
  const talk = await toldTalk('stranger@elsewhere.test')
  const token = stopIn('stranger@elsewhere.test')
  expect((await call('POST', `/letter-stops/${token}`, {})).status).toBeLessThan(300)
  await rotate()
  const sent = lettersTo('stranger@elsewhere.test').length
  await call('DELETE', `/bookings/${talk.id}`, bearer(talk.secret), {})
  await sendLetters(ports)
  expect(lettersTo('stranger@elsewhere.test')).toHaveLength(sent)
})

test('the link in a letter from before says it as well after the change', async () => {
  await toldTalk('late@elsewhere.test')
  await rotate()
  const answer = await call('GET', `/letter-stops/${stopIn('late@elsewhere.test')}`, {})
  expect([answer.status, answer.body.stopped]).toEqual([200, false])
})

test('an address that is no longer named stands sealed until its last letter is out, also over a change of the key', async () => {
  const talk = await toldTalk('former@elsewhere.test')
  expect((await call('PATCH', `/bookings/${talk.id}`, bearer(talk.secret), { email: null })).status).toBe(200)
  expect(await columnsHolding(db, 'former@elsewhere.test', 'former@')).toEqual([])
  await rotate()
  await sendLetters(ports)
  expect(lettersTo('former@elsewhere.test').at(-1)?.calendar?.content).toContain('METHOD:CANCEL')
})

test('the link that all letters carry is a new one after the change, and the one before still opens', async () => {
  const talk = await toldTalk('link@elsewhere.test')
  const before = await newLetterLink(ports.random, ports.settings.secretKey)
  await addLetterLink(db, talk.caseId, before)
  const token = await letterLinkToken(before, [ports.settings.secretKey])
  await rotate()
  const now = (await letterLinksOf(db, [talk.caseId])).get(talk.caseId)
  const fresh = now && (await letterLinkToken(now, [ports.settings.secretKey]))
  expect(fresh).toMatch(/./)
  expect(fresh).not.toBe(token)
  for (const one of [token, fresh])
    expect((await call('POST', '/case/link/entry', {}, { token: one })).status).toBe(200)
})

test('with neither of its two keys a database is left as it is', async () => {
  const settings = { secretKey: 'x'.repeat(40), secretKeyOld: 'y'.repeat(40) }
  expect(await rotateKey({ ...ports, settings })).toBeNull()
})
