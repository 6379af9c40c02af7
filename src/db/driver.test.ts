import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'
import { tcpProxy } from '../../test/setup/tcp-proxy.ts'
import type { TcpProxy } from '../../test/setup/tcp-proxy.ts'
import { connect } from './client.ts'

const { db, url } = await testDatabase()
await db.execute(sql`create table note (id int)`)
const proxies: TcpProxy[] = []
const clients: postgres.Sql[] = []
const escaped: unknown[] = []
const escape = (error: unknown) => void escaped.push(error)
beforeAll(() => void process.on('uncaughtException', escape).on('unhandledRejection', escape))
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end({ timeout: 0 })))
  await Promise.all(proxies.splice(0).map((proxy) => proxy.stop()))
  expect(escaped.splice(0)).toEqual([])
})
afterAll(() => void process.off('uncaughtException', escape).off('unhandledRejection', escape))

/** The driver as `connect` sets it up, with a shorter deadline, behind a wire that can be cut. */
async function client({ max = 1 } = {}) {
  const proxy = await tcpProxy(Number(new URL(url).port))
  proxies.push(proxy)
  const there = new URL(url)
  there.port = String(proxy.port)
  const options = { max, deadline: 0.4, connect_timeout: 4, backoff: () => 0.01, onnotice: () => {} }
  const own = postgres(there.href, options)
  clients.push(own)
  return { own, proxy }
}

function signal() {
  let give = () => {}
  const given = new Promise<void>((resolve) => (give = resolve))
  return { given, give: () => give() }
}

const notes = async () => (await db.execute(sql`select id from note order by id`)).map(({ id }) => id)

test.each(['reset', 'end'] as const)(
  'a connection that is lost (%s) in the middle of a transaction is told, and the next call finds a new one',
  async (how) => {
    const { own, proxy } = await client()
    for (let round = 0; round < 20; round++) {
      const lost = own.begin(async (tx) => {
        await tx`select 1`
        const slow = tx`select pg_sleep(5)`.catch(() => {})
        proxy.cut(how)
        await slow
        await tx`select 2`
      })
      await expect(lost).rejects.toMatchObject({
        code: expect.stringMatching(/^(CONNECTION_CLOSED|ECONNRESET|EPIPE)$/),
      })
      expect(await own`select 1 as one`).toEqual([{ one: 1 }])
    }
  },
)

test('a handshake that is cut off anywhere is told, and the next one goes well', async () => {
  const { own, proxy } = await client()
  for (let turns = 0; turns < 60; turns++) {
    const first = own`select 1 as one`.then(
      () => 'answered',
      (error) => error.code,
    )
    for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
    proxy.cut(turns % 2 ? 'reset' : 'end')
    expect(['answered', 'CONNECTION_CLOSED', 'ECONNRESET', 'EPIPE']).toContain(await first)
    await expect.poll(() => own`select 1 as one`.catch(() => [])).toEqual([{ one: 1 }])
    await own.unsafe('select pg_terminate_backend(pg_backend_pid())').catch(() => {})
  }
})

test('the rest of a transaction that lost its beginning is not run on the connection that came after', async () => {
  const { own, proxy } = await client()
  const [begun, later] = [signal(), signal()]
  const rest: unknown[] = []
  const lost = own.begin(async (tx) => {
    await tx`insert into note values (1)`
    begun.give()
    await later.given
    await tx`insert into note values (2)`.catch((error) => void rest.push(error.code))
  })
  const told = expect(lost).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
  await begun.given
  proxy.cut('end')
  await told
  expect(await own`select 1 as one`).toEqual([{ one: 1 }])
  later.give()
  await expect.poll(() => rest).toEqual(['CONNECTION_CLOSED'])
  expect(await notes()).toEqual([])
})

test('whatever is asked of a server that stands still is told so in time, and what waited is not run later', async () => {
  const { own, proxy } = await client({ max: 2 })
  await own`select 1`
  proxy.freeze()
  const startedAt = performance.now()
  const asked = [
    ...Array.from({ length: 10 }, (_, id) => own`insert into note values (${id})`),
    own.begin((tx) => tx`insert into note values (99)`),
  ]
  const told = await Promise.allSettled(asked)
  expect(performance.now() - startedAt).toBeLessThan(1500)
  for (const one of told) expect(one).toMatchObject({ status: 'rejected', reason: { code: 'QUERY_TIMEOUT' } })
  await expect(own`select 1`).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' })
  proxy.thaw()
  await expect.poll(() => own`select 1 as one`.catch(() => [])).toEqual([{ one: 1 }])
  // Statements that were on their way may arrive after all: whoever sent them was told that nobody knows.
  expect(await notes()).not.toContain(99)
})

test('an error that a connection ended with is not told to the first who uses the next one', async () => {
  const { own } = await client()
  for (let round = 0; round < 5; round++) {
    const [{ pid } = { pid: 0 }] = await own<{ pid: number }[]>`select pg_backend_pid() as pid`
    const slow = own`select pg_sleep(5)`.catch((error) => error.code)
    await expect.poll(() => db.execute(sql`select pg_terminate_backend(${pid})`)).toHaveLength(1)
    expect(['CONNECTION_CLOSED', '57P01']).toContain(await slow)
    expect(await own`select 1 as one`).toEqual([{ one: 1 }])
  }
})

test('the server itself ends what takes too long, in a statement, for a lock or within a transaction', async () => {
  const connection = connect(url, 1)
  const limits = await connection.db.execute(
    sql`select name, setting::int as ms from pg_settings where name ~ '^(statement|lock|idle_in_transaction_session)_timeout$'`,
  )
  expect(Object.fromEntries(limits.map(({ name, ms }) => [name, ms]))).toEqual({
    statement_timeout: 3500,
    lock_timeout: 3000,
    idle_in_transaction_session_timeout: 15_000,
  })
  await connection.close()
})
