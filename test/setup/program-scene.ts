import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { items } from '../contract/scene.ts'
import { testDatabase } from './database.ts'
import { seedOrganisation } from './people.ts'
import { startProgram } from './program.ts'
import { startSmtpSink } from './smtp-sink.ts'

/**
 * The whole program over a database with one organisation, without video, whose letters arrive at `sink`. Call it at the
 * top level; it ends with the test file.
 */
export async function programScene() {
  const { db, url: databaseUrl } = await testDatabase()
  const seeded = await seedOrganisation(db, { items })
  const secretKey = 'the-key-of-this-program-that-nobody-else-has'
  const folder = mkdtempSync(join(tmpdir(), `fyrklang-test-${process.pid}-`))
  const sink = await startSmtpSink()
  const program = await startProgram({
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    SMTP_URL: sink.url,
    SECRET_KEY: secretKey,
    VIDEO: 'off',
  })
  afterAll(async () => {
    await program.end()
    await sink.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return { db, databaseUrl, seeded, secretKey, folder, sink, program }
}
