import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { openRoom } from '../room/room.store.ts'
import { countedDatabase } from '../../test/setup/counted-database.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { testLiveKit } from '../../test/setup/livekit.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testNow, testPorts } from '../../test/setup/ports.ts'
import { seedTalk } from '../../test/setup/talk.ts'
import { closeStaleRooms } from './close-stale-rooms.ts'

const { db, url } = await testDatabase()
const counted = await countedDatabase(url)
const server = await testLiveKit()
afterAll(() => Promise.all([counted.close(), server.stop()]))
const ports = testPorts(counted.db, { video: server.video })
const seeded = await seedOrganisation(db)

/** So many talks of earlier years, each with a room that was closed and one that was given up before. */
async function seedYears(talks: number) {
  const { organisation, services } = seeded
  await db.execute(sql`
    insert into meeting (id, organisation_id, service_id, kind, starts_at, ends_at, zone, form, language, method,
      capacity, taken, state, created_at, updated_at)
    select gen_random_uuid(), ${organisation.id}, ${services[0].id}, 'talk', at, at + interval '45 min',
      'Europe/Stockholm', 'video', 'sv', '4k', 1, 1, 'held', at, at
    from generate_series(1, ${talks}::int) n,
      lateral (select timestamptz '2024-01-01' + n * interval '1 hour' as at) t`)
  await db.execute(sql`
    insert into room (id, meeting_id, name, opened_at, closed_at, closed_by)
    select gen_random_uuid(), id, 'room ' || id, starts_at, ends_at, 'clock' from meeting`)
  await db.execute(
    sql`insert into former_room (name, meeting_id, left_at) select 'old ' || id, id, ends_at from meeting`,
  )
  for (const table of ['meeting', 'room', 'former_room']) await db.execute(sql.raw(`vacuum analyze ${table}`))
}

it('a tick reads none of the rooms of earlier years, however many there are', async () => {
  await seedYears(5_000)
  const talk = await seedTalk(ports, seeded, { startsMs: testNow })
  await openRoom(db, ports, talk.meetingId)
  // What this one connection has read from one end to the other, told at once.
  const readWhole = async () => {
    await counted.db.execute(sql`select pg_stat_force_next_flush()`)
    return counted.db.execute<{ relname: string; seq_scan: string; seq_tup_read: string }>(sql`
      select relname, seq_scan, seq_tup_read from pg_stat_user_tables
      where relname in ('room', 'former_room') order by 1`)
  }
  const before = await readWhole()
  await closeStaleRooms(ports)
  expect(await readWhole()).toEqual(before)
})
