import { wallOf } from '../time/local-time.ts'
import { companionsInvited } from '../meeting/record.store.ts'
import type { TalkRecord } from '../meeting/record.store.ts'
import { sheetSummaries } from '../checklist/sheet.store.ts'
import type { Tx } from '../db/client.ts'
import { awayAfterSeconds } from '../room/door.ts'
import { openRoomsAmong, waitingAt } from '../room/store.ts'
import { leftToWrite } from '../guidance/ending.ts'
import { commentedOn, konklusionStates } from '../guidance/konklusion.store.ts'
import { goalsOfTalks } from '../guidance/store.ts'

export type Talk = Awaited<ReturnType<typeof talksAnswer>>[number]

/**
 * Talks as their own counsellor sees them in a list. A handful of queries, however many talks.
 *
 * @param zone IANA name of the zone in which the counsellor reads times
 */
export async function talksAnswer(tx: Tx, records: TalkRecord[], zone: string, nowMs: number) {
  const ids = records.map(({ id }) => id)
  const [goals, sheets, konklusions, comments, companions, waiting, open] = await Promise.all([
    goalsOfTalks(tx, ids),
    sheetSummaries(tx, records),
    konklusionStates(tx, ids),
    commentedOn(tx, ids),
    companionsInvited(tx, ids),
    waitingAt(tx, ids, new Date(nowMs - awayAfterSeconds * 1000)),
    openRoomsAmong(tx, ids),
  ])
  return records.map((talk) => {
    const sheet = sheets.get(talk.id)
    const konklusion = konklusions.get(talk.id)
    const invited = companions.filter(({ bookingId }) => bookingId === talk.id)
    return {
      id: talk.id,
      state: talk.state,
      form: talk.form,
      language: talk.language,
      start: talk.startsAt,
      end: talk.endsAt,
      wall: wallOf(talk.startsAt.getTime(), talk.endsAt.getTime(), zone),
      serviceTitle: talk.serviceTitle,
      alias: talk.alias,
      topic: talk.topic,
      goals: (goals.get(talk.id) ?? []).filter(({ state }) => state !== 'withdrawn').map(({ text }) => text),
      readiness: sheet?.readiness ?? null,
      checklist: { answered: sheet?.answered ?? 0, total: sheet?.total ?? 0 },
      waiting: waiting
        .filter(({ bookingId }) => bookingId === talk.id)
        .map(({ id, role, companionId, knockedAt, state }) => ({
          participantId: id,
          role,
          label: invited.find((companion) => companion.id === companionId)?.label ?? null,
          since: knockedAt,
          state,
        })),
      roomOpen: open.has(talk.id),
      konklusion: konklusion?.counsellor ?? null,
      toWrite: leftToWrite(talk.state, konklusion?.seeker ?? null),
      commented: comments.has(talk.id),
      companions: invited.length,
    }
  })
}
