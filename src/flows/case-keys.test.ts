import { describe, expect, test } from 'vitest'
import { callerOf } from '../../test/setup/call.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { seedTalk } from '../../test/setup/talk.ts'
import { createApp } from '../app.ts'
import { mostOpenings } from '../meeting/limits.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const seeded = await seedOrganisation(db)
const call = callerOf(createApp(() => ports))
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
const renew = (secret: string, key: string = crypto.randomUUID()) =>
  call('POST', '/case/keys', { ...bearer(secret), 'idempotency-key': key })
let day = 7

/** A case with a code of its own, open on one device. */
async function newCase(): Promise<{ secret: string; code: string }> {
  const { secret } = await seedTalk(ports, seeded, { startsMs: ports.clock.now() + day++ * 86_400_000 })
  return (await renew(secret)).body
}
const enter = async (code: string) => (await call('POST', '/case/entry', {}, { code })).body.secret
const opens = async (secret: string) => (await call('GET', '/case', bearer(secret))).status === 200
const openings = async (secret: string) => (await call('GET', '/case/openings', bearer(secret))).body.openings

describe('new keys', () => {
  test('open the case, and all old ones end at once', async () => {
    const old = await newCase()
    const other = await enter(old.code)
    const renewed = await renew(old.secret)
    expect([renewed.status, await opens(renewed.body.secret)]).toEqual([200, true])
    expect([await opens(old.secret), await opens(other)]).toEqual([false, false])
    expect((await call('POST', '/case/entry', {}, { code: old.code })).status).toBe(422)
    expect(await opens(await enter(renewed.body.code))).toBe(true)
  })

  test('are one pair, however many ask at the same moment', async () => {
    const { secret } = await newCase()
    const answers = await Promise.all(Array.from({ length: 8 }, () => renew(secret)))
    const made = answers.filter(({ status }) => status === 200).map(({ body }) => body)
    const open = await Promise.all(made.map((one: { secret: string }) => opens(one.secret)))
    expect(open.filter(Boolean)).toHaveLength(1)
    const last = made[open.indexOf(true)]
    const codes = await Promise.all(
      made.map(async ({ code }: { code: string }) => (await call('POST', '/case/entry', {}, { code })).status === 200),
    )
    expect(codes.filter(Boolean)).toHaveLength(1)
    expect(codes[made.indexOf(last)]).toBe(true)
  })
})

describe('new keys whose answer was lost', () => {
  test('come again for the same key and the old secret, and are the same', async () => {
    const { secret } = await newCase()
    const key = crypto.randomUUID()
    const first = await renew(secret, key)
    const again = await renew(secret, key)
    expect([again.status, again.body]).toEqual([200, first.body])
    expect(await opens(first.body.secret)).toBe(true)
    expect((await renew(secret)).status).toBe(401)
  })

  test('are made once by one key, also when it comes many times at the same moment', async () => {
    const { secret } = await newCase()
    const key = crypto.randomUUID()
    const answers = await Promise.all(Array.from({ length: 8 }, () => renew(secret, key)))
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toHaveLength(1)
    expect(await opens(answers[0]?.body.secret)).toBe(true)
  })

  test('are not given to whoever has the key and another secret', async () => {
    const [mine, theirs] = [await newCase(), await newCase()]
    const key = crypto.randomUUID()
    await renew(mine.secret, key)
    expect((await renew(theirs.secret, key)).status).toBe(422)
    expect(await opens(theirs.secret)).toBe(true)
  })
})

describe('where the page is open', () => {
  test('is listed, the newest first, and says which one is this', async () => {
    const { secret, code } = await newCase()
    ports.clock.advance(60_000)
    const other = await enter(code)
    expect((await openings(secret)).map(({ here }: { here: boolean }) => here)).toEqual([false, true])
    expect((await openings(other)).map(({ here }: { here: boolean }) => here)).toEqual([true, false])
    expect(JSON.stringify(await openings(secret))).not.toContain(other)
  })

  test('can be closed one by one, all others at once, and here', async () => {
    const { secret, code } = await newCase()
    const [one, two, three] = [await enter(code), await enter(code), await enter(code)]
    const id = (await openings(one)).find(({ here }: { here: boolean }) => here).id
    expect((await call('DELETE', `/case/openings/${id}`, bearer(secret))).status).toBe(200)
    expect([await opens(one), await opens(two), await opens(secret)]).toEqual([false, true, true])
    expect((await call('DELETE', `/case/openings/${id}`, bearer(secret))).status).toBe(404)
    expect((await call('DELETE', '/case/openings', bearer(secret))).status).toBe(200)
    expect([await opens(two), await opens(three), await opens(secret)]).toEqual([false, false, true])
    expect((await call('DELETE', '/case/openings/here', bearer(secret))).status).toBe(200)
    expect(await opens(secret)).toBe(false)
    // The code still leads back.
    expect(await opens(await enter(code))).toBe(true)
  })

  test('is nobody else’s to close', async () => {
    const [mine, theirs] = [await newCase(), await newCase()]
    const [{ id }] = await openings(theirs.secret)
    expect((await call('DELETE', `/case/openings/${id}`, bearer(mine.secret))).status).toBe(404)
    await call('DELETE', '/case/openings', bearer(mine.secret))
    expect(await opens(theirs.secret)).toBe(true)
  })

  test('are at most twenty places: the oldest end', async () => {
    const { secret, code } = await newCase()
    ports.clock.advance(60_000)
    for (let more = 0; more < mostOpenings + 3; more += 1) await enter(code)
    expect(await opens(secret)).toBe(false)
    expect(await openings(await enter(code))).toHaveLength(mostOpenings)
  })
})
