import { asc, eq, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { sharedRead } from '../db/shared-read.ts'
import { organisation, staff } from '../people/schema.ts'
import type { Interval } from '../time/interval.ts'
import type { WeeklyHours } from './hours.ts'
import { busyTime, calendarException, service, serviceCounsellor, weeklyHours } from './schema.ts'
import type { Counsellor } from './slot.ts'

export type ServiceRow = typeof service.$inferSelect

/** A service and everyone who holds its talks, with all that decides when they are free. */
export type ServiceAvailability = { service: ServiceRow; counsellors: ServiceCounsellor[] }
export type ServiceCounsellor = Omit<Counsellor, 'busy'> & { name: string; languages: string[]; busy: BusyTime[] }
/** `meetingId` is null for what is no meeting. */
type BusyTime = Interval & { meetingId: string | null }

/** As `json_agg` in the statement below writes it. */
type CounsellorJson = {
  id: string
  name: string
  languages: string[]
  weekly: WeeklyHours[]
  exceptions: (Interval & { kind: 'absence' | 'extra' })[]
  busy: BusyTime[]
}

/**
 * An active service with its active counsellors, in the order of their ids, and their busy times that touch
 * `[from, until)` (epoch ms). `null` when there is no such service.
 *
 * One prepared statement: it is the whole cost of a slot that is taken already, and many ask for the same slot at once.
 */
export function serviceAvailability(
  db: Db,
  serviceId: string,
  from: number,
  until: number,
): Promise<ServiceAvailability | null> {
  return shared(db, `${serviceId} ${from} ${until}`, () => readAvailability(db, serviceId, from, until))
}

const shared = sharedRead<ServiceAvailability | null>()

async function readAvailability(
  db: Db,
  serviceId: string,
  from: number,
  until: number,
): Promise<ServiceAvailability | null> {
  const known = statements.get(db) ?? prepareStatement(db)
  statements.set(db, known)
  const [row] = await known.execute({
    serviceId,
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
  })
  if (!row) return null
  const counsellors = row.counsellors.map(({ exceptions, ...counsellor }) => ({
    ...counsellor,
    absences: exceptions.filter(({ kind }) => kind === 'absence'),
    extra: exceptions.filter(({ kind }) => kind === 'extra'),
  }))
  return { service: row.service, counsellors }
}

/** So many services are offered on one start page: more are no choice, and nobody's program has them. */
const mostOffered = 1000

/** All active services, in the order in which they were made. */
export async function servicesOffered(db: Db) {
  const { id, title, purpose, minutes, forms, languages, zone, cancelUntilMinutes, doorOpensMinutes, maxNoticeDays } =
    service
  return db
    .select({
      id,
      title,
      purpose,
      minutes,
      forms,
      languages,
      zone,
      cancelUntilMinutes,
      doorOpensMinutes,
      maxNoticeDays,
      organisation: { id: organisation.id, name: organisation.name },
    })
    .from(service)
    .innerJoin(organisation, eq(organisation.id, service.organisationId))
    .where(eq(service.active, true))
    .orderBy(asc(service.id))
    .limit(mostOffered)
}

const statements = new WeakMap<Db, ReturnType<typeof prepareStatement>>()

const ms = (instant: unknown) => sql`(extract(epoch from ${instant}) * 1000)::float8`

function prepareStatement(db: Db) {
  const from = sql`${sql.placeholder('from')}::timestamptz`
  const until = sql`${sql.placeholder('until')}::timestamptz`
  const weekly = sql`(select coalesce(json_agg(json_build_object(
      'weekday', ${weeklyHours.weekday}, 'fromMinute', ${weeklyHours.fromMinute},
      'untilMinute', ${weeklyHours.untilMinute}, 'zone', ${weeklyHours.zone}, 'firstDate', ${weeklyHours.firstDate}, 'lastDate', ${weeklyHours.lastDate})), '[]')
    from ${weeklyHours} where ${weeklyHours.counsellorId} = ${staff.id})`
  const exceptions = sql`(select coalesce(json_agg(json_build_object(
      'kind', ${calendarException.kind}, 'from', ${ms(calendarException.startsAt)},
      'until', ${ms(calendarException.endsAt)})), '[]')
    from ${calendarException} where ${calendarException.counsellorId} = ${staff.id}
      and ${calendarException.endsAt} > ${from} and ${calendarException.startsAt} < ${until})`
  const busy = sql`(select coalesce(json_agg(json_build_object(
      'meetingId', ${busyTime.meetingId}, 'from', ${ms(sql`lower(${busyTime.busy})`)},
      'until', ${ms(sql`upper(${busyTime.busy})`)})), '[]')
    from ${busyTime} where ${busyTime.staffId} = ${staff.id} and ${busyTime.busy} && tstzrange(${from}, ${until}))`
  const counsellors = sql`(select coalesce(json_agg(json_build_object(
      'id', ${staff.id}, 'name', ${staff.name}, 'languages', ${staff.talkLanguages},
      'weekly', ${weekly}, 'exceptions', ${exceptions}, 'busy', ${busy}) order by ${staff.id}), '[]')
    from ${staff} join ${serviceCounsellor} on ${serviceCounsellor.counsellorId} = ${staff.id}
    where ${serviceCounsellor.serviceId} = ${service.id} and ${staff.active} and ${staff.counsellor})`
  return (
    db
      // Drizzle leaves out table names one level deep in a query of one table: hence the level between.
      .select({ service, counsellors: sql<CounsellorJson[]>`${counsellors}` })
      .from(service)
      .where(sql`${eq(service.id, sql.placeholder('serviceId'))} and ${service.active}`)
      .prepare('service_availability')
  )
}
