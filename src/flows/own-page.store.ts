import { desc, eq } from 'drizzle-orm'
import { sheetSummaries } from '../checklist/sheet.store.ts'
import type { Respondent } from '../checklist/sheet.store.ts'
import type { Tx } from '../db/client.ts'
import { followUpOf } from '../guidance/follow-up.store.ts'
import { konklusionStates } from '../guidance/konklusion.store.ts'
import { organisation, staff } from '../people/schema.ts'
import { booking, service } from '../meeting/schema.ts'

const shown = {
  booking,
  service,
  counsellor: { name: staff.name },
  organisation: { name: organisation.name, sample: organisation.sample },
}

const talks = (tx: Tx) =>
  tx
    .select(shown)
    .from(booking)
    .innerJoin(service, eq(service.id, booking.serviceId))
    .innerJoin(staff, eq(staff.id, booking.counsellorId))
    .innerJoin(organisation, eq(organisation.id, booking.organisationId))

/** A talk with all that its own page shows, for the seeker or for a companion (`respondent`). */
export async function talkShown(tx: Tx, bookingId: string, respondent: Respondent) {
  const [talk] = await talks(tx).where(eq(booking.id, bookingId))
  if (!talk) return null
  const [sheets, followUp, konklusions] = await Promise.all([
    sheetSummaries(tx, [talk.booking], respondent),
    respondent === 'seeker' ? followUpOf(tx, bookingId) : null,
    respondent === 'seeker' ? konklusionStates(tx, [bookingId]) : null,
  ])
  return {
    ...talk,
    sheet: sheets.get(bookingId) ?? null,
    followUp,
    konklusion: konklusions?.get(bookingId)?.seeker ?? null,
  }
}

export type TalkShown = NonNullable<Awaited<ReturnType<typeof talkShown>>>

/** All talks of a case, newest first. */
export async function talksShown(tx: Tx, caseId: string) {
  const found = await talks(tx).where(eq(booking.caseId, caseId)).orderBy(desc(booking.startsAt), desc(booking.id))
  const [sheets, konklusions] = await Promise.all([
    sheetSummaries(
      tx,
      found.map((talk) => talk.booking),
    ),
    konklusionStates(
      tx,
      found.map((talk) => talk.booking.id),
    ),
  ])
  return found.map((talk) => ({
    ...talk,
    sheet: sheets.get(talk.booking.id) ?? null,
    konklusion: konklusions.get(talk.booking.id)?.seeker ?? null,
  }))
}

export type TalkListed = Awaited<ReturnType<typeof talksShown>>[number]
