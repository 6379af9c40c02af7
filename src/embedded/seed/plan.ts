import type { Form } from '../../availability/form.ts'
import type { Outcome } from '../../meeting/meeting.ts'
import type { Language } from '../../words/language.ts'
import { aliases, stories } from './words.ts'

/** A free time of a counsellor: epoch ms. */
export type Slot = { counsellorId: string; startMs: number }

/** What is made up of one talk. `seeker` counts seekers: the same number is the same case. */
export type PlannedTalk = Slot & {
  seeker: number
  alias: string | null
  email: string | null
  language: Language
  form: Form
  story: (typeof stories)[Language][number]
  readiness: number | null
  camera: 'on' | 'off' | 'later'
  /** Null for one that lies ahead. */
  outcome: Outcome | 'cancelled' | null
  konklusion: 'none' | 'draft' | 'ready' | 'approved'
  followUp: 'none' | 'welcome_back' | 'check_in' | 'call' | null
  lateMinutes: number
}

/** So many of the times that have been were taken, and of those to come: there is something left to book. */
const taken = { before: 0.85, ahead: 0.4 }

/**
 * Makes up `most` talks over free times, the latest first; fewer when there are fewer times. The same times and the same
 * `seed` give the same talks.
 *
 * @param slots latest first; times of one counsellor do not overlap
 */
export function planTalks(slots: Iterable<Slot>, most: number, nowMs: number, seed = 1): PlannedTalk[] {
  const random = randomOf(seed)
  const planned: PlannedTalk[] = []
  for (const slot of slots) {
    if (planned.length >= most) break
    if (random() > (slot.startMs > nowMs ? taken.ahead : taken.before)) continue
    planned.push(talkOf(slot, planned.length, nowMs, random))
  }
  return planned
}

function talkOf(slot: Slot, index: number, nowMs: number, random: () => number): PlannedTalk {
  const language = pick<Language>(random, { sv: 6, da: 3, en: 1 })
  const among = stories[language]
  const seeker = index > 20 && random() < 0.25 ? Math.floor(random() * index) : index
  const over = slot.startMs + 3_600_000 < nowMs
  const ended = pick(random, { held: 84, cancelled: 8, no_show_seeker: 5, broken_off: 2, no_show_counsellor: 1 })
  const outcome = over ? ended : random() < 0.05 ? 'cancelled' : null
  const held = outcome === 'held'
  const old = slot.startMs < nowMs - 14 * 86_400_000
  return {
    ...slot,
    seeker,
    alias: seeker % 3 === 0 ? null : (aliases[seeker % aliases.length] ?? null),
    email: seeker % 4 === 0 ? null : `seeker.${seeker}@example.org`,
    language,
    form: pick(random, { video: 6, phone: 2, audio: 1, text: 1 }),
    story: among[Math.floor(random() * among.length)] ?? among[0] ?? missing(),
    readiness: random() < 0.75 ? 1 + Math.floor(random() * 10) : null,
    camera: pick(random, { on: 5, off: 3, later: 2 }),
    outcome,
    konklusion: held ? pick(random, old ? { approved: 9, ready: 1, none: 0, draft: 0 } : lately) : 'none',
    followUp: held ? pick(random, { welcome_back: 5, check_in: 2, call: 1, none: 2 }) : null,
    lateMinutes: Math.floor(random() * 4),
  }
}

/** Of talks in the last two weeks something is still to be written. */
const lately = { approved: 5, ready: 3, draft: 1, none: 1 }

function missing(): never {
  throw new Error('every language has a story')
}

/** One of the keys, as often as its weight says. */
function pick<Key extends string>(random: () => number, weights: Record<Key, number>): Key {
  const entries = Object.entries<number>(weights)
  let left = random() * entries.reduce((sum, [, weight]) => sum + weight, 0)
  const found = entries.find(([, weight]) => (left -= weight) < 0) ?? entries[0]
  // A key of `weights` by its type; `Object.entries` forgets that.
  return found?.[0] as Key
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32): sample data should not differ from run to run. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
