import type { Counsellor, SlotRules } from '../../src/availability/slot.ts'

const dayMs = 86_400_000
const minuteMs = 60_000

/** 14 September 2026, a Monday: eight weeks from here hold the end of summer time. */
export const sceneStart = Date.UTC(2026, 8, 14)

export const sceneRules: SlotRules = {
  minutes: 45,
  bufferBeforeMinutes: 5,
  bufferAfterMinutes: 10,
  minNoticeMinutes: 120,
  maxNoticeDays: 90,
  gridMinutes: 30,
  zone: 'Europe/Stockholm',
}

/** Counsellors of a pool: weekday hours, two evenings across midnight, a lunch, a week away, three talks a day. */
export function availabilityOf(people: number, days: number) {
  const counsellors = Array.from({ length: people }, (_, person): Counsellor => ({
    id: `counsellor-${person}`,
    weekly: weeklyOf(person),
    extra: [
      {
        from: sceneStart + (5 + (person % 7)) * dayMs,
        until: sceneStart + (5 + (person % 7)) * dayMs + 180 * minuteMs,
      },
    ],
    absences: [{ from: sceneStart + (person % 6) * 7 * dayMs, until: sceneStart + ((person % 6) * 7 + 5) * dayMs }],
    busy: Array.from({ length: days * 3 }, (_, talk) => {
      const from =
        sceneStart + Math.floor(talk / 3) * dayMs + (6 * 60 + (talk % 3) * 150 + (person % 5) * 30 - 5) * minuteMs
      return { from, until: from + 60 * minuteMs }
    }),
  }))
  return {
    rules: sceneRules,
    counsellors,
    span: { from: sceneStart, until: sceneStart + days * dayMs, now: sceneStart - 3_600_000 },
  }
}

export function weeklyOf(person: number) {
  const zone = ['Europe/Stockholm', 'Europe/Copenhagen', 'Europe/Helsinki'][person % 3] ?? 'Europe/Stockholm'
  const always = { zone, firstDate: '2026-01-01', lastDate: null }
  return [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, fromMinute: 8 * 60, untilMinute: 12 * 60, ...always },
    { weekday, fromMinute: 13 * 60, untilMinute: 17 * 60, ...always },
    ...(weekday === 2 || weekday === 4 ? [{ weekday, fromMinute: 20 * 60, untilMinute: 30, ...always }] : []),
  ])
}
