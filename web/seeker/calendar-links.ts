/** What a calendar is told of a talk: no name and no topic. Instants are RFC 3339 UTC. */
export type Appointment = { summary: string; description: string; url: string; start: string; end: string }

/**
 * Pages of calendars that ask whether this entry is to be kept. Nothing is sent there until the person opens them.
 * Neither Google nor Outlook documents theirs; both have been linked to from all over the web for many years. Outlook has
 * one for personal accounts and one for those of schools and work.
 */
export function calendarLinks({ summary, description, url, start, end }: Appointment) {
  const outlook = {
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: summary,
    startdt: start,
    enddt: end,
    body: description,
    location: url,
  }
  return {
    google: addressOf('https://calendar.google.com/calendar/render', {
      action: 'TEMPLATE',
      text: summary,
      dates: `${compact(start)}/${compact(end)}`,
      details: description,
      location: url,
    }),
    outlook: addressOf('https://outlook.live.com/calendar/0/deeplink/compose', outlook),
    outlookWork: addressOf('https://outlook.office.com/calendar/0/deeplink/compose', outlook),
  }
}

/** `URLSearchParams` writes a space as `+`, which Outlook shows as it stands. */
const addressOf = (page: string, query: Record<string, string>) =>
  `${page}?${Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`

/** RFC 5545, 3.3.5, form 2: `20261012T070000Z`. */
const compact = (instant: string) => `${new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '')}`
