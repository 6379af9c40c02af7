import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Language } from '../words/language.ts'
import * as m from '../words/paraglide-server/messages.js'

/** An event as a public calendar tells it. `id` is a UUID, the entry's UID. */
type PublicEvent = {
  id: string
  icsSequence: number
  startsAt: Date
  endsAt: Date
  title: string
  text: string
  url: string
}

const refreshSeconds = 3600

/** Public events as a calendar to subscribe to (RFC 7986, 5.7: read again every hour). Who subscribes is not made busy. */
export function eventsCalendar(
  events: readonly PublicEvent[],
  { language, nowMs }: { language: Language; nowMs: number },
): string {
  const calendar = ical({
    method: ICalCalendarMethod.PUBLISH,
    name: m.events_title({}, { locale: language }),
    prodId: { company: 'Fyrklang', product: 'Fyrklang', language },
    ttl: refreshSeconds,
  })
  for (const { id, icsSequence, startsAt, endsAt, title, text, url } of events) {
    const entry = calendar.createEvent({
      id,
      sequence: icsSequence,
      start: startsAt,
      end: endsAt,
      stamp: new Date(nowMs),
      summary: title,
      description: text,
      url,
      location: url,
      status: ICalEventStatus.CONFIRMED,
    })
    entry.transparency('TRANSPARENT' as Parameters<typeof entry.transparency>[0])
  }
  return `${calendar.toString()}\r\n`
}
