import { sheetSummaries } from '../checklist/sheet.store.ts'
import type { SheetSummary } from '../checklist/sheet.store.ts'
import type { GoalNow } from '../guidance/goal.ts'
import { goalsOfTalks } from '../guidance/goal.store.ts'
import { leftToWrite } from '../guidance/konklusion.ts'
import type { KonklusionStanding } from '../guidance/konklusion.ts'
import { konklusionStates } from '../guidance/konklusion.store.ts'
import { companionsInvited } from '../meeting/companion.store.ts'
import { openTalks } from '../meeting/talk.store.ts'
import type { OpenTalk, Talk } from '../meeting/talk.store.ts'
import type { Ports } from '../ports.ts'
import { awayAfterSeconds } from '../room/door.ts'
import { personId, waitingAt } from '../room/participant.store.ts'
import type { Waiting } from '../room/participant.store.ts'
import { openRoomsAmong } from '../room/room.store.ts'
import { wallOf } from '../time/local-time.ts'

/**
 * Talks as their own counsellor sees them in a list. A handful of queries, however many talks.
 *
 * @param zone IANA name of the zone in which the counsellor reads times
 */
export async function talksAnswer(ports: Ports, talks: Talk[], zone: string) {
  if (talks.length === 0) return []
  const { db: tx, clock } = ports
  const ids = talks.map(({ id }) => id)
  const meetingIds = talks.map(({ meetingId }) => meetingId)
  const [said, goals, sheets, konklusions, companions, waiting, open] = await Promise.all([
    openTalks(ports, talks),
    goalsOfTalks(tx, ports, ids),
    sheetSummaries(tx, ports, talks),
    konklusionStates(tx, ids),
    companionsInvited(tx, ids),
    waitingAt(tx, ports, meetingIds, heardOfSince(clock.now())),
    openRoomsAmong(tx, meetingIds),
  ])
  return said.map((talk) => {
    const around = {
      goals: goals.get(talk.id) ?? [],
      sheet: sheets.get(talk.id) ?? null,
      konklusion: konklusions.get(talk.id) ?? null,
      companions: companions.filter(({ bookingId }) => bookingId === talk.id).length,
      waiting: waiting.filter(({ meetingId }) => meetingId === talk.meetingId),
      roomOpen: open.has(talk.meetingId),
    }
    return talkAnswer(talk, around, zone)
  })
}

/** Whoever waits at a door says so every few seconds; one who was not heard of since then has gone. */
export const heardOfSince = (nowMs: number) => new Date(nowMs - awayAfterSeconds * 1000)

/** What was written around a talk, as far as a list tells of it. */
type AroundTalk = {
  goals: GoalNow[]
  sheet: Pick<SheetSummary, 'readiness' | 'answered' | 'total'> | null
  konklusion: KonklusionStanding | null
  /** How many the seeker invited. */
  companions: number
  waiting: Waiting[]
  roomOpen: boolean
}

/** One talk as its own counsellor sees it in a list. */
export function talkAnswer(talk: OpenTalk, around: AroundTalk, zone: string) {
  const { sheet, konklusion } = around
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
    goals: around.goals.filter(({ state }) => state !== 'withdrawn').map(({ text }) => text),
    readiness: sheet?.readiness ?? null,
    checklist: { answered: sheet?.answered ?? 0, total: sheet?.total ?? 0 },
    waiting: around.waiting.map((who) => ({
      personId: personId(who),
      role: who.role,
      label: who.label,
      since: who.knockedAt,
      state: who.state,
    })),
    roomOpen: around.roomOpen,
    konklusion: konklusion?.counsellor ?? null,
    toWrite: leftToWrite(talk.state, konklusion?.seeker ?? null),
    commented: konklusion?.commented ?? false,
    companions: around.companions,
  }
}
