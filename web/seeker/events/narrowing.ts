import { useNavigate, useSearch } from '@tanstack/react-router'
import { eventKinds } from '../../../src/meeting/meeting.ts'
import type { EventList, EventsAsked } from './events-api.ts'

const parts = ['kind', 'topic', 'language', 'organisation'] as const
export type Part = (typeof parts)[number]
export type Narrowing = Pick<EventsAsked, Part>

/** What the list is narrowed by stands in the address: it can be sent on, and "back" comes back to it. */
export function useNarrowing(): [Narrowing, (change: Partial<Record<Part, string>>) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const written = parts.flatMap((part) => {
    const value = search[part]
    // The address may hold a number where a word was meant, as `topic=2027`.
    return typeof value === 'string' || typeof value === 'number' ? [[part, String(value)] as const] : []
  })
  const narrowing = Object.fromEntries(written.filter(([part, value]) => part !== 'kind' || isKind(value)))
  return [
    narrowing,
    (change) => {
      const next = Object.entries({ ...narrowing, ...change }).filter(([, value]) => value)
      void navigate({ to: '/events', search: Object.fromEntries(next), replace: true })
    },
  ]
}

const isKind = (kind: string) => eventKinds.some((one) => one === kind)

/** Where programs read the same list. */
export function feedAddress(kind: 'atom' | 'ics', narrowing: Narrowing, lang: string): string {
  const query = new URLSearchParams(Object.entries({ ...narrowing, lang }).map(([key, value]) => [key, String(value)]))
  return `/api/events/feed.${kind}?${query}`
}

/** A part is worth asking for when there is more than one of it, and stays while something of it is chosen. */
export function choicesOf(choices: EventList['choices'], narrowing: Narrowing): { part: Part; values: string[] }[] {
  const all: Record<Part, string[]> = {
    kind: choices.kinds,
    topic: choices.topics,
    language: choices.languages,
    organisation: choices.organisations.map(({ id }) => id),
  }
  return parts.flatMap((part) => {
    const chosen = narrowing[part]
    const values = chosen && !all[part].includes(chosen) ? [...all[part], chosen] : all[part]
    return values.length > 1 || chosen ? [{ part, values }] : []
  })
}
