import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { letterFacts, talkStart } from '../../test/setup/letter-facts.ts'
import { talkCalendar, talkInvitation } from './calendar.ts'

const settings = {
  publicUrl: 'https://fyrklang.example',
  secretKey: 'x',
  mailFrom: 'Fyrklang <post@fyrklang.example>',
  mailbox: false,
  bookingsPerHour: null,
}
const { talk } = letterFacts()
const reader = { language: 'sv', fullSummary: false, url: 'https://fyrklang.example/my' } as const
const now = talkStart - 86_400_000

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
  const { event } = parsed(
    talkInvitation('REQUEST', talk, { ...reader, email: 'seeker@example.org' }, settings, now).content,
  )
  expect(event.getAllProperties('attendee').map((property) => String(property.getFirstValue()).toLowerCase())).toEqual([
    'mailto:seeker@example.org',
  ])
})

test('a talk that moves and is cancelled keeps its UID, and its SEQUENCE goes up', () => {
  const booked = parsed(talkInvitation('REQUEST', talk, { ...reader, email: 'a@example.org' }, settings, now).content)
  const moved = parsed(
    talkInvitation('REQUEST', { ...talk, version: 1 }, { ...reader, email: 'a@example.org' }, settings, now).content,
  )
  const cancelled = parsed(
    talkInvitation('CANCEL', { ...talk, version: 2 }, { ...reader, email: 'a@example.org' }, settings, now).content,
  )
  expect(new Set([booked, moved, cancelled].map(({ value }) => value('uid')))).toEqual(new Set([talk.id]))
  expect([booked, moved, cancelled].map(({ value }) => value('sequence'))).toEqual(['0', '1', '2'])
  expect(cancelled.calendar.getFirstPropertyValue('method')).toBe('CANCEL')
  expect(cancelled.value('status')).toBe('CANCELLED')
})

test('every address stays one attendee of one event', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (email) => {
      const { calendar, event } = parsed(talkInvitation('REQUEST', talk, { ...reader, email }, settings, now).content)
      expect(calendar.getAllSubcomponents('vevent')).toHaveLength(1)
      expect(event.getAllProperties('attendee')).toHaveLength(1)
    }),
  )
})

test('lines are no longer than RFC 5545 wants them and end in CRLF', () => {
  const { content } = talkInvitation(
    'REQUEST',
    talk,
    { ...reader, url: `https://fyrklang.example/${'å'.repeat(90)}`, email: 'a@example.org' },
    settings,
    now,
  )
  const lines = content.split('\r\n')
  expect(lines.length).toBeGreaterThan(10)
  expect(content.replaceAll('\r\n', '')).not.toContain('\n')
  expect(lines.every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true)
})
