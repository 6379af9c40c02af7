import { planEvent } from '../../src/flows/plan-event.ts'
import { newEvent } from '../../src/group/event.ts'
import type { Ports } from '../../src/ports.ts'
import type { Seeded } from './people.ts'

const inAll = (text: string) => ({ sv: text, da: text, en: text })

type Wanted = {
  startsMs: number
  capacity?: number
  kind?: 'group' | 'webinar' | 'open_house'
  recurrence?: string
  hosts?: string[]
}

/** Plans a webinar of an hour in Swedish with the first counsellor. Gives the ids of its dates. */
export async function plannedEvent(
  ports: Ports,
  { organisation, counsellors }: Seeded,
  { startsMs, capacity = 3, kind = 'webinar', recurrence, hosts = [counsellors[0].id] }: Wanted,
): Promise<[string, ...string[]]> {
  const body = newEvent.parse({
    kind,
    title: inAll('Att välja utbildning'),
    purpose: inAll('Om hur man väljer'),
    topics: ['Gymnasiet'],
    start: new Date(startsMs).toISOString(),
    minutes: 60,
    capacity,
    hosts,
    language: 'sv',
    ...(recurrence !== undefined && { recurrence }),
  })
  const planned = await planEvent(ports, { organisationId: organisation.id, zone: 'Europe/Stockholm' }, body)
  if ('misfit' in planned) throw new Error(JSON.stringify(planned))
  const [first, ...rest] = planned.ids
  if (first === undefined) throw new Error('a series has a date')
  return [first, ...rest]
}

export const registrationIn = (language = 'sv') => ({ language, zone: 'Europe/Stockholm', lettersLanguage: 'sv' })
