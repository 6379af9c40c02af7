import { eq, inArray } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { booking, service } from './schema.ts'

/** What letters and calendars say of a talk, and whom they go to. */
export async function talksById(tx: Tx, bookingIds: string[]) {
  if (bookingIds.length === 0) return []
  return tx
    .select({
      id: booking.id,
      organisationId: booking.organisationId,
      counsellorId: booking.counsellorId,
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
      form: booking.form,
      state: booking.state,
      version: booking.version,
      email: booking.email,
      lettersLanguage: booking.lettersLanguage,
      seekerZone: booking.seekerZone,
      fullSubjects: booking.fullSubjects,
      cancelledBy: booking.cancelledBy,
      checklistVersionId: booking.checklistVersionId,
      serviceTitle: service.title,
      serviceZone: service.zone,
      cancelUntilMinutes: service.cancelUntilMinutes,
      doorOpensMinutes: service.doorOpensMinutes,
    })
    .from(booking)
    .innerJoin(service, eq(service.id, booking.serviceId))
    .where(inArray(booking.id, bookingIds))
}

export type TalkForLetters = Awaited<ReturnType<typeof talksById>>[number]

/** Ids of an organisation's talks, to be used inside another query. */
export const talkIdsOf = (tx: Tx, organisationId: string) =>
  tx.select({ id: booking.id }).from(booking).where(eq(booking.organisationId, organisationId))

/** When talks start, by id. */
export async function startsOf(tx: Tx, bookingIds: string[]): Promise<Map<string, Date>> {
  if (bookingIds.length === 0) return new Map()
  const rows = await tx
    .select({ id: booking.id, startsAt: booking.startsAt })
    .from(booking)
    .where(inArray(booking.id, bookingIds))
  return new Map(rows.map(({ id, startsAt }) => [id, startsAt]))
}
