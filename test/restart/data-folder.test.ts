import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readKept, writeKept } from '../../src/embedded/kept-file.ts'
import { testDatabase } from '../setup/database.ts'
import { seedOrganisation } from '../setup/people.ts'
import { startProgram } from '../setup/program.ts'

const folder = mkdtempSync(join(tmpdir(), `fyrklang-test-${process.pid}-`))
const file = (name: string) => join(folder, name)
const start = (environment: Record<string, string> = {}, args: string[] = []) =>
  startProgram({ DATA_DIR: folder, VIDEO: 'off', ...environment }, args)
const startsNot = async (environment: Record<string, string> = {}) =>
  String(await start(environment).catch((error: Error) => error.message))

const { db, url } = await testDatabase()
beforeAll(async () => {
  await seedOrganisation(db)
  await (await start()).end()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('what is kept is for the owner alone, and nothing half-written stays beside it', () => {
  writeKept(file('note'), 'one')
  writeKept(file('note'), 'two')
  expect([readKept(file('note')), statSync(file('note')).mode & 0o777, readKept(file('note.new'))]).toEqual([
    'two',
    0o600,
    null,
  ])
  expect(['secret-key', 'postgres.json'].map((name) => statSync(file(name)).mode & 0o777)).toEqual([0o600, 0o600])
})

test.each([
  ['emptied', 0, 'is empty or cut off: 0 characters, where 64 were written'],
  ['cut off', 20, 'is empty or cut off: 20 characters, where 64 were written'],
  ['lost', null, 'is missing, but the database is already in use'],
])('a secret key that is %s ends the start with what to do, and is not replaced', async (_what, length, sentence) => {
  renameSync(file('secret-key'), file('backup'))
  if (length !== null) writeFileSync(file('secret-key'), readFileSync(file('backup'), 'utf8').slice(0, length))
  const said = await startsNot()
  expect(said).toContain(`Fyrklang did not start. ${file('secret-key')} ${sentence}`)
  expect(said).toContain('Put the file back, or set SECRET_KEY')
  expect(said).toContain('npm start -- --new-secret-key')
  expect(readKept(file('secret-key'))?.length ?? null).toBe(length)
  expect(readKept(file('postgres/postmaster.pid'))).toBeNull()
  renameSync(file('backup'), file('secret-key'))
})

test('another secret key is made for whoever asks for it, and the sound one stays', async () => {
  const before = readKept(file('secret-key'))
  await (await start({}, ['--new-secret-key'])).end()
  expect(readKept(file('secret-key'))).toBe(before)
  rmSync(file('secret-key'))
  await (await start({}, ['--new-secret-key'])).end()
  expect(readKept(file('secret-key'))).toMatch(/^[0-9a-f]{64}$/)
  expect(readKept(file('secret-key'))).not.toBe(before)
})

test('a data folder that is lost, beside a database of its own that is not, ends the start, too', async () => {
  const fresh = mkdtempSync(join(tmpdir(), `fyrklang-test-${process.pid}-`))
  expect(await startsNot({ DATA_DIR: fresh, DATABASE_URL: url })).toContain(
    'is missing, but the database is already in use',
  )
  expect(readKept(join(fresh, 'secret-key'))).toBeNull()
  const other = await start({ DATA_DIR: fresh, DATABASE_URL: url, SECRET_KEY: 'k'.repeat(32) })
  expect(await other.end()).toBe(0)
  rmSync(fresh, { recursive: true, force: true })
})

test('a key that is not the one with which the database is in use ends the start, until somebody wants it', async () => {
  const other = { SECRET_KEY: 'o'.repeat(32) }
  const said = await startsNot(other)
  expect(said).toContain('is not the key that this database is in use with')
  expect(said).toContain('npm start -- --new-secret-key')
  expect(await (await start(other, ['--new-secret-key'])).end()).toBe(0)
  expect(await (await start(other)).end()).toBe(0)
  expect(await startsNot()).toContain('is not the key that this database is in use with')
  await (await start({}, ['--new-secret-key'])).end()
})

test('a key that was changed on purpose is taken beside the one before, and from then on alone', async () => {
  const before = readKept(file('secret-key'))?.trim() ?? ''
  const next = { SECRET_KEY: 'n'.repeat(32) }
  expect(await startsNot({ ...next, SECRET_KEY_OLD: 'x'.repeat(32) })).toContain('SECRET_KEY_OLD must say')
  expect(await (await start({ ...next, SECRET_KEY_OLD: before })).end()).toBe(0)
  expect(await (await start(next)).end()).toBe(0)
  expect(await (await start({ SECRET_KEY_OLD: next.SECRET_KEY })).end()).toBe(0)
})

test.each([
  ['postgres.json', {}, "it holds the database's password. Put it back."],
  ['livekit.json', { VIDEO: 'auto' }, 'delete the file, and start again'],
])('%s, emptied or cut off, ends the start with what to do', async (name, environment, sentence) => {
  if (name === 'livekit.json') await (await start(environment)).end()
  const whole = readFileSync(file(name), 'utf8')
  for (const length of [0, 20]) {
    truncateSync(file(name), length)
    const said = await startsNot(environment)
    expect(said).toContain(`Fyrklang did not start. ${file(name)} is empty or cut off`)
    expect(said).toContain(sentence)
  }
  writeFileSync(file(name), whole)
  expect(await (await start(environment)).end()).toBe(0)
})

test('the key of a program with its own database is changed while it stands still, and the new one alone opens it then', async () => {
  const own = mkdtempSync(join(tmpdir(), `fyrklang-test-${process.pid}-`))
  const next = { DATA_DIR: own, SECRET_KEY: 'r'.repeat(32) }
  const running = await start({ DATA_DIR: own })
  expect((await rotateKey(next)).said).toContain('uses the data folder')
  await running.end()
  expect(await rotateKey(next)).toMatchObject({ code: 0, said: expect.stringContaining('were brought over') })
  expect(await startsNot({ DATA_DIR: own })).toContain('is not the key')
  expect(await (await start(next)).end()).toBe(0)
  rmSync(own, { recursive: true, force: true })
})

/** As `npm run rotate-key`. */
async function rotateKey(environment: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const script = join(import.meta.dirname, '../../src/embedded/rotate-key.ts')
  const child = spawn(process.execPath, [script], { env: { ...process.env, DATABASE_URL: undefined, ...environment } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, said }
}
