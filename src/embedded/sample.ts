import { addWeekly } from '../availability/hours.store.ts'
import { localDate } from '../time/local-time.ts'
import { addService } from '../availability/service.store.ts'
import { shortChecklist, shortChecklistTitle, talkChecklist, talkChecklistTitle } from '../checklist/starter.ts'
import { addTemplate } from '../checklist/store.ts'
import type { Tx } from '../db/client.ts'
import { addMember, addOrganisation, setUpOnce } from '../people/store.ts'
import type { Ports } from '../ports.ts'
import { shortService, talkService } from './sample-service.ts'

/** Addresses under example.org reach nobody (RFC 2606); a first start prints links for them. */
export const sampleAddresses = {
  counsellor: 'astrid.exempelsson@example.org',
  otherCounsellor: 'mikkel.eksempelsen@example.org',
  coordinator: 'siv.samordnare@example.org',
}

const zone = 'Europe/Stockholm'

/**
 * Fills an empty database with one organisation that says on every page that it is sample data. Does nothing
 * where there is an organisation already.
 *
 * @returns false when nothing was made
 */
export function makeSampleData(ports: Ports): Promise<boolean> {
  return setUpOnce(ports.db, async function makeAll(tx) {
    const { id } = await addOrganisation(tx, ports, { name: 'Exempelvägledningen (exempeldata)', zone, sample: true })
    const [astrid, mikkel] = await makePeople(tx, ports, id)
    await makeHours(tx, ports, astrid, mikkel)
    await makeServices(tx, ports, id, [astrid, mikkel])
    return true
  })
}

async function makePeople(tx: Tx, ports: Ports, organisationId: string): Promise<[astrid: string, mikkel: string]> {
  const common = { organisationId, zone, counsellor: true, coordinator: false }
  const astrid = await addMember(tx, ports, {
    ...common,
    name: 'Astrid Exempelsson',
    email: sampleAddresses.counsellor,
    language: 'sv',
    talkLanguages: ['sv', 'en'],
  })
  const mikkel = await addMember(tx, ports, {
    ...common,
    name: 'Mikkel Eksempelsen',
    email: sampleAddresses.otherCounsellor,
    language: 'da',
    talkLanguages: ['da', 'sv', 'en'],
  })
  await addMember(tx, ports, {
    ...common,
    name: 'Siv Samordnare (exempel)',
    email: sampleAddresses.coordinator,
    language: 'sv',
    talkLanguages: [],
    counsellor: false,
    coordinator: true,
  })
  if (!astrid || !mikkel) throw new Error('the sample addresses are taken')
  return [astrid, mikkel]
}

/** Days, two evenings each, a Saturday and a Sunday evening; ISO weekdays, hours of the clock, from today on. */
const hours = {
  astrid: [
    [1, 9, 15],
    [2, 9, 12],
    [2, 17, 20.5],
    [3, 9, 15],
    [4, 12, 16],
    [4, 17, 20.5],
    [7, 17, 20],
  ],
  mikkel: [
    [1, 12, 16],
    [1, 18, 21],
    [2, 10, 16],
    [3, 18, 21],
    [4, 10, 16],
    [5, 9, 15],
    [6, 10, 13],
  ],
} as const

async function makeHours(tx: Tx, ports: Ports, astrid: string, mikkel: string): Promise<void> {
  const nowMs = ports.clock.now()
  const firstDate = localDate(nowMs, zone)
  const rows = [
    ...hours.astrid.map((line) => [astrid, ...line] as const),
    ...hours.mikkel.map((line) => [mikkel, ...line] as const),
  ]
  for (const [counsellorId, weekday, from, until] of rows) {
    const id = ports.random.uuid(nowMs)
    await addWeekly(tx, {
      id,
      counsellorId,
      weekday,
      fromMinute: from * 60,
      untilMinute: until * 60,
      zone,
      firstDate,
      lastDate: null,
    })
  }
}

async function makeServices(tx: Tx, ports: Ports, organisationId: string, counsellorIds: string[]): Promise<void> {
  const talkList = await addTemplate(tx, ports, { organisationId, title: talkChecklistTitle, items: talkChecklist })
  const shortList = await addTemplate(tx, ports, { organisationId, title: shortChecklistTitle, items: shortChecklist })
  await addService(tx, ports, organisationId, { ...talkService, zone, checklistTemplateId: talkList, counsellorIds })
  // Services are listed in the order in which they were made, to the millisecond.
  const next = { ...ports, clock: { now: () => ports.clock.now() + 1 } }
  await addService(tx, next, organisationId, { ...shortService, zone, checklistTemplateId: shortList, counsellorIds })
}
