import { nearDate } from '../../client/near-day.ts'
import { serverNow } from '../../client/server-now.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { clockRange, formatWall } from '../../i18n/time.ts'
import type { Wall } from '../../i18n/time.ts'
import type { EventInList, EventKind } from './events-api.ts'

export function kindName(kind: EventKind): string {
  if (kind === 'group') return m.seeker_event_kind_group()
  return kind === 'webinar' ? m.seeker_event_kind_webinar() : m.seeker_event_kind_open_house()
}

/** What it is like to be there, in a sentence. */
export function kindLike(kind: EventKind): string {
  if (kind === 'group') return m.seeker_event_like_group()
  return kind === 'webinar' ? m.seeker_event_like_webinar() : m.seeker_event_like_open_house()
}

export function seatsName(seats: EventInList['seats']): string {
  if (seats === 'free') return m.seeker_event_seats_free()
  return seats === 'few' ? m.seeker_event_seats_few() : m.seeker_event_seats_full()
}

/** What helps to take part, each in a word or two. */
export const accessNames = ({ captions, signLanguage, textOnly }: Access): string[] => [
  ...(captions ? [m.seeker_event_captions()] : []),
  ...(signLanguage ? [m.seeker_event_sign_language()] : []),
  ...(textOnly ? [m.seeker_event_text_only()] : []),
]
type Access = Pick<EventInList, 'captions' | 'signLanguage' | 'textOnly'>

/** `i morgon, fredag 27 november`, with the year when it is another than now: a calendar goes a year ahead. */
export function eventDate(local: string, zone: string): string {
  const year = local.slice(0, 4)
  if (year === new Date(serverNow()).toISOString().slice(0, 4)) return nearDate(local, zone)
  return formatWall(local, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
}

/** `fredag 27 november, 14:00–15:00` */
export const eventTime = (wall: Wall): string => `${eventDate(wall.start, wall.zone)}, ${clockRange(wall)}`
