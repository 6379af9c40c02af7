import type { Interval } from '../time/interval.ts'
import { offeredTimes } from '../availability/offer.ts'
import type { OfferedTime } from '../availability/offer.ts'
import type { Slot } from '../availability/slot.ts'
import { freeCounsellors, freeSlots, isOffered } from '../availability/slot.ts'
import type { ServiceAvailability, ServiceCounsellor } from '../availability/store.ts'
import { wallOf } from '../time/local-time.ts'
import { instantOf, stretchesOf } from '../time/zone.ts'
import type { Wish } from './booking-request.ts'

const dayMs = 86_400_000

/** How far around a wish other times are looked for (ms). */
const nearby = { before: 4 * dayMs, after: 10 * dayMs }

/** How many other times are offered. */
const alternativesOffered = 6

/** The part of time that must be loaded to decide about a place at `start` and to offer others. */
export const around = (start: number): Interval => ({ from: start - nearby.before, until: start + nearby.after })

/** What the rules say about a place: who could take it, in fair order; or that it never was a slot. */
type Place = { state: 'free'; candidates: ServiceCounsellor[] } | { state: 'taken' } | { state: 'not-offered' }

/**
 * Who can hold a talk at `start` in `language` (BCP 47).
 *
 * @param availability loaded over {@link around} the start
 */
export function placeAt(availability: ServiceAvailability, language: string, start: number, now: number): Place {
  return decided(availability, `${language} ${start} ${now}`, () => decide(availability, language, start, now))
}

function decide({ service, counsellors }: ServiceAvailability, language: string, start: number, now: number): Place {
  const speaking = counsellors.filter(({ languages }) => languages.includes(language))
  const free = freeCounsellors(service, speaking, start, now)
  if (free.length > 0) return { state: 'free', candidates: inFairOrder(free, localDay(start, service.zone)) }
  return isOffered(service, speaking, start, now) ? { state: 'taken' } : { state: 'not-offered' }
}

/** The free times nearest to a wish that is taken, in order of time, as they are shown in `zone`. */
export function timesInstead(
  availability: ServiceAvailability,
  wish: Pick<Wish, 'language' | 'start' | 'zone'>,
  now: number,
): OfferedTime[] {
  const { language, start, zone } = wish
  return answered(availability, `${language} ${start} ${now} ${zone}`, () =>
    offeredTimes(freeTimesNear(availability, language, start, now), availability.service.minutes, zone),
  )
}

const decided = oncePerAvailability<Place>()
const answered = oncePerAvailability<OfferedTime[]>()

/** Those who share one reading of who is free share what follows from it, too. */
function oncePerAvailability<Result>() {
  const known = new WeakMap<ServiceAvailability, Map<string, Result>>()
  return function once(availability: ServiceAvailability, asked: string, answer: () => Result): Result {
    const answers = known.get(availability) ?? new Map<string, Result>()
    known.set(availability, answers)
    const result = answers.get(asked) ?? answer()
    answers.set(asked, result)
    return result
  }
}

function freeTimesNear(
  { service, counsellors }: ServiceAvailability,
  language: string,
  start: number,
  now: number,
): Slot[] {
  const speaking = counsellors.filter(({ languages }) => languages.includes(language))
  const slots = freeSlots(service, speaking, { ...around(start), now })
  return nearest(
    slots.filter((slot) => slot.start !== start),
    start,
    alternativesOffered,
  )
}

function localDay(instant: number, zone: string): Interval {
  const stretches = stretchesOf(zone, instant, instant)
  const midnight = Date.parse(wallOf(instant, instant, zone).start.slice(0, 10))
  return { from: instantOf(stretches, midnight), until: instantOf(stretches, midnight + dayMs) }
}

/** A counsellor who could take a talk, with the times that are taken. */
type Candidate = { id: string; busy: readonly Interval[] }

/**
 * Whom to ask first: the one with the fewest talks on that day (`[from, until)`, epoch ms), then in a stable
 * order, so that two calls about the same place ask the same counsellor.
 */
export function inFairOrder<C extends Candidate>(candidates: readonly C[], day: Interval): C[] {
  const talks = ({ busy }: C) => busy.filter(({ from, until }) => from < day.until && until > day.from).length
  return candidates
    .map((candidate) => ({ candidate, load: talks(candidate) }))
    .sort((a, b) => a.load - b.load || (a.candidate.id < b.candidate.id ? -1 : 1))
    .map(({ candidate }) => candidate)
}

/** At most `most` of the starts that lie nearest to `wanted`, in order of time. */
export function nearest<S extends { start: number }>(slots: readonly S[], wanted: number, most: number): S[] {
  const distance = ({ start }: S) => Math.abs(start - wanted)
  return slots
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, most)
    .sort((a, b) => a.start - b.start)
}
