import postgres from 'postgres'

/** Makes a database if it is not there, by a connection to another one of the same server. */
export async function createDatabase(adminUrl: string, name: string, template?: string): Promise<void> {
  const client = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    const [found] = await client`select 1 from pg_database where datname = ${name}`
    if (found) return
    await client.unsafe(`create database "${name}"${template ? ` template "${template}"` : ''}`)
  } finally {
    await client.end({ timeout: 5 })
  }
}
