import { expect, test } from 'vitest'
import type { Db } from '../db/client.ts'
import { inTurn, othersDone } from './one-at-a-time.ts'

/** Work that goes on until the test says what came of it. */
function held<Result>() {
  let [resolve, reject]: [(result: Result) => void, (error: Error) => void] = [() => {}, () => {}]
  const promise = new Promise<Result>((...ends) => ([resolve, reject] = ends))
  return { promise, resolve, reject }
}

/** A database is only what places are told apart by here; none is asked. */
const someDatabase = () => ({}) as Db

test('of those who want one place at once, one takes it and the others are told at once', async () => {
  const db = someDatabase()
  const { promise, resolve } = held<string>()
  const first = inTurn(db, 'anna 10:00', () => promise)
  const taken: string[] = []
  const second = await inTurn(db, 'anna 10:00', async () => taken.push('second'))
  expect([second, taken]).toEqual([null, []])
  resolve('booked')
  expect(await first).toBe('booked')
})

test('another place, and the same place in another database, is taken meanwhile', async () => {
  const db = someDatabase()
  const { promise, resolve } = held<void>()
  const first = inTurn(db, 'anna 10:00', () => promise)
  expect(await inTurn(db, 'anna 11:00', async () => 'booked')).toBe('booked')
  expect(await inTurn(someDatabase(), 'anna 10:00', async () => 'booked')).toBe('booked')
  resolve()
  await first
})

test('the place can be tried again when the one who had it is done, or failed', async () => {
  const db = someDatabase()
  await inTurn(db, 'anna 10:00', async () => 'booked')
  expect(await inTurn(db, 'anna 10:00', async () => 'again')).toBe('again')
  await expect(inTurn(db, 'anna 10:00', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await inTurn(db, 'anna 10:00', async () => 'again')).toBe('again')
})

test('whoever waits goes on when the other is done, also when the other failed, and at once where nobody is', async () => {
  const db = someDatabase()
  await othersDone(db, 'anna 10:00')
  const { promise, reject } = held<void>()
  const first = inTurn(db, 'anna 10:00', () => promise)
  await othersDone(db, 'anna 11:00')
  const order: string[] = []
  const waiting = othersDone(db, 'anna 10:00').then(() => order.push('waited'))
  // Whoever had not waited would be through by then.
  await new Promise((resolve) => setImmediate(resolve))
  order.push('done')
  reject(new Error('away'))
  await Promise.all([waiting, expect(first).rejects.toThrow('away')])
  expect(order).toEqual(['done', 'waited'])
})
