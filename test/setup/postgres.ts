import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { createDatabase } from '../../src/db/create.ts'
import { migrateDatabase } from '../../src/db/migrate.ts'
import { startPostgres } from '../../src/embedded/postgres.ts'
import { endLiveKitOf } from '../../src/embedded/livekit.ts'
import { endProcess, identityOf, runsAs } from '../../src/embedded/process.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A database of the test server that is always there: to make others from. */
    adminUrl: string
    /** Name of the migrated database that every test file gets a copy of. */
    template: string
  }
}

/**
 * One PostgreSQL for the whole run, in its own temporary folder, so that runs beside each other do not
 * meet. `TEST_DATABASE_URL` names another server to use; its user must be allowed to make databases.
 */
export default async function setup(project: TestProject) {
  await sweep()
  const given = process.env['TEST_DATABASE_URL']
  const folder = given ? null : mkdtempSync(join(tmpdir(), `fyrklang-test-${process.pid}-`))
  const server = folder ? await startPostgres(folder, { say: () => {}, durable: false, connections: 300 }) : null
  const adminUrl = given ?? server?.urlOf('postgres') ?? ''
  const template = `fyrklang_template_${process.pid}`
  await createDatabase(adminUrl, template)
  await migrateDatabase(databaseUrl(adminUrl, template))
  project.provide('adminUrl', adminUrl)
  project.provide('template', template)

  return async function teardown() {
    await (server ? server.stop() : dropDatabase(adminUrl, template))
    if (folder) rmSync(folder, { recursive: true, force: true })
  }
}

export function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return url.href
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  const client = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    await client.unsafe(`drop database if exists "${name}" with (force)`)
  } finally {
    await client.end({ timeout: 5 })
  }
}

/** What a killed run left behind: its number is in the folder's name. */
async function sweep() {
  for (const name of readdirSync(tmpdir())) {
    const owner = Number(/^fyrklang-(?:test|livekit)-(\d+)-/.exec(name)?.[1])
    if (!owner || identityOf(owner) !== null) continue
    const folder = join(tmpdir(), name)
    const postmaster = readPid(join(folder, 'postgres', 'postmaster.pid'))
    if (postmaster && runsAs(postmaster, [folder])) await endProcess(postmaster, 'SIGINT', 'SIGQUIT')
    // A torn file names no server: a test wrote it.
    await endLiveKitOf(folder).catch(() => {})
    rmSync(folder, { recursive: true, force: true })
  }
}

function readPid(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8').split('\n')[0])
  } catch {
    return null
  }
}
