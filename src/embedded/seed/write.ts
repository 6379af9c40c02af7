import { inArray } from 'drizzle-orm'
import type { ServiceRow } from '../../availability/store.ts'
import { busyRange } from '../../availability/slot.ts'
import { checklistSheet } from '../../checklist/schema.ts'
import type { Answers } from '../../checklist/checklist.ts'
import type { Tx } from '../../db/client.ts'
import type { KonklusionBody } from '../../guidance/konklusion.ts'
import { followUp, goal, goalVersion, konklusion, scaleReading } from '../../guidance/schema.ts'
import { yetToSeal } from '../../meeting/case-key.store.ts'
import { outcomes, statesOf } from '../../meeting/meeting.ts'
import type { BookingState, MeetingState } from '../../meeting/meeting.ts'
import { takePlace } from '../../meeting/place.store.ts'
import type { Reach } from '../../meeting/schema.ts'
import { booking, contact, guidanceCase, host, meeting } from '../../meeting/schema.ts'
import { letter } from '../../notify/schema.ts'
import type { Ports } from '../../ports.ts'
import { participant, room, stay } from '../../room/schema.ts'
import { localDate } from '../../time/local-time.ts'
import { opaqueName } from '../../crypto/opaque-name.ts'
import type { PlannedTalk } from './plan.ts'

/** What all talks of a run share. */
type Place = {
  organisationId: string
  service: ServiceRow
  checklistVersionId: string | null
  nowMs: number
  /** Cases by the number of their seeker: whoever comes again comes to the same case. */
  cases: Map<number, string>
}

const dayMs = 86_400_000

/** Writes planned talks down as if they had been, with all that was written in them. Gives how many had a place. */
export async function writeTalks(tx: Tx, ports: Ports, place: Place, planned: readonly PlannedTalk[]): Promise<number> {
  await writeCases(tx, ports, place, planned)
  // Sent in one go: the connection keeps their order, and none waits for the one before.
  const written = (await Promise.all(planned.map((talk) => writeTalk(tx, ports, place, talk)))).filter(isWritten)
  await endTalks(tx, written)
  await writeRooms(tx, ports, written)
  await writeRecords(tx, ports, place, written)
  await writeLetters(tx, ports, place, written)
  return written.length
}

type Written = PlannedTalk & {
  id: string
  meetingId: string
  hostId: string
  caseId: string
  startsAt: Date
  endsAt: Date
  bookedAt: Date
}

const isWritten = (talk: Written | null): talk is Written => talk !== null

const bookedAtOf = ({ startMs }: PlannedTalk, nowMs: number) => new Date(Math.min(nowMs, startMs - 5 * dayMs))

/** The cases of those who come for the first time, each with its contact. */
async function writeCases(tx: Tx, ports: Ports, { cases, nowMs }: Place, planned: readonly PlannedTalk[]) {
  const fresh = [...new Map(planned.map((talk) => [talk.seeker, talk])).values()].filter(
    ({ seeker }) => !cases.has(seeker),
  )
  if (fresh.length === 0) return
  for (const talk of fresh) cases.set(talk.seeker, ports.random.uuid(bookedAtOf(talk, nowMs).getTime()))
  const idOf = ({ seeker }: PlannedTalk) => cases.get(seeker) ?? ''
  await tx.insert(guidanceCase).values(
    // Nobody comes back with the code of a case that is made up.
    fresh.map((talk) => ({ id: idOf(talk), codeHash: `seed ${idOf(talk)}`, createdAt: bookedAtOf(talk, nowMs) })),
  )
  await tx.insert(contact).values(
    fresh.map((talk) => ({
      caseId: idOf(talk),
      reach: yetToSeal<Reach>({ alias: talk.alias, email: talk.email, phone: null }),
      hasAddress: talk.email !== null,
      hasPhone: false,
      lettersLanguage: talk.language,
      zone: talk.language === 'da' ? 'Europe/Copenhagen' : 'Europe/Stockholm',
      updatedAt: bookedAtOf(talk, nowMs),
    })),
  )
}

