import { eq, inArray } from 'drizzle-orm'
import { counsellorsTalk } from '../../src/flows/counsellor-talk.ts'
import { agreeFollowUp } from '../../src/guidance/follow-up.store.ts'
import { proposeGoals } from '../../src/guidance/goal.store.ts'
import { approve, showDraft, writeDraft } from '../../src/guidance/konklusion.store.ts'
import { saveNotes } from '../../src/guidance/private-note.store.ts'
import { askScale } from '../../src/guidance/scale.store.ts'
import { followUp, goal, goalVersion, konklusion, privateNote, scaleReading } from '../../src/guidance/schema.ts'
import { yetToSeal } from '../../src/meeting/case-key.store.ts'
import { companion } from '../../src/meeting/schema.ts'
import type { Talk } from '../../src/meeting/talk.store.ts'
import type { Ports } from '../../src/ports.ts'
import { seedOrganisation } from '../setup/people.ts'
import type { Seeded } from '../setup/people.ts'
import { testPorts } from '../setup/ports.ts'
import { seedCompanion, seedTalk, theTalk } from '../setup/talk.ts'
import { atMost, forTheRecord, median } from './figure.ts'
import type { Figure } from './figure.ts'
import { withDatabase } from './own-database.ts'

const dayMs = 86_400_000
const earlierTalks = 5
const rounds = 300

/**
 * The counsellor's page of a talk with goals, a scale question, notes, what was agreed, a companion, and five Konklusions
 * before it: sealed, and as it stood before keys.
 */
export const run = (): Promise<Figure[]> =>
  withDatabase(async ({ db }) => {
    const ports = testPorts(db)
    const seeded = await seedOrganisation(db)
    const [sealed, plain] = [await written(ports, seeded, 0), await written(ports, seeded, 10)]
    for (const id of plain.ids) await unseal(ports, id)
    const times: Record<'sealed' | 'plain', number[]> = { sealed: [], plain: [] }
    for (let round = -20; round < rounds; round++) {
      // In turn, so that whatever slows this machine slows both.
      for (const [kind, { talk }] of Object.entries({ sealed, plain }) as ['sealed' | 'plain', { talk: Talk }][]) {
        const started = performance.now()
        await counsellorsTalk(ports, talk, 'Europe/Stockholm')
        if (round >= 0) times[kind].push(performance.now() - started)
      }
    }
    return [
      forTheRecord('talk_page_plain_ms', median(times.plain), 'ms'),
      forTheRecord('talk_page_sealed_ms', median(times.sealed), 'ms'),
      atMost('talk_page_sealed_against_plain', median(times.sealed) / median(times.plain), 1.2, 'x'),
    ]
  })

const body = { summary: 'Vi har talat om vägar till yrket. '.repeat(20), goals: [], actions: [], links: [] }

const notes = 'Verkar trött, vill ha tid att tänka. '.repeat(10)
const goals = ['Veta vilka program som leder dit jag vill', 'Våga ringa skolan', 'Hitta en praktikplats']
const question = 'Hur säker är du på ditt val?'
const note = 'Fråga hur det gick på öppet hus'

/** A case with approved Konklusions, and its newest talk. */
async function written(ports: Ports, seeded: Seeded, firstDay: number) {
  const ids: string[] = []
  let caseId: string | undefined
  for (let day = firstDay; day <= firstDay + earlierTalks; day++) {
    const startsMs = ports.clock.now() + day * dayMs
    const talk = await seedTalk(ports, seeded, { startsMs, ...(caseId !== undefined && { caseId }) })
    caseId = talk.caseId
    ids.push(talk.id)
    await saveNotes(ports.db, ports, talk.id, notes)
    await proposeGoals(ports.db, ports, talk.id, goals)
    await askScale(ports.db, ports, talk.id, { moment: 'start', question })
    const agreed = { kind: 'welcome_back' as const, dueOn: null, nextBookingId: null, note, question: null }
    const { id: bookingId } = talk
    const counsellorId = seeded.counsellors[0].id
    await agreeFollowUp(ports.db, ports, { ...agreed, bookingId, caseId, counsellorId })
    await seedCompanion(ports, talk.id)
    await writeDraft(ports.db, ports, talk.id, body)
    await showDraft(ports.db, ports, talk.id, body)
    await approve(ports.db, ports, talk.id, 1)
  }
  return { ids, talk: await theTalk(ports, ids.at(-1) ?? '') }
}

async function unseal({ db }: Ports, id: string): Promise<void> {
  await db
    .update(privateNote)
    .set({ text: yetToSeal(notes) })
    .where(eq(privateNote.bookingId, id))
  await db
    .update(konklusion)
    .set({ body: yetToSeal(body) })
    .where(eq(konklusion.bookingId, id))
  const own = db.select({ id: goal.id }).from(goal).where(eq(goal.bookingId, id))
  await db
    .update(goalVersion)
    .set({ text: yetToSeal(goals[0] ?? '') })
    .where(inArray(goalVersion.goalId, own))
  await db
    .update(scaleReading)
    .set({ question: yetToSeal(question) })
    .where(eq(scaleReading.bookingId, id))
  await db
    .update(followUp)
    .set({ note: yetToSeal(note) })
    .where(eq(followUp.bookingId, id))
  await db
    .update(companion)
    .set({ label: yetToSeal('min mamma') })
    .where(eq(companion.bookingId, id))
}

if (import.meta.main) for (const figure of await run()) console.log(figure)
