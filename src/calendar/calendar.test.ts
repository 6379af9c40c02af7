import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { talkCalendar, talkInvitation } from './calendar.ts'

const settings = {
  publicUrl: 'https://fyrklang.example',
  secretKey: 'x',
  mailFrom: { name: 'Fyrklang', address: 'post@fyrklang.example' },
  mailReplyTo: null,
  mailbox: false,
  bookingsPerHour: null,
}
/** Wednesday 7 October 2026, 14:00 in Stockholm. */
const talkStart = Date.UTC(2026, 9, 7, 12)
const talk = {
  uid: '0199c000-0000-7000-8000-000000000001',
  sequence: 0,
  startsAt: new Date(talkStart),
  endsAt: new Date(talkStart + 45 * 60_000),
  state: 'booked',
}
const reader = { language: 'sv', fullSummary: false, url: 'https://fyrklang.example/my' } as const
const now = talkStart - 86_400_000

type Changes = Partial<typeof talk> & { email: string }

const invitation = (method: 'REQUEST' | 'CANCEL', { email, ...change }: Changes) =>
  talkInvitation(method, { talk: { ...talk, ...change }, reader: { ...reader, email }, settings, nowMs: now })

function parsed(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const event = calendar.getFirstSubcomponent('vevent')
  if (!event) throw new Error('no event')
  return { calendar, event, value: (name: string) => String(event.getFirstPropertyValue(name) ?? '') }
}

test('a downloaded talk says when it is, in UTC, and names nobody', () => {
  const { calendar, event, value } = parsed(talkCalendar(talk, reader, settings, now))
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH')
  expect(event.getFirstPropertyValue('dtstart')?.toString()).toBe('2026-10-07T12:00:00Z')
  expect(event.getFirstPropertyValue('dtend')?.toString()).toBe('2026-10-07T12:45:00Z')
  expect(event.getAllProperties('attendee')).toEqual([])
  expect(value('summary')).toBe('Samtal')
  expect(value('organizer')).toBe('mailto:post@fyrklang.example')
})

test('an invitation names its recipient and no other attendee', () => {
  const { event } = parsed(invitation('REQUEST', { email: 'seeker@example.org' }).content)
  expect(event.getAllProperties('attendee').map((property) => String(property.getFirstValue()).toLowerCase())).toEqual([
    'mailto:seeker@example.org',
  ])
})

test('an invitation is answered already, so that nobody’s calendar writes to the service', () => {
  const { method, content } = invitation('REQUEST', { email: 'a@example.org' })
  const { calendar, event } = parsed(content)
  expect([method, calendar.getFirstPropertyValue('method')]).toEqual(['REQUEST', 'REQUEST'])
  const attendee = event.getFirstProperty('attendee')
  expect(['partstat', 'rsvp', 'role'].map((name) => attendee?.getParameter(name))).toEqual([
    'ACCEPTED',
    'FALSE',
    'REQ-PARTICIPANT',
  ])
})

test('an entry says when it was written, by which program in which language, and where to read more', () => {
  const { calendar, event, value } = parsed(talkCalendar(talk, reader, settings, now))
  expect(event.getFirstPropertyValue('dtstamp')?.toString()).toBe('2026-10-06T12:00:00Z')
  expect(calendar.getFirstPropertyValue('prodid')).toBe('-//Fyrklang//Fyrklang//SV')
  expect(value('url')).toBe('https://fyrklang.example/my')
})

test.each([
  ['sv', false, 'Samtal'],
  ['sv', true, 'Vägledningssamtal'],
  ['en', false, 'Appointment'],
  ['en', true, 'Guidance talk'],
] as const)('an entry in %s, fuller: %s, says "%s"', (language, fullSummary, summary) => {
  expect(parsed(talkCalendar(talk, { ...reader, language, fullSummary }, settings, now)).value('summary')).toBe(summary)
})

