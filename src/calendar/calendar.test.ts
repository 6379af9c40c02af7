import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { talkCalendar, talkInvitation } from './calendar.ts'

const settings = {
  publicUrl: 'https://fyrklang.example',
  secretKey: 'x',
  mailFrom: 'Fyrklang <post@fyrklang.example>',
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

test.each([
  ['Fyrklang <post@example.org>', 'Fyrklang', 'mailto:post@example.org'],
  ['"Vägledning i Testkommun" <post@example.org>', 'Vägledning i Testkommun', 'mailto:post@example.org'],
  ['  Testkommun   < post@example.org >  ', 'Testkommun', 'mailto:post@example.org'],
  ['<post@example.org>', 'Fyrklang', 'mailto:post@example.org'],
  [' post@example.org ', 'Fyrklang', 'mailto:post@example.org'],
])('letters from %s are calendar entries of %s', (mailFrom, name, address) => {
  const organizer = parsed(talkCalendar(talk, reader, { ...settings, mailFrom }, now)).event.getFirstProperty(
    'organizer',
  )
  expect([organizer?.getParameter('cn'), organizer?.getFirstValue()]).toEqual([name, address])
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
  expect(lines.every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true)
})
