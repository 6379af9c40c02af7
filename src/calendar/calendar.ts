import ical, {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator'
import * as m from '../words/paraglide-server/messages.js'
import type { Language } from '../words/language.ts'
import type { Settings } from '../ports.ts'
import { inOneLine } from '../words/mailbox.ts'

/** What a calendar may know of a talk. */
type CalendarTalk = {
  /** RFC 7986, 5.3: a UUID and nothing that names a machine. It stays when the talk moves. */
  uid: string
  /** RFC 5545, 3.8.7.4: up by one with every change that calendars show. */
  sequence: number
  startsAt: Date
  endsAt: Date
  state: string
}

/** Who reads the entry. Without `fullSummary` it says no more than that there is an appointment. */
type CalendarReader = { language: Language; fullSummary: boolean; url: string }

/**
 * One talk as a file to download (RFC 5546, 3.2.1: `PUBLISH` has no attendees). No name, key or topic in it.
 *
 * @param nowMs epoch ms, written as DTSTAMP
 */
export function talkCalendar(talk: CalendarTalk, reader: CalendarReader, settings: Settings, nowMs: number): string {
  return `${entry(ICalCalendarMethod.PUBLISH, { talk, reader, settings, nowMs }).calendar.toString()}\r\n`
}

/**
 * One talk as an invitation or its withdrawal (RFC 5546, 3.2.2 and 3.2.5), for the letter to one recipient:
 * the only attendee it names.
 */
export function talkInvitation(
  method: 'REQUEST' | 'CANCEL',
  invitation: Entry & { reader: { email: string } },
): { method: 'REQUEST' | 'CANCEL'; content: string } {
  const { calendar, event } = entry(ICalCalendarMethod[method], invitation)
  event.createAttendee({
    email: invitation.reader.email,
    // Whoever booked has said yes already; asking for an answer would send mail to the service.
    status: ICalAttendeeStatus.ACCEPTED,
    role: ICalAttendeeRole.REQ,
    rsvp: false,
  })
  return { method, content: `${calendar.toString()}\r\n` }
}

type Entry = { talk: CalendarTalk; reader: CalendarReader; settings: Settings; nowMs: number }

const alarmSeconds = 15 * 60

function entry(method: ICalCalendarMethod, { talk, reader, settings, nowMs }: Entry) {
  const locale = { locale: reader.language }
  const calendar = ical({
    method,
    prodId: { company: 'Fyrklang', product: 'Fyrklang', language: reader.language },
  })
  const cancelled = method === ICalCalendarMethod.CANCEL || talk.state === 'cancelled'
  const event = calendar.createEvent({
    id: talk.uid,
    sequence: talk.sequence,
    start: talk.startsAt,
    end: talk.endsAt,
    stamp: new Date(nowMs),
    summary: reader.fullSummary ? m.letter_calendar_summary_full({}, locale) : m.letter_calendar_summary({}, locale),
    // Many calendars show no URL: the way to the talk stands where they look for the place, too.
    url: reader.url,
    location: reader.url,
    description: m.letter_calendar_description({ url: reader.url }, locale),
    organizer: organizer(settings),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  if (!cancelled) event.createAlarm({ type: ICalAlarmType.display, trigger: alarmSeconds })
  return { calendar, event }
}

/** Calendars send a yes or no to the organizer: to whoever reads answers, and otherwise to the sender. */
function organizer({ mailFrom, mailReplyTo }: Settings): { name: string; email: string; sentBy?: string } {
  const { name, address } = mailReplyTo ?? mailFrom
  return {
    name: inOneLine(name || mailFrom.name) || 'Fyrklang',
    email: address,
    // RFC 5545, 3.2.18: who speaks for the organizer.
    ...(address === mailFrom.address ? {} : { sentBy: mailFrom.address }),
  }
}
