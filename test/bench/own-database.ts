import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../../src/db/client.ts'
import type { Db } from '../../src/db/client.ts'
import { createDatabase } from '../../src/db/create.ts'
import { migrateDatabase } from '../../src/db/migrate.ts'
import { startPostgres } from '../../src/embedded/postgres.ts'

/** A migrated database on a server of its own, as the program runs it, for as long as `work` takes. */
export async function withDatabase<Result>(
  work: (database: { db: Db; url: string }) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'fyrklang-bench-'))
  const server = await startPostgres(folder, { say: () => {} })
  try {
    await createDatabase(server.urlOf('postgres'), 'bench')
    const url = server.urlOf('bench')
    await migrateDatabase(url)
    const { db, close } = connect(url)
    const result = await work({ db, url })
    await close()
    return result
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
