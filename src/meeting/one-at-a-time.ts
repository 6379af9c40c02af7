import type { Db } from '../db/client.ts'

const underWay = new WeakMap<Db, Map<string, Promise<unknown>>>()

/**
 * Resolves when nobody in this process is about to take `place`. A courtesy that spares the database fifty
 * transactions of which one can succeed; the promise itself is kept by the exclusion constraint.
 */
export async function othersDone(db: Db, place: string): Promise<void> {
  await underWay
    .get(db)
    ?.get(place)
    ?.catch(() => {})
}

/** Takes `place` while others wait in {@link othersDone}; `null` at once when somebody else is about to. */
export async function inTurn<Result>(db: Db, place: string, take: () => Promise<Result>): Promise<Result | null> {
  const places = underWay.get(db) ?? new Map<string, Promise<unknown>>()
  underWay.set(db, places)
  if (places.has(place)) return null
  const taking = take()
  places.set(place, taking)
  try {
    return await taking
  } finally {
    places.delete(place)
  }
}
