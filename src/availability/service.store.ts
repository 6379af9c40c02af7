import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { refuseBeyond } from '../http/enough.store.ts'
import { organisation } from '../people/schema.ts'
import { membersOf } from '../people/store.ts'
import type { Ports } from '../ports.ts'
import { mostServices } from './limits.ts'
import { service, serviceCounsellor } from './schema.ts'
import { isNeverOpen } from './service.ts'

type ServiceRow = typeof service.$inferSelect
export type ServiceSetting = Omit<ServiceRow, 'id' | 'organisationId' | 'createdAt'> & { counsellorIds: string[] }
export type Service = ServiceSetting & { id: string }
export type ServiceChange = { [Field in keyof ServiceSetting]?: ServiceSetting[Field] | undefined }

/** A setting that cannot be: counsellors of elsewhere, or a notice longer than any talk is ahead. */
export type Misfit = { misfit: 'counsellorIds' | 'minNoticeMinutes' }

/** The services of an organisation with who holds them, oldest first; those taken out of use too. */
export async function servicesOf(tx: Tx, organisationId: string): Promise<Service[]> {
  const rows = await tx
    .select()
    .from(service)
    .where(eq(service.organisationId, organisationId))
    .orderBy(asc(service.createdAt), asc(service.id))
    .limit(mostServices)
  const holders = await holdersOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => told(row, holders))
}

export async function serviceOf(tx: Tx, organisationId: string, serviceId: string): Promise<Service | null> {
  const [row] = await tx
    .select()
    .from(service)
    .where(and(eq(service.organisationId, organisationId), eq(service.id, serviceId)))
  return row ? told(row, await holdersOf(tx, [row.id])) : null
}

type Holders = { serviceId: string; counsellorId: string }[]

const holdersOf = async (tx: Tx, serviceIds: string[]): Promise<Holders> =>
  serviceIds.length === 0
    ? []
    : tx.select().from(serviceCounsellor).where(inArray(serviceCounsellor.serviceId, serviceIds))

function told({ organisationId: _organisation, createdAt: _made, ...row }: ServiceRow, holders: Holders): Service {
  return {
    ...row,
    counsellorIds: holders.filter(({ serviceId }) => serviceId === row.id).map(({ counsellorId }) => counsellorId),
  }
}

/**
 * Makes a service that can be booked at once. That its checklist is one of the organisation's is the caller's to know.
 *
 * @param tx a transaction, so that a service is never seen without its counsellors
 * @throws Problem 409 `enough` when there are as many as there may be
 */
export async function addService(
  tx: Tx,
  ports: Pick<Ports, 'clock' | 'random'>,
  organisationId: string,
  { counsellorIds, ...setting }: ServiceSetting,
): Promise<Service | Misfit> {
  if (isNeverOpen(setting)) return { misfit: 'minNoticeMinutes' }
  if (!(await areCounsellors(tx, organisationId, counsellorIds))) return { misfit: 'counsellorIds' }
  await refuseBeyond(tx, {
    parent: organisation.id,
    id: organisationId,
    of: service.organisationId,
    most: mostServices,
  })
  const nowMs = ports.clock.now()
  const id = ports.random.uuid(nowMs)
  await tx.insert(service).values({ id, organisationId, ...setting, createdAt: new Date(nowMs) })
  await setHolders(tx, id, counsellorIds)
  return { id, ...setting, counsellorIds }
}

/**
 * Changes a service. Talks that are booked keep their time, their buffers and their checklist. That its checklist is
 * one of the organisation's is the caller's to know.
 *
 * @param tx a transaction, so that a service is never seen half changed
 */
export async function changeService(
  tx: Tx,
  organisationId: string,
  serviceId: string,
  change: ServiceChange,
): Promise<Service | Misfit | 'not-found'> {
  const { counsellorIds, ...setting } = change
  const own = and(eq(service.organisationId, organisationId), eq(service.id, serviceId))
  const [locked] = await tx.select().from(service).where(own).for('update')
  if (!locked) return 'not-found'
  const { minNoticeMinutes = locked.minNoticeMinutes, maxNoticeDays = locked.maxNoticeDays } = change
  if (isNeverOpen({ minNoticeMinutes, maxNoticeDays })) return { misfit: 'minNoticeMinutes' }
  if (counsellorIds && !(await areCounsellors(tx, organisationId, counsellorIds))) return { misfit: 'counsellorIds' }
  if (Object.values(setting).some((value) => value !== undefined)) await tx.update(service).set(setting).where(own)
  if (counsellorIds) await setHolders(tx, serviceId, counsellorIds)
  return (await serviceOf(tx, organisationId, serviceId)) ?? 'not-found'
}

/** True when all of them hold talks in this organisation. */
async function areCounsellors(tx: Tx, organisationId: string, ids: string[]): Promise<boolean> {
  if (ids.length === 0) return true
  const counsellors = (await membersOf(tx, organisationId)).filter(({ counsellor }) => counsellor)
  return ids.every((id) => counsellors.some((one) => one.id === id))
}

async function setHolders(tx: Tx, serviceId: string, counsellorIds: string[]): Promise<void> {
  await tx.delete(serviceCounsellor).where(eq(serviceCounsellor.serviceId, serviceId))
  if (counsellorIds.length === 0) return
  await tx.insert(serviceCounsellor).values(counsellorIds.map((counsellorId) => ({ serviceId, counsellorId })))
}

/** The service of a meeting, whether it is still offered or not. */
export async function serviceRow(tx: Tx, id: string): Promise<ServiceRow> {
  const [found] = await tx.select().from(service).where(eq(service.id, id))
  if (!found) throw new Error('a talk has a service: a foreign key keeps it')
  return found
}
