import { eventsCalendar } from '../calendar/events-calendar.ts'
import type { Event } from '../group/event.store.ts'
import type { Ports } from '../ports.ts'
import type { Language } from '../words/language.ts'
import * as m from '../words/paraglide-server/messages.js'

type Reading = Pick<Ports, 'clock' | 'settings'>

/** Coming events as a calendar that programs read again and again. */
export const calendarFeed = (events: readonly Event[], { clock, settings }: Reading, language: Language): string =>
  eventsCalendar(
    events.map((one) => ({
      ...one,
      url: urlOf(one, settings),
      title: one.title[language],
      text: one.purpose[language],
    })),
    { language, nowMs: clock.now() },
  )

const urlOf = ({ id }: Event, { publicUrl }: Reading['settings']) => `${publicUrl}/events/${id}`

/** Coming events as an Atom feed (RFC 4287). */
export function atomFeed(events: readonly Event[], { clock, settings }: Reading, language: Language): string {
  const locale = { locale: language }
  const self = `${settings.publicUrl}/api/events/feed.atom?lang=${language}`
  const entries = events.map((one) =>
    [
      '  <entry>',
      `    <id>urn:uuid:${one.id}</id>`,
      `    <title>${escaped(one.title[language])}</title>`,
      `    <link rel="alternate" type="text/html" href="${escaped(urlOf(one, settings))}"/>`,
      `    <updated>${one.changedAt.toISOString()}</updated>`,
      `    <author><name>${escaped(one.organisationName)}</name></author>`,
      ...one.topics.map((topic) => `    <category term="${escaped(topic)}"/>`),
      `    <summary>${escaped(`${startOf(one, language)}. ${one.purpose[language]}`)}</summary>`,
      '  </entry>',
    ].join('\n'),
  )
  return `${[
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `  <id>${escaped(`${settings.publicUrl}/events`)}</id>`,
    `  <title>${escaped(m.events_title({}, locale))}</title>`,
    `  <link rel="self" href="${escaped(self)}"/>`,
    `  <link rel="alternate" type="text/html" href="${escaped(`${settings.publicUrl}/events`)}"/>`,
    `  <updated>${new Date(clock.now()).toISOString()}</updated>`,
    ...entries,
    '</feed>',
  ].join('\n')}\n`
}

const startOf = ({ startsAt, zone }: Event, language: Language) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone: zone }).format(startsAt)

/** Text as XML 1.0 takes it: five signs as entities, and without those that it forbids. */
const escaped = (text: string) =>
  text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
