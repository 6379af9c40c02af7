import { expect, test } from 'vitest'
import { keepAnswer, storedAnswer } from './booking/answer.store.ts'
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
