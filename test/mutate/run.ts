import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'
import { domainOf, domains, nounsOf } from './nouns.ts'
import { leastScore, scoreLine, scoreOf } from './score.ts'

/**
 * `npm run mutate [-- domain ...]`: changes the rules of each domain in hundreds of small ways, and counts how many of
 * the changes some test notices. One line per domain; ends with 1 where a domain or all of them stay under the score.
 *
 * `--concurrency 1` spares a machine that others work on; `--again` tests only what changed since the last run with it.
 * What survived stands in `node_modules/.cache/mutate/report.html`.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { concurrency: { type: 'string' }, again: { type: 'boolean', default: false } },
})
const unknown = positionals.filter((name) => !domains.some((domain) => domain === name))
if (unknown.length > 0) {
  console.error(`There is no domain ${unknown.join(', ')}; there are ${domains.join(', ')}.`)
  process.exit(2)
}
const asked = domains.filter((domain) => positionals.length === 0 || positionals.includes(domain))

const cache = 'node_modules/.cache/mutate'
const started = Date.now()
const mutants = await new Stryker({
  mutate: asked.flatMap(nounsOf),
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutate/vitest.config.ts' },
  plugins: ['@stryker-mutator/vitest-runner', `${import.meta.dirname}/prose.ts`],
  ignorers: ['prose'],
  coverageAnalysis: 'perTest',
  concurrency: Number(values.concurrency ?? availableParallelism()),
  // The copy that is mutated lies beside other data: what lies under node_modules would be loaded without being compiled.
  tempDirName: '.data/mutate',
  ignorePatterns: ['/*', '!/src', '!/test', '!/web', '!/package.json'],
  // TypeScript 7 has no API that could rewrite this file, and nothing in it matters to a test.
  tsconfigFile: 'none.json',
  // Vitest drops the types by itself.
  disableTypeChecks: false,
  incremental: values.again,
  incrementalFile: `${cache}/incremental.json`,
  reporters: ['progress', 'html', 'json'],
  htmlReporter: { fileName: `${cache}/report.html` },
  jsonReporter: { fileName: `${cache}/report.json` },
}).runMutationTest()

const scores = asked.map((domain) => ({
  name: domain,
  score: scoreOf(mutants.filter(({ fileName }) => domainOf(fileName) === domain)),
}))
for (const { name, score } of scores) console.log(scoreLine(name, score))
const whole = scoreOf(mutants.filter(({ fileName }) => asked.some((domain) => domainOf(fileName) === domain)))
console.log(scoreLine('all', whole), `in ${((Date.now() - started) / 60_000).toFixed(1)} minutes`)
process.exit([whole, ...scores.map(({ score }) => score)].every(({ percent }) => percent >= leastScore) ? 0 : 1)
