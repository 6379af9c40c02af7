import type { Db } from './client.ts'

type Round<Result> = { running: Promise<Result>; next: Promise<Result> | null }

/**
 * Lets calls that ask the same thing of the same database at the same moment share one statement. Whoever
 * comes while one is under way gets the next, which begins later than their call: nobody is told anything
 * older than their question. Nothing is kept between.
 */
export function sharedRead<Result>(): (db: Db, key: string, read: () => Promise<Result>) => Promise<Result> {
  const rounds = new WeakMap<Db, Map<string, Round<Result>>>()
  return function share(db, key, read) {
    const known = rounds.get(db) ?? new Map<string, Round<Result>>()
    rounds.set(db, known)
    const round = known.get(key)
    if (!round) return begin(known, key, read)
    // A failure is theirs, too: after a database that did not answer in time nobody waits for a second one.
    round.next ??= round.running.then(
      () => begin(known, key, read),
      (error: unknown) => {
        known.delete(key)
        throw error
      },
    )
    return round.next
  }

  function begin(known: Map<string, Round<Result>>, key: string, read: () => Promise<Result>): Promise<Result> {
    const running = read()
    const round: Round<Result> = { running, next: null }
    known.set(key, round)
    const done = () => {
      if (known.get(key) === round && !round.next) known.delete(key)
    }
    running.then(done, done)
    return running
  }
}
