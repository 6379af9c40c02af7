import { afterAll, inject } from 'vitest'
import { createDatabase } from '../../src/db/create.ts'
import { connect } from '../../src/db/client.ts'
import type { Db } from '../../src/db/client.ts'
import { databaseUrl, dropDatabase } from './postgres.ts'

/**
 * A fresh, migrated database for one test file; gone when the file is through. Call it at the top level:
 * `const { db } = await testDatabase()`.
 */
export async function testDatabase(connections = 10): Promise<{ db: Db; url: string }> {
  const adminUrl = inject('adminUrl')
  const name = `fyrklang_test_${crypto.randomUUID().replaceAll('-', '')}`
  await createDatabase(adminUrl, name, inject('template'))
  const url = databaseUrl(adminUrl, name)
  const connection = connect(url, connections)
  afterAll(async () => {
    await connection.close()
    await dropDatabase(adminUrl, name)
  })
  return { db: connection.db, url }
}
