import type { Stryker } from '@stryker-mutator/core'

type Mutant = Awaited<ReturnType<Stryker['runMutationTest']>>[number]

/** Per cent of the mutants that some test must notice, over all domains and in each. */
export const leastScore = 85

export type Score = { noticed: number; all: number; percent: number }

/**
 * How many mutants were noticed by a failing test, or by running for ever. A mutant that no test reaches counts as one
 * that nobody noticed; one that is left out on purpose, or cannot even be loaded, does not count.
 */
export function scoreOf(mutants: readonly Mutant[]): Score {
  const count = (...states: Mutant['status'][]) => mutants.filter(({ status }) => states.includes(status)).length
  const noticed = count('Killed', 'Timeout')
  const all = noticed + count('Survived', 'NoCoverage')
  return { noticed, all, percent: all === 0 ? 100 : (100 * noticed) / all }
}

export function scoreLine(name: string, { noticed, all, percent }: Score): string {
  const verdict = percent < leastScore ? ` - SHORT of ${leastScore}` : ''
  return `${name.padEnd(14)}${percent.toFixed(1).padStart(6)} %  ${noticed} of ${all}${verdict}`
}
