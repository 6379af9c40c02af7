/**
 * Compiles the message catalogues into typed functions, for pages and letters alike. Run by `npm run prepare`.
 *
 * Paraglide falls back to the base locale when a message is missing; here a missing message, a message that
 * stands in two files, or one that takes other parameters in another language ends the run instead.
 */
import { compile } from '@inlang/paraglide-js'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { cataloguesDisagree, type Catalogue } from './catalogue.ts'
import { languages } from './language.ts'

const here = import.meta.dirname
const forPages = `${here}/../../web/i18n/paraglide`
const forLetters = `${here}/paraglide-server`
const stamp = `${forLetters}/.compiled`

type InlangSettings = { 'plugin.inlang.messageFormat': { pathPattern: string[] } }

async function main() {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
  const faults = cataloguesDisagree(await readCatalogues())
  if (faults.length > 0) {
    console.error(`The message catalogues disagree:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
    process.exit(1)
  }
  if (values.check) return
  const made = await fingerprint()
  if (existsSync(`${forPages}/messages.js`) && (await readFile(stamp, 'utf8').catch(() => '')) === made) return
  await rm(stamp, { force: true })
  // The page decides by itself (web/i18n/locale.ts); letters name their locale with every message.
  const strategy: NonNullable<Parameters<typeof compile>[0]['strategy']> = ['globalVariable', 'baseLocale']
  const common = {
    project: `${here}/project.inlang`,
    strategy,
    // Files are replaced one by one: a build or a test that runs meanwhile never finds the folder empty.
    cleanOutdir: false,
    emitReadme: false,
    emitGitIgnore: false,
    emitPrettierIgnore: false,
  }
  // One module a message: a page's chunk holds the messages that it shows and no others.
  await compile({ ...common, outdir: forPages, outputStructure: 'message-modules' })
  // The server reads its modules one by one at every start: a file per language takes a fifth of the time.
  // Its files keep their names, so nothing needs to be cleared away under a program that is just starting.
  await compile({ ...common, outdir: forLetters, outputStructure: 'locale-modules' })
  await writeFile(stamp, made)
}

/** Of everything that the output depends on: while it is the same, the output is left alone for whoever reads it. */
async function fingerprint(): Promise<string> {
  const { version }: { version: string } = JSON.parse(
    await readFile(`${here}/../../node_modules/@inlang/paraglide-js/package.json`, 'utf8'),
  )
  const parts = [version, await readFile(import.meta.filename, 'utf8'), JSON.stringify(await readCatalogues())]
  return createHash('sha256').update(parts.join('\n')).digest('hex')
}

async function readCatalogues(): Promise<Catalogue[]> {
  const settings: InlangSettings = JSON.parse(await readFile(`${here}/project.inlang/settings.json`, 'utf8'))
  const patterns = settings['plugin.inlang.messageFormat'].pathPattern
  return Promise.all(
    languages.flatMap((locale) =>
      patterns.map(async (pattern) => {
        const file = pattern.replace('{locale}', locale)
        return { locale, file, messages: JSON.parse(await readFile(`${here}/${file}`, 'utf8')) }
      }),
    ),
  )
}

await main()
// The compiler leaves timers behind that would hold the process for half a minute.
process.exit(0)
