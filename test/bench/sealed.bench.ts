import { eq } from 'drizzle-orm'
import { counsellorsTalk } from '../../src/flows/counsellor-talk.ts'
import { approve, showDraft, writeDraft } from '../../src/guidance/konklusion.store.ts'
import { saveNotes } from '../../src/guidance/private-note.store.ts'
import { konklusion, privateNote } from '../../src/guidance/schema.ts'
import { yetToSeal } from '../../src/meeting/case-key.store.ts'
import type { Talk } from '../../src/meeting/talk.store.ts'
import type { Ports } from '../../src/ports.ts'
import { seedOrganisation } from '../setup/people.ts'
import type { Seeded } from '../setup/people.ts'
import { testPorts } from '../setup/ports.ts'
import { seedTalk, theTalk } from '../setup/talk.ts'
import { atMost, forTheRecord, median } from './figure.ts'
import type { Figure } from './figure.ts'
import { withDatabase } from './own-database.ts'

const dayMs = 86_400_000
const earlierTalks = 5
const rounds = 300

/** The counsellor's page of a talk with notes and five Konklusions before it: sealed, and as it stood before keys. */
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

/** A case with approved Konklusions, and its newest talk. */
async function written(ports: Ports, seeded: Seeded, firstDay: number) {
  const ids: string[] = []
  let caseId: string | undefined
  for (let day = firstDay; day <= firstDay + earlierTalks; day++) {
    const startsMs = ports.clock.now() + day * dayMs
    const talk = await seedTalk(ports, seeded, { startsMs, ...(caseId !== undefined && { caseId }) })
    caseId = talk.caseId
    ids.push(talk.id)
    await saveNotes(ports.db, ports, talk.id, 'Verkar trött, vill ha tid att tänka. '.repeat(10))
    await writeDraft(ports.db, ports, talk.id, body)
    await showDraft(ports.db, ports, talk.id, body)
    await approve(ports.db, ports, talk.id, 1)
  }
  return { ids, talk: await theTalk(ports, ids.at(-1) ?? '') }
}

async function unseal({ db }: Ports, id: string): Promise<void> {
  await db
    .update(privateNote)
    .set({ text: yetToSeal('Verkar trött, vill ha tid att tänka. '.repeat(10)) })
    .where(eq(privateNote.bookingId, id))
  await db
    .update(konklusion)
    .set({ body: yetToSeal(body) })
    .where(eq(konklusion.bookingId, id))
}

if (import.meta.main) for (const figure of await run()) console.log(figure)
