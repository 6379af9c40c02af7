import { getTableName, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { calendarException, service, weeklyHours } from '../../src/availability/schema.ts'
import { checklistTemplate, checklistVersion } from '../../src/checklist/schema.ts'
import { hex } from '../../src/crypto/encoding.ts'
import { followUp, goal, goalVersion, konklusion, konklusionComment } from '../../src/guidance/schema.ts'
import { phaseStep, scaleReading } from '../../src/guidance/schema.ts'
import { yetToSeal } from '../../src/meeting/case-key.store.ts'
import { booking, caseSecret, companion, formChange, host, meeting } from '../../src/meeting/schema.ts'
import { letter } from '../../src/notify/schema.ts'
import { staff, user } from '../../src/people/schema.ts'
import { chatMessage, participant, reflectionPause, sharedLink, stay } from '../../src/room/schema.ts'
import { addressIn, operationsOf } from '../contract/operations.ts'
import { seedWorld } from '../contract/scene.ts'
import { testDatabase } from '../setup/database.ts'

/** Rows of each kind: more than any cap lets come about, as if a cap were forgotten, or the rows were older than it. */
const many = 3000
/** Things that one answer lists at most. */
const most = 2000

const { db } = await testDatabase()
const { app, scene, headers } = await seedWorld(db)
const { talk, organisation, counsellors, template, goalId } = scene
const [anna] = counsellors

const each = `generate_series(1, ${many}) n`
const made = (kind: string) => `md5('${kind}' || n)::uuid`
const fresh = 'gen_random_uuid()'
const unsealed = (value: unknown) => `'\\x${hex(yetToSeal(value))}'::bytea`

/** Copies one row of a table, with other values in some of its columns. */
async function copy(table: PgTable, which: string, values: Record<string, string>): Promise<void> {
  const name = `"${getTableName(table)}"`
  const rows = await db.execute<{ column: string }>(sql`
    select column_name as column from information_schema.columns
    where table_schema = 'public' and table_name = ${getTableName(table)} and is_generated = 'NEVER'`)
  const columns = rows.map(({ column }) => column)
  for (const column of Object.keys(values)) expect(columns, name).toContain(column)
  const taken = columns.map((column) => values[column] ?? `one."${column}"`)
  const into = columns.map((column) => `"${column}"`)
  await db.execute(
    sql.raw(
      `insert into ${name} (${into}) select ${taken} from (select * from ${name} where ${which} limit 1) one, ${each}`,
    ),
  )
}

const ofBooking = `booking_id = '${talk.id}'`

/** Everything that hangs on the one talk, its people and their organisation, by the thousand. */
async function fillUp(): Promise<void> {
  const write = (statement: string) => db.execute(sql.raw(statement))
  const at = `'2026-10-01'::timestamptz - n * interval '1 hour'`
  await copy(user, `id = (select user_id from staff where id = '${anna.id}')`, {
    id: `'person' || n`,
    email: `'person' || n || '@fyrklang.test'`,
  })
  await copy(staff, `id = '${anna.id}'`, { id: made('staff'), user_id: `'person' || n` })
  await copy(weeklyHours, `counsellor_id = '${anna.id}'`, { id: fresh })
  await copy(calendarException, `counsellor_id = '${anna.id}'`, { id: fresh })
  await copy(service, `id = '${scene.services[0].id}'`, { id: fresh })
  await copy(checklistTemplate, `id = '${template.id}'`, { id: made('template') })
  await copy(checklistVersion, `template_id = '${template.id}'`, { id: fresh, version: 'one.version + n' })
  await copy(checklistVersion, `template_id = '${template.id}'`, { id: fresh, template_id: made('template') })
  await copy(caseSecret, `case_id = '${talk.caseId}'`, { hash: `'hash' || n` })
  await copy(companion, ofBooking, {
    id: made('companion'),
    secret_hash: `'companion' || n`,
    label: unsealed('min mamma'),
  })
  await copy(participant, `companion_id = '${scene.companion.id}'`, {
    id: fresh,
    identity: `'guest' || n`,
    companion_id: made('companion'),
    state: `case when n % 2 = 0 then 'waiting' else 'admitted' end`,
  })
  const guest = `'${scene.seeker.id}'`
  const room = `'${talk.meetingId}'`
  await write(`insert into stay (participant_sid, meeting_id, participant_id, joined_at, left_at)
    select 'PA' || n, ${room}, ${guest}, now(), now() from ${each}`)
  await write(`insert into chat_message select ${fresh}, ${room}, ${guest}, ${unsealed('Hej')}, now() from ${each}`)
  const page = [unsealed('https://example.org/'), unsealed('Sida')]
  await write(`insert into shared_link select ${fresh}, ${room}, ${page}, now() from ${each}`)
  await write(`insert into reflection_pause select ${fresh}, ${room}, ${at}, now(), now() from ${each}`)
  await write(`insert into phase_step select ${fresh}, ${room}, 'kontakt', ${at} from ${each}`)
  await write(`insert into form_change select ${fresh}, ${room}, 'video', 'phone', 'seeker', ${at} from ${each}`)
  await copy(goal, ofBooking, { id: made('goal'), position: 'n + 1' })
  await copy(goalVersion, `goal_id = '${goalId}'`, { goal_id: made('goal'), text: unsealed('Veta mer') })
  await copy(scaleReading, ofBooking, { id: fresh, question: unsealed('Hur nu?'), closed_at: 'now()' })
  const body = unsealed({ summary: 'Vi har talat', goals: [], actions: [], links: [] })
  await copy(konklusion, ofBooking, { version: 'one.version + n', state: `'ready'`, body })
  await write(`insert into konklusion_comment (id, booking_id, version, written_by, text, at)
    select ${fresh}, '${talk.id}', 1, 'seeker', ${unsealed('Nja')}, now() from ${each}`)
  await write(`insert into letter (id, organisation_id, booking_id, kind, recipient, event_key, state, due_at, created_at)
    select ${fresh}, '${organisation.id}', '${talk.id}', 'moved', 'seeker', 'event' || n, 'sent', now(), now() from ${each}`)
  // Talks of the same case and counsellor: half of them were called off, and half were held and want a Konklusion.
  const state = `case when n % 2 = 0 then 'cancelled' else 'held' end`
  const times = { starts_at: at, ends_at: `${at} + interval '30 minutes'` }
  await copy(meeting, `id = '${talk.meetingId}'`, { id: made('meeting'), state, ...times })
  const busy = `tstzrange(${at}, ${at} + interval '30 minutes')`
  await copy(host, `id = '${talk.hostId}'`, { id: fresh, meeting_id: made('meeting'), busy, released: 'n % 2 = 0' })
  await copy(booking, `id = '${talk.id}'`, { id: made('booking'), meeting_id: made('meeting') })
  await write(`insert into follow_up (booking_id, case_id, counsellor_id, kind, due_on, done_at, created_at)
    select ${made('booking')}, '${talk.caseId}', '${anna.id}', 'call', '2026-10-20',
      case when n % 2 = 0 then now() end, now() from ${each}`)
}

const filled = [
  weeklyHours,
  calendarException,
  service,
  checklistTemplate,
  checklistVersion,
  goal,
  goalVersion,
  konklusion,
  konklusionComment,
  phaseStep,
  scaleReading,
  followUp,
  booking,
  caseSecret,
  companion,
  formChange,
  host,
  meeting,
  letter,
  staff,
  user,
  chatMessage,
  participant,
  reflectionPause,
  sharedLink,
  stay,
]

/** How long the longest list in an answer is. */
function longestIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const inner = Math.max(0, ...Object.values(value).map(longestIn))
  return Array.isArray(value) ? Math.max(value.length, inner) : inner
}