async function writeTalk(tx: Tx, ports: Ports, place: Place, talk: PlannedTalk): Promise<Written | null> {
  const { service, organisationId, checklistVersionId, nowMs, cases } = place
  const startsAt = new Date(talk.startMs)
  const endsAt = new Date(talk.startMs + service.minutes * 60_000)
  const bookedAt = bookedAtOf(talk, nowMs)
  const caseId = cases.get(talk.seeker) ?? ''
  const id = () => ports.random.uuid(bookedAt.getTime())
  const ids = { id: id(), meetingId: id(), hostId: id() }
  const { from, until } = busyRange(service, talk.startMs)
  const hasPlace = await takePlace(tx, {
    meeting: {
      id: ids.meetingId,
      organisationId,
      serviceId: service.id,
      startsAt,
      endsAt,
      zone: service.zone,
      form: talk.form,
      language: talk.language,
      method: service.method,
    },
    host: { id: ids.hostId, staffId: talk.counsellorId, busy: { from: new Date(from), until: new Date(until) } },
    booking: { id: ids.id, caseId, topic: yetToSeal(talk.story.topic), checklistVersionId },
    createdAt: bookedAt,
  })
  return hasPlace ? { ...talk, ...ids, caseId, startsAt, endsAt, bookedAt } : null
}

async function endTalks(tx: Tx, written: Written[]): Promise<void> {
  for (const outcome of ['cancelled', ...outcomes] as const) {
    const talks = written.filter((talk) => talk.outcome === outcome)
    if (talks.length === 0) continue
    const states: { meeting: MeetingState; booking: BookingState } =
      outcome === 'cancelled' ? { meeting: 'cancelled', booking: 'cancelled' } : statesOf(outcome)
    const off = outcome === 'cancelled'
    const ids = talks.map(({ meetingId }) => meetingId)
    await tx
      .update(meeting)
      .set({ state: states.meeting, revision: 1, ...(off && { taken: 0, icsSequence: 1 }) })
      .where(inArray(meeting.id, ids))
    await tx
      .update(booking)
      .set({ state: states.booking, ...(off && { cancelledBy: 'seeker' as const }) })
      .where(inArray(booking.meetingId, ids))
    if (off) await tx.update(host).set({ released: true }).where(inArray(host.meetingId, ids))
  }
}

/** Whoever came: both to a talk that was held, one to a talk that one of the two missed. */
async function writeRooms(tx: Tx, ports: Ports, written: Written[]): Promise<void> {
  const over = written.filter(({ outcome }) => outcome !== null && outcome !== 'cancelled')
  if (over.length === 0) return
  const id = (at: Date) => ports.random.uuid(at.getTime())
  await tx.insert(room).values(
    over.map(({ meetingId, startsAt, endsAt }) => ({
      id: id(startsAt),
      meetingId,
      name: opaqueName(ports.random),
      openedAt: startsAt,
      closedAt: endsAt,
      closedBy: 'counsellor' as const,
    })),
  )
  const people = over.flatMap((talk) => {
    const late = new Date(talk.startMs + talk.lateMinutes * 60_000)
    const common = { meetingId: talk.meetingId, state: 'admitted' as const, endsAt: talk.endsAt }
    const one = (whose: { bookingId: string } | { hostId: string }, at: Date) => ({
      ...common,
      ...whose,
      id: id(at),
      identity: opaqueName(ports.random),
      knockedAt: at,
      lastSeenAt: at,
      decidedAt: at,
    })
    return [
      ...(talk.outcome === 'no_show_seeker' ? [] : [one({ bookingId: talk.id }, late)]),
      ...(talk.outcome === 'no_show_counsellor' ? [] : [one({ hostId: talk.hostId }, talk.startsAt)]),
    ]
  })
  await tx.insert(participant).values(people.map(({ endsAt: _, ...person }) => person))
  await tx.insert(stay).values(
    people.map(({ id: participantId, meetingId, knockedAt, endsAt }) => ({
      participantSid: `seed ${participantId}`,
      meetingId,
      participantId,
      joinedAt: knockedAt,
      leftAt: endsAt,
    })),
  )
}

