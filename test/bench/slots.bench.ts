import { availabilityOf } from './slots-scene.ts'
import { freeSlots } from '../../src/availability/slot.ts'
import { luxonSlots } from './slots-luxon.ts'
import { atLeast, forTheRecord, median } from './figure.ts'
import type { Figure } from './figure.ts'
import { slotsOverHttp } from './slots-http.ts'

/** Free times of 20 counsellors over 8 weeks: the sweep, luxon with the same rules, and through HTTP. */
export async function run(): Promise<Figure[]> {
  const { rules, counsellors, span } = availabilityOf(20, 56)
  if (JSON.stringify(freeSlots(rules, counsellors, span)) !== JSON.stringify(luxonSlots(rules, counsellors, span))) {
    throw new Error('the sweep and luxon do not agree')
  }
  const luxon = median(Array.from({ length: 5 }, () => timed(() => luxonSlots(rules, counsellors, span))))
  const sweep = median(Array.from({ length: 50 }, () => timed(() => freeSlots(rules, counsellors, span))))
  return [
    forTheRecord('slots_luxon_ms', luxon, 'ms'),
    forTheRecord('slots_core_ms', sweep, 'ms'),
    atLeast('slots_core_against_luxon', luxon / sweep, 100, 'x'),
    ...(await slotsOverHttp()),
  ]
}

export function timed(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

if (import.meta.main) for (const figure of await run()) console.log(figure)
