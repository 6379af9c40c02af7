import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'
import { domainOf, domains, nounsOf } from './nouns.ts'
import { leastScore, scoreLine, scoreOf } from './score.ts'

/**
 * `npm run mutate [-- domain or domain/file ...]`: changes the rules in hundreds of small ways, and counts how many of
 * the changes some test notices. One line per domain; ends with 1 where a domain, or all of them together, stay under
 * the score. `--concurrency 1` spares a machine that others work on.
 *
 * What survived stands in `node_modules/.cache/mutate/report.html`.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { concurrency: { type: 'string' } } })
const nouns = domains.flatMap(nounsOf).filter(isAsked)
if (nouns.length === 0) {
  console.error(`There are no rules in ${positionals.join(' or ')}. Domains are ${domains.join(', ')}.`)
  process.exit(2)
}

const report = 'node_modules/.cache/mutate/report'
const started = Date.now()
const mutants = await new Stryker({
  mutate: nouns,
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutate/vitest.config.ts' },
  plugins: ['@stryker-mutator/vitest-runner', `${import.meta.dirname}/prose.ts`],
  ignorers: ['prose'],
  coverageAnalysis: 'perTest',
  concurrency: Number(values.concurrency ?? availableParallelism()),
  // Not under node_modules, like the reports: what lies there is loaded without being compiled.
  tempDirName: '.data/mutate',
  ignorePatterns: ['/*', '!/src', '!/test', '!/web', '!/package.json'],
  // TypeScript 7 has no API that could rewrite this file, and nothing in it matters to a test.
  tsconfigFile: 'none.json',
  // Vitest drops the types by itself.
  disableTypeChecks: false,
  reporters: ['progress', 'html', 'json'],
  htmlReporter: { fileName: `${report}.html` },
  jsonReporter: { fileName: `${report}.json` },
}).runMutationTest()

const scores = domains
  .filter((domain) => nouns.some((path) => domainOf(path) === domain))
  .map((domain) => ({ domain, score: scoreOf(mutants.filter(({ fileName }) => domainOf(fileName) === domain)) }))
const whole = scoreOf(mutants)
for (const { domain, score } of scores) console.log(scoreLine(domain, score))
console.log(scoreLine('all', whole), `in ${((Date.now() - started) / 60_000).toFixed(1)} minutes`)
process.exit([whole, ...scores.map(({ score }) => score)].every(({ percent }) => percent >= leastScore) ? 0 : 1)

function isAsked(path: string): boolean {
  return positionals.length === 0 || positionals.some((name) => path.startsWith(`src/${name}`))
}