async function writeRecords(tx: Tx, ports: Ports, { service, checklistVersionId }: Place, written: Written[]) {
  const id = (at: Date) => ports.random.uuid(at.getTime())
  const answered = written.filter(({ readiness }) => readiness !== null)
  if (checklistVersionId && answered.length > 0)
    await tx.insert(checklistSheet).values(
      answered.map((talk) => ({
        id: id(talk.bookedAt),
        bookingId: talk.id,
        versionId: checklistVersionId,
        answers: yetToSeal(answersOf(talk)),
        updatedAt: talk.bookedAt,
      })),
    )
  const held = written.filter(({ outcome }) => outcome === 'held')
  if (held.length === 0) return
  const goals = held.map((talk) => ({ talk, goalId: id(talk.startsAt) }))
  await tx.insert(goal).values(
    goals.map(({ talk, goalId }) => ({
      id: goalId,
      bookingId: talk.id,
      position: 0,
      source: 'checklist' as const,
      createdAt: talk.bookedAt,
    })),
  )
  await tx.insert(goalVersion).values(
    goals.map(({ talk, goalId }) => ({
      goalId,
      version: 1,
      text: yetToSeal(talk.story.goal),
      writtenBy: 'seeker' as const,
      state: 'agreed' as const,
      at: talk.startsAt,
    })),
  )
  await tx.insert(scaleReading).values(
    held.map((talk) => ({
      id: id(talk.startsAt),
      bookingId: talk.id,
      moment: 'end' as const,
      question: yetToSeal(talk.story.goal),
      askedAt: talk.endsAt,
      value: Math.min(10, (talk.readiness ?? 5) + 2),
      answeredAt: talk.endsAt,
      closedAt: talk.endsAt,
    })),
  )
  const concluded = goals.flatMap(({ talk, goalId }) =>
    talk.konklusion === 'none' ? [] : [{ talk, goalId, state: talk.konklusion }],
  )
  if (concluded.length > 0)
    await tx.insert(konklusion).values(
      concluded.map(({ talk, goalId, state }) => ({
        bookingId: talk.id,
        version: 1,
        state,
        body: yetToSeal<KonklusionBody>({
          summary: talk.story.summary,
          goals: [{ goalId, wording: talk.story.goal, outcome: 'reached' as const, sentence: '' }],
          actions: [
            {
              what: talk.story.action,
              who: 'seeker' as const,
              until: localDate(talk.startMs + 14 * dayMs, service.zone),
            },
          ],
          links: [],
        }),
        updatedAt: talk.endsAt,
        readyAt: state === 'draft' ? null : talk.endsAt,
        approvedAt: state === 'approved' ? new Date(talk.endsAt.getTime() + dayMs) : null,
      })),
    )
  const agreed = held.flatMap((talk) => (talk.followUp === null ? [] : [{ talk, kind: talk.followUp }]))
  if (agreed.length > 0)
    await tx.insert(followUp).values(
      agreed.map(({ talk, kind }) => {
        const dueMs = talk.startMs + 28 * dayMs
        const hasDay = kind === 'check_in' || kind === 'call'
        return {
          bookingId: talk.id,
          caseId: talk.caseId,
          counsellorId: talk.counsellorId,
          kind,
          dueOn: hasDay ? localDate(dueMs, service.zone) : null,
          doneAt: hasDay && dueMs < ports.clock.now() - 7 * dayMs ? new Date(dueMs) : null,
          createdAt: talk.endsAt,
        }
      }),
    )
}

/** To the items of the checklist that the program ships with. */
function answersOf({ story, readiness, camera }: Written): Answers {
  return {
    camera: { kind: 'camera', camera },
    about: { kind: 'text', text: story.topic },
    goal: { kind: 'goal', goals: [story.goal] },
    ...(readiness === null ? {} : { ready: { kind: 'scale' as const, value: readiness } }),
  }
}

/** The letters that were sent: when it was booked, and when it was cancelled. */
async function writeLetters(tx: Tx, ports: Ports, { organisationId }: Place, written: Written[]): Promise<void> {
  const rows = written.flatMap((talk) => {
    const kinds = talk.outcome === 'cancelled' ? (['booked', 'cancelled'] as const) : (['booked'] as const)
    return kinds.flatMap((kind) => {
      const at = kind === 'booked' ? talk.bookedAt : new Date(talk.startMs - dayMs)
      const sentAt = at.getTime() > ports.clock.now() ? talk.bookedAt : at
      const sequence = kind === 'booked' ? 0 : 1
      const common = {
        organisationId,
        kind,
        sequence,
        state: 'sent' as const,
        dueAt: sentAt,
        sentAt,
        createdAt: sentAt,
      }
      const toCounsellor = { ...common, hostId: talk.hostId, recipient: 'counsellor' as const }
      const toSeeker = { ...common, bookingId: talk.id, recipient: 'seeker' as const }
      return talk.email === null ? [toCounsellor] : [toCounsellor, toSeeker]
    })
  })
  if (rows.length === 0) return
  await tx.insert(letter).values(
    rows.map((row) => {
      const id = ports.random.uuid(row.createdAt.getTime())
      return { ...row, id, eventKey: `seed ${id}` }
    }),
  )
}
