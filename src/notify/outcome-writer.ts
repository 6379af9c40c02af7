import type { Tx } from '../db/client.ts'
import { writeOutcomes } from './store.ts'
import type { Outcome } from './store.ts'

/** How long an outcome waits for others to be written with. */
const pauseMs = 25

/**
 * Writes outcomes down soon, and together those that came in meanwhile: many letters share a statement and a
 * commit, and a crash forgets only those of the last moment.
 */
export function outcomeWriter(tx: Tx) {
  let collected: Outcome[] = []
  let writing = Promise.resolve()
  let fault: { error: unknown } | null = null

  async function write() {
    const outcomes = collected
    collected = []
    try {
      if (!fault) await writeOutcomes(tx, outcomes)
    } catch (error) {
      fault = { error }
    }
  }

  return {
    add(outcome: Outcome): void {
      collected.push(outcome)
      if (collected.length === 1) writing = writing.then(pause).then(write)
    },
    /** True when an outcome could not be written. */
    broken: () => fault !== null,
    /** Resolves when all is written; throws what kept it from being written. */
    async done(): Promise<void> {
      await writing
      if (fault) throw fault.error
    },
  }
}

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, pauseMs))