const query: Record<string, string> = {
  '/api/services/{id}/slots': '?from=2026-10-12&to=2026-10-18',
  '/api/staff/talks': '?from=2026-08-20&to=2026-10-20',
}

test(`no answer lists more than ${most} things, whatever there is`, async () => {
  await fillUp()
  for (const table of filled) expect(await db.$count(table), getTableName(table)).toBeGreaterThanOrEqual(many)
  const answered = new Map<string, number>()
  for (const { method, path } of await operationsOf(app)) {
    if (method !== 'GET') continue
    for (const [who, key] of Object.entries(headers)) {
      const answer = await app.request(`${addressIn(scene, path)}${query[path] ?? ''}`, { headers: key })
      expect.soft(answer.status, `${path} for ${who}`).toBeLessThan(500)
      if (answer.status !== 200 || !answer.headers.get('content-type')?.includes('json')) continue
      const longest = longestIn(await answer.json())
      answered.set(path, Math.max(longest, answered.get(path) ?? 0))
      expect.soft(longest, `${path} for ${who}`).toBeLessThanOrEqual(most)
    }
  }
  const unanswered = (await operationsOf(app)).filter(({ method, path }) => method === 'GET' && !answered.has(path))
  // Calendar files, feeds, and the mailbox, which is not there with a mail server and goes page by page with none.
  expect(unanswered.map(({ path }) => path).sort()).toEqual([
    '/api/bookings/{id}/calendar.ics',
    '/api/events/feed.atom',
    '/api/events/feed.ics',
    '/api/mailbox',
    '/api/mailbox/{id}',
    '/api/seats/{id}/calendar.ics',
    '/api/staff/mailbox',
    '/api/staff/mailbox/{id}',
  ])
  // The lists were there to be found.
  for (const path of ['/api/staff/talks/{id}', '/api/case', '/api/bookings/{id}/room', '/api/staff/follow-ups'])
    expect(answered.get(path), path).toBeGreaterThan(100)
}, 120_000)
