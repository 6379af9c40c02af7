import { expect, it } from 'vitest'
import type { Form } from '../meeting/booking.ts'
import { bookedForm } from './agree-follow-up.ts'

const doorOpens = '2026-11-24T11:45:00Z'

it.each<[string, Form, [Form, string][], Form]>([
  ['the one that was booked, where it never changed', 'video', [], 'video'],
  ['the one that the seeker chose before the day', 'phone', [['video', '2026-11-20T09:00:00Z']], 'phone'],
  ['not the way out when the picture failed', 'phone', [['video', '2026-11-24T12:05:00Z']], 'video'],
  [
    'not the last of several ways out',
    'text',
    [
      ['video', '2026-11-24T11:45:00Z'],
      ['audio', '2026-11-24T12:05:00Z'],
      ['phone', '2026-11-24T12:10:00Z'],
    ],
    'video',
  ],
  [
    'the one that the seeker chose before, when that failed in its turn',
    'text',
    [
      ['video', '2026-11-20T09:00:00Z'],
      ['phone', '2026-11-24T12:05:00Z'],
    ],
    'phone',
  ],
])('the form of a next talk is %s', (_, now, changes, booked) => {
  expect(
    bookedForm(
      now,
      changes.map(([from, at]) => ({ from, at: new Date(at) })),
      Date.parse(doorOpens),
    ),
  ).toBe(booked)
})
