import { expect, test } from 'vitest'
import { keepAnswer, storedAnswer } from './http/idempotency.store.ts'
import { isDue } from './http/due.store.ts'
import { keepLink, useLink } from './people/store.ts'
import { verification } from './people/schema.ts'
import { tick } from './tick.ts'
import { testDatabase } from '../test/setup/database.ts'
import { talkWithLetters } from '../test/setup/letters.ts'
import { seedOrganisation } from '../test/setup/people.ts'
import { testPorts } from '../test/setup/ports.ts'
import { queueLetters } from './notify/outbox.ts'

const { db } = await testDatabase()
const hourMs = 3_600_000
const minuteMs = 60_000

test('a tick sends the letters that are due, to both of a talk’s people', async () => {
  const ports = testPorts(db)
  const seeded = await seedOrganisation(db)
  await queueLetters(db, ports, await talkWithLetters(ports, seeded), 'booked')
  await tick(ports)
  expect(new Set(ports.mailer.sent.map(({ to }) => to))).toEqual(
    new Set(['seeker@example.org', seeded.counsellors[0].email]),
  )
})

test('what was answered under a key is forgotten after a day, by the first tick of an hour, whenever it comes', async () => {
  const ports = testPorts(db)
  const onTheHour = Math.ceil(ports.clock.now() / hourMs) * hourMs
  await keepAnswer(db, {
    keyHash: 'old',
    bodyHash: 'b',
    status: 201,
    answer: new Uint8Array([1]),
    createdAt: new Date(onTheHour),
  })
  await keepAnswer(db, {
    keyHash: 'young',
    bodyHash: 'b',
    status: 201,
    answer: new Uint8Array([1]),
    createdAt: new Date(onTheHour + 2 * hourMs),
  })

  ports.clock.set(onTheHour + 24 * hourMs)
  await tick(ports)
  expect(await storedAnswer(db, 'old')).not.toBeNull()

  // The tick before took longer than usual, or nothing ran in the first minutes of the hour.
  ports.clock.set(onTheHour + 25 * hourMs + 40 * minuteMs)
  await tick(ports)
  expect(await storedAnswer(db, 'old')).toBeNull()
  expect(await storedAnswer(db, 'young')).not.toBeNull()
})

test('forgetting is done once an hour, by however many instances at once, and again when it failed', async () => {
  const nowMs = Date.UTC(2026, 11, 1, 12, 10)
  const once = await Promise.all(
    Array.from({ length: 5 }, () => db.transaction((tx) => isDue(tx, 'a duty', 3600, nowMs))),
  )
  expect(once.filter(Boolean)).toHaveLength(1)
  expect(await isDue(db, 'a duty', 3600, nowMs + 49 * minuteMs)).toBe(false)

  const failing = db.transaction(async (tx) => {
    expect(await isDue(tx, 'a duty', 3600, nowMs + 50 * minuteMs)).toBe(true)
    throw new Error('away')
  })
  await expect(failing).rejects.toThrow('away')
  expect(await isDue(db, 'a duty', 3600, nowMs + 51 * minuteMs)).toBe(true)
})

test('sign-in links that nobody used are forgotten a day after they ended, and no sooner', async () => {
  const ports = testPorts(db)
  const onTheHour = Math.ceil(ports.clock.now() / hourMs) * hourMs
  await keepLink(db, ports, { kind: 'set-up', hash: 'old', expiresMs: onTheHour - 25 * hourMs })
  await keepLink(db, ports, { kind: 'set-up', hash: 'good', expiresMs: onTheHour + hourMs })
  ports.clock.set(onTheHour)
  await tick(ports)
  expect((await db.select().from(verification)).map(({ identifier }) => identifier)).toEqual(['set-up:good'])
  expect(await useLink(db, { kind: 'set-up', hash: 'good' }, onTheHour)).toBe(true)
})