test.each([
  ['PUBLISH', 'booked', 'CONFIRMED'],
  ['PUBLISH', 'held', 'CONFIRMED'],
  ['PUBLISH', 'cancelled', 'CANCELLED'],
  ['REQUEST', 'booked', 'CONFIRMED'],
  ['CANCEL', 'booked', 'CANCELLED'],
] as const)('sent as %s, a talk that is %s stands as %s', (method, state, status) => {
  const entry =
    method === 'PUBLISH'
      ? talkCalendar({ ...talk, state }, reader, settings, now)
      : invitation(method, { email: 'a@example.org', state }).content
  expect(parsed(entry).value('status')).toBe(status)
})

const address = 'post@example.org'
const vux = { name: 'Lund', address: 'vux@example.org' }
test.each([
  [{ name: 'Malmö, Lunds "Vux"', address }, null, 'Malmö, Lunds "Vux"', 'mailto:post@example.org', undefined],
  [{ name: 'Lund; a:b', address }, null, 'Lund; a:b', 'mailto:post@example.org', undefined],
  [{ name: '', address }, null, 'Fyrklang', 'mailto:post@example.org', undefined],
  [{ name: 'Fyrklang', address }, vux, 'Lund', 'mailto:vux@example.org', 'mailto:post@example.org'],
  [
    { name: 'Fyrklang', address },
    { ...vux, name: '' },
    'Fyrklang',
    'mailto:vux@example.org',
    'mailto:post@example.org',
  ],
])('letters from %o, answered to %o, are entries of %s', (mailFrom, mailReplyTo, name, organizer, sentBy) => {
  const property = parsed(
    talkCalendar(talk, reader, { ...settings, mailFrom, mailReplyTo }, now),
  ).event.getFirstProperty('organizer')
  expect([property?.getParameter('cn'), property?.getFirstValue(), property?.getParameter('sent-by')]).toEqual([
    name,
    organizer,
    sentBy,
  ])
})

test('an entry leads to the talk wherever a calendar looks, and rings a quarter of an hour before', () => {
  const { event, value } = parsed(invitation('REQUEST', { email: 'a@example.org' }).content)
  expect(value('location')).toBe(reader.url)
  expect(value('description')).toBe(`Här hittar du till din tid: ${reader.url}`)
  const alarm = event.getFirstSubcomponent('valarm')
  expect(['action', 'trigger'].map((name) => String(alarm?.getFirstPropertyValue(name)))).toEqual(['DISPLAY', '-PT15M'])
  const cancelled = parsed(invitation('CANCEL', { email: 'a@example.org' }).content)
  expect(cancelled.event.getAllSubcomponents('valarm')).toEqual([])
})

test('a talk that moves and is cancelled keeps its UID, and its SEQUENCE goes up', () => {
  const booked = parsed(invitation('REQUEST', { email: 'a@example.org' }).content)
  const moved = parsed(invitation('REQUEST', { email: 'a@example.org', sequence: 1 }).content)
  const cancelled = parsed(invitation('CANCEL', { email: 'a@example.org', sequence: 2 }).content)
  expect(new Set([booked, moved, cancelled].map(({ value }) => value('uid')))).toEqual(new Set([talk.uid]))
  expect([booked, moved, cancelled].map(({ value }) => value('sequence'))).toEqual(['0', '1', '2'])
  expect(cancelled.calendar.getFirstPropertyValue('method')).toBe('CANCEL')
  expect(cancelled.value('status')).toBe('CANCELLED')
})

test('every address stays one attendee of one event', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (email) => {
      const { calendar, event } = parsed(invitation('REQUEST', { email }).content)
      expect(calendar.getAllSubcomponents('vevent')).toHaveLength(1)
      expect(event.getAllProperties('attendee')).toHaveLength(1)
    }),
  )
})

test('lines are no longer than RFC 5545 wants them and end in CRLF', () => {
  const { content } = talkInvitation('REQUEST', {
    talk,
    reader: { ...reader, url: `https://fyrklang.example/${'å'.repeat(90)}`, email: 'a@example.org' },
    settings,
    nowMs: now,
  })
  const lines = content.split('\r\n')
  expect(lines.length).toBeGreaterThan(10)
  expect(content.replaceAll('\r\n', '')).not.toContain('\n')
  for (const file of [content, talkCalendar(talk, reader, settings, now)]) expect(file).toMatch(/END:VCALENDAR\r\n$/)
  expect(lines.every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true)
})
