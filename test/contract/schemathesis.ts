import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { createApp } from '../../src/app.ts'
import type { Db } from '../../src/db/client.ts'
import { schemathesis } from '../setup/schemathesis.ts'
import { addressIn, ofCoordinators } from './operations.ts'
import { seedWorld } from './scene.ts'

/** What else than the told methods is answered with 405 is asked in `every-call.test.ts`, too. */
const fewerMethods = `
[phases.coverage]
unexpected-methods = ['TRACE']
`

export const roles = ['nobody', 'counsellor', 'coordinator'] as const
export type Role = (typeof roles)[number]
/** So many calls of each kind and operation; `own`: see {@link passesOf}. */
export type Extent = { examples: number; seed: number; own: boolean }
type World = Awaited<ReturnType<typeof seedWorld>>

/** What ends the keys with which everything else is asked comes last. */
const endsKeys = '/(sign-out|sessions|openings.*|keys|erasure|ending)$'
const coordinators = `^/api/staff/(${ofCoordinators}|me|sign|sessions)`

/**
 * `own`: what each may do, with every check and kind of call; of what nobody may do only that nobody may. Otherwise all of
 * it as everybody.
 */
function passesOf(role: Role, own: boolean): string[][] {
  if (!own)
    return [
      ['--exclude-path-regex', endsKeys],
      ['--include-path-regex', endsKeys],
    ]
  if (role === 'nobody') return [['--phases', 'fuzzing']]
  if (role === 'coordinator') return [['--include-path-regex', coordinators, '--exclude-path-regex', endsKeys]]
  return [
    ['--exclude-path-regex', `${coordinators}|${endsKeys}`],
    ['--include-path-regex', endsKeys],
  ]
}

const rules = `hooks = '${resolve(import.meta.dirname, 'schemathesis_hooks.py')}'

[generation]
# The description says in words that no text may hold it: a pattern would have to stand at every text.
allow-x00 = false
database = 'none'

# There is no video server in this test, and 503 is how that is told.
[checks.not_a_server_error]
expected-statuses = ['2xx', '3xx', '4xx', 503]

# What was there and is gone is refused for another reason than its form (RFC 9110, 15.5.11).
[checks.positive_data_acceptance]
expected-statuses = ['2xx', '401', '403', '404', '409', '410', '429', '503']

# A text that is far too long is stopped before it is read.
[checks.negative_data_rejection]
expected-statuses = ['400', '401', '403', '404', '405', '409', '410', '413', '415', '422', '429', '503']`

/**
 * Lets schemathesis ask everything of the program that its description tells of, as one kind of caller, with all of its
 * checks.
 *
 * @returns what it found; empty when the program is as described
 */
export async function findings(db: Db, role: Role, { examples, seed, own }: Extent): Promise<string[]> {
  const world = await seedWorld(db)
  const program = await schemathesis()
  const server = await served(world)
  const folder = await mkdtemp(join(tmpdir(), 'fyrklang-schemathesis-'))
  try {
    const config = join(folder, 'schemathesis.toml')
    await writeFile(config, `${await settingsFor(world, role)}${own ? fewerMethods : ''}`)
    const options = [
      'run',
      `${server.url}/api/openapi.json`,
      '--max-examples',
      String(examples),
      '--seed',
      String(seed),
    ]
    const found: string[] = []
    for (const pass of passesOf(role, own)) {
      const { code, said } = await ran(program, ['--config-file', config, ...options, ...pass, '--no-color'], folder)
      if (code !== 0) found.push(...failuresIn(said))
    }
    return found
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function served({ ports }: World): Promise<{ url: string; stop(): Promise<void> }> {
  let calls = 0
  // Never the same address twice: the limits of attempts have tests of their own.
  const { fetch } = createApp(
    () => ports,
    () => `192.0.${++calls >> 8}.${calls & 255}`,
  )
  return new Promise((done) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) =>
      done({
        url: `http://127.0.0.1:${port}`,
        stop: () => new Promise<void>((ended) => server.close(() => ended())),
      }),
    )
  })
}

/** Paths with an id in them lead to what is there: an id that nobody has is another test's. */
const withIds = (paths: string[]) => paths.filter((path) => path.includes('{'))

async function settingsFor({ app, scene, headers, ports }: World, role: Role): Promise<string> {
  const { paths } = (await (await app.request('/api/openapi.json')).json()) as { paths: Record<string, object> }
  const ids = withIds(Object.keys(paths)).map((path) => {
    const values = addressIn(scene, path).split('/')
    const named = path.split('/').flatMap((part, index) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1]
      return name ? [`'path.${name}' = '${values[index]}'`] : []
    })
    return `[[operations]]\ninclude-path = '${path}'\nparameters = { ${named.join(', ')} }\n`
  })
  const [secret = null, cookie = null] = {
    nobody: [null, null],
    counsellor: [headers.seeker.authorization, headers.counsellor.cookie],
    coordinator: [headers.companion.authorization, headers.coordinator.cookie],
  }[role]
  const keys = secret
    ? [
        `[auth.openapi.seeker]\nbearer = '${secret.replace('Bearer ', '')}'`,
        `[auth.openapi.staff]\napi_key = '${cookie?.replace(/^[^=]+=/, '')}'`,
      ]
    : []
  return [`headers = { Origin = '${ports.settings.publicUrl}' }`, rules, ...keys, ...ids].join('\n\n')
}

/** Each failure as schemathesis tells it; all of it when it could not even ask. */
function failuresIn(said: string): string[] {
  const [, ...failures] =
    said
      .split('\n=================================== SUMMARY')
      .at(0)
      ?.split(/\n(?=_{3,} .+ _{3,}\n)/) ?? []
  return failures.length > 0 ? failures : [said]
}

/** In a folder of its own: what it remembers of a run would make the next another. */
function ran(program: string, args: string[], cwd: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(program, args, { cwd })
  let said = ''
  child.stdout.on('data', (text) => void (said += text))
  child.stderr.on('data', (text) => void (said += text))
  return new Promise((done) => child.once('exit', (code) => done({ code, said })))
}
