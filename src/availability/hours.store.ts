import { and, asc, eq, gt } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { refuseBeyond } from '../http/enough.store.ts'
import { staff } from '../people/schema.ts'
import { hoursMost } from './limits.ts'
import { calendarException, weeklyHours } from './schema.ts'

export type WeeklyRow = typeof weeklyHours.$inferSelect
type ExceptionRow = typeof calendarException.$inferSelect

export async function weeklyOf(tx: Tx, counsellorId: string): Promise<WeeklyRow[]> {
  return tx
    .select()
    .from(weeklyHours)
    .where(eq(weeklyHours.counsellorId, counsellorId))
    .orderBy(asc(weeklyHours.weekday), asc(weeklyHours.fromMinute), asc(weeklyHours.id))
    .limit(hoursMost.weekly)
}

export async function findWeekly(tx: Tx, counsellorId: string, id: string): Promise<WeeklyRow | null> {
  const [found] = await tx.select().from(weeklyHours).where(ownWeekly(counsellorId, id))
  return found ?? null
}

/** Absences and extra times that are not over yet. */
export async function exceptionsOf(tx: Tx, counsellorId: string, nowMs: number): Promise<ExceptionRow[]> {
  const ahead = and(eq(calendarException.counsellorId, counsellorId), gt(calendarException.endsAt, new Date(nowMs)))
  return tx
    .select()
    .from(calendarException)
    .where(ahead)
    .orderBy(asc(calendarException.startsAt))
    .limit(hoursMost.exceptions)
}

/** Call in a transaction. Throws Problem 409 `enough` when there are as many as there may be. */
export async function addWeekly(tx: Tx, row: WeeklyRow): Promise<void> {
  const { counsellorId: id } = row
  await refuseBeyond(tx, { parent: staff.id, id, of: weeklyHours.counsellorId, most: hoursMost.weekly })
  await tx.insert(weeklyHours).values(row)
}

/** False when the counsellor has no such hours. */
export async function changeWeekly(
  tx: Tx,
  counsellorId: string,
  id: string,
  change: Partial<WeeklyRow>,
): Promise<boolean> {
  const changed = await tx
    .update(weeklyHours)
    .set(change)
    .where(ownWeekly(counsellorId, id))
    .returning({ id: weeklyHours.id })
  return changed.length > 0
}

export async function removeWeekly(tx: Tx, counsellorId: string, id: string): Promise<boolean> {
  return (await tx.delete(weeklyHours).where(ownWeekly(counsellorId, id)).returning({ id: weeklyHours.id })).length > 0
}

const ownWeekly = (counsellorId: string, id: string) =>
  and(eq(weeklyHours.id, id), eq(weeklyHours.counsellorId, counsellorId))

/** As {@link addWeekly}. */
export async function addException(tx: Tx, row: ExceptionRow): Promise<void> {
  const { counsellorId: id } = row
  await refuseBeyond(tx, { parent: staff.id, id, of: calendarException.counsellorId, most: hoursMost.exceptions })
  await tx.insert(calendarException).values(row)
}

export async function removeException(tx: Tx, counsellorId: string, id: string): Promise<boolean> {
  const own = and(eq(calendarException.id, id), eq(calendarException.counsellorId, counsellorId))
  return (await tx.delete(calendarException).where(own).returning({ id: calendarException.id })).length > 0
}
