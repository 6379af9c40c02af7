import { addException, addWeekly } from '../../src/availability/hours.store.ts'
import { createApp } from '../../src/app.ts'
import type { Db } from '../../src/db/client.ts'
import { writeDraft } from '../../src/guidance/konklusion.store.ts'
import { addGoal } from '../../src/guidance/goal.store.ts'
import { askScale } from '../../src/guidance/scale.store.ts'
import type { Ports } from '../../src/ports.ts'
import { markKeyOf } from '../../src/notify/mark-key.store.ts'
import { markOf, stopToken } from '../../src/notify/unwanted.ts'
import { decideAtDoor } from '../../src/room/decide-at-door.ts'
import { enter, personId } from '../../src/room/participant.store.ts'
import { openRoom } from '../../src/room/room.store.ts'
import { comeToDoor } from '../setup/door.ts'
import { seedOrganisation } from '../setup/people.ts'
import { testNow, testPorts } from '../setup/ports.ts'
import { takeSeat } from '../../src/meeting/seat.store.ts'
import { plannedEvent } from '../setup/event.ts'
import { fitting } from './fitting.ts'
import { signedIn } from '../setup/staff.ts'
import { seedCompanion, seedTalk } from '../setup/talk.ts'

export type Scene = Awaited<ReturnType<typeof seedScene>>

const inAll = (text: string) => ({ sv: text, da: text, en: text })

/** A checklist with every kind of item that is answered with words or numbers. */
export const items = [
  {
    id: 'why',
    kind: 'information' as const,
    audience: ['seeker' as const, 'counsellor' as const],
    title: inAll('Varför video'),
  },
  {
    id: 'about',
    kind: 'text' as const,
    audience: ['seeker' as const, 'companion' as const],
    title: inAll('Vad gäller det'),
  },
  { id: 'aim', kind: 'goal' as const, audience: ['seeker' as const], title: inAll('Vad vill du ha uppnått') },
  {
    id: 'ready',
    kind: 'scale' as const,
    audience: ['seeker' as const],
    title: inAll('Hur redo'),
    low: inAll('Inte'),
    high: inAll('Mycket'),
  },
]

/**
 * One talk in the middle of everything, in an organisation of its own: the room is open, the seeker and a
 * companion are in it, a goal stands, a question is asked, the Konklusion is begun, hours are kept.
 */
export async function seedScene(ports: Ports) {
  const { db } = ports
  const seeded = await seedOrganisation(db, { items })
  const [anna] = seeded.counsellors
  const talk = await seedTalk(ports, seeded, { startsMs: ports.clock.now() })
  const companion = await seedCompanion(ports, talk.id)
  const { meetingId } = talk
  const room = await openRoom(db, ports, meetingId)
  await enter(db, ports, talk)
  const seeker = await comeToDoor(ports, talk.id, talk.secret)
  const mother = await comeToDoor(ports, talk.id, companion.secret)
  for (const who of [seeker, mother])
    await decideAtDoor(ports, { meetingId, person: personId(who), decision: 'admit', message: null })
  const goals = await addGoal(db, ports, talk.id, { text: 'Veta vad jag söker', by: 'seeker' })
  const reading = await askScale(db, ports, talk.id, { moment: 'start', question: 'Hur redo är du?' })
  await writeDraft(db, ports, talk.id, { summary: 'Vi har talat', goals: [], actions: [], links: [] })
  const weeklyId = ports.random.uuid(ports.clock.now())
  await addWeekly(db, {
    id: weeklyId,
    counsellorId: anna.id,
    weekday: 6,
    fromMinute: 600,
    untilMinute: 700,
    zone: 'Europe/Stockholm',
    firstDate: '2026-01-01',
    lastDate: null,
  })
  const exceptionId = ports.random.uuid(ports.clock.now())
  const [startsAt, endsAt] = [
    new Date(ports.clock.now() + 90 * 86_400_000),
    new Date(ports.clock.now() + 91 * 86_400_000),
  ]
  await addException(db, {
    id: exceptionId,
    counsellorId: anna.id,
    kind: 'absence',
    startsAt,
    endsAt,
    createdAt: new Date(ports.clock.now()),
  })
  const [eventId] = await plannedEvent(ports, seeded, { startsMs: ports.clock.now() + 30 * 86_400_000 })
  const seatId = ports.random.uuid(ports.clock.now())
  const { caseId } = talk
  await takeSeat(db, { id: seatId, meetingId: eventId, caseId, topic: null, createdAt: new Date(ports.clock.now()) })
  return {
    ...seeded,
    eventId,
    seatId,
    talk,
    companion,
    room,
    seeker,
    mother,
    weeklyId,
    exceptionId,
    goalId: goals.changed ? (goals.goals[0]?.id ?? '') : '',
    readingId: reading.id,
    /** As a letter of this organisation carries it. */
    stopToken: await tokenFor(ports, seeded.organisation.id),
  }
}

async function tokenFor(ports: Ports, organisationId: string): Promise<string> {
  const key = await markKeyOf(ports.db, ports)
  const mark = await markOf(key, { organisationId, address: 'stranger@seeker.test' })
  return stopToken(key, { organisationId, mark })
}

/** The program over a database, with one scene and whoever may call. */
export async function seedWorld(db: Db, rest: Partial<Omit<Ports, 'clock' | 'mailer'>> & { now?: number } = {}) {
  const ports = testPorts(db, rest)
  const app = await fitting(
    createApp(
      () => ports,
      (c) => c.req.header('x-test-address') ?? '192.0.2.1',
    ),
  )
  const scene = await seedScene(ports)
  const signIn = (staffId: string) => signedIn(app, ports, staffId)
  const [counsellor, colleague, coordinator] = [
    await signIn(scene.counsellors[0].id),
    await signIn(scene.counsellors[1].id),
    await signIn(scene.coordinator.id),
  ]
  return {
    ports,
    app,
    scene,
    signIn,
    headers: {
      counsellor,
      colleague,
      coordinator,
      seeker: bearer(scene.talk.secret),
      companion: bearer(scene.companion.secret),
    },
  }
}

export const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })

export { testNow }
