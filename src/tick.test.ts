import { expect, test } from 'vitest'
import { keepAnswer, storedAnswer } from './booking/answer.store.ts'
import { keepLink, useLink } from './people/store.ts'
import { verification } from './people/schema.ts'
import { tick } from './tick.ts'
import { testDatabase } from '../test/setup/database.ts'
import { testPorts } from '../test/setup/ports.ts'

const { db } = await testDatabase()
const hourMs = 3_600_000

test('what was answered under a key is forgotten after a day, on the hour', async () => {
  const ports = testPorts(db)
  const onTheHour = Math.ceil(ports.clock.now() / hourMs) * hourMs
  ports.clock.set(onTheHour)
  await keepAnswer(db, { keyHash: 'old', bodyHash: 'b', status: 201, answer: new Uint8Array([1]), createdAt: new Date(onTheHour) })
  await keepAnswer(db, { keyHash: 'young', bodyHash: 'b', status: 201, answer: new Uint8Array([1]), createdAt: new Date(onTheHour + 2 * hourMs) })

  ports.clock.set(onTheHour + 24 * hourMs + 10 * 60_000)
  await tick(ports)
  expect(await storedAnswer(db, 'old')).not.toBeNull()

  ports.clock.set(onTheHour + 25 * hourMs)
  await tick(ports)
  expect(await storedAnswer(db, 'old')).toBeNull()
  expect(await storedAnswer(db, 'young')).not.toBeNull()
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
