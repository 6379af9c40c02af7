import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { firstScreenFile, firstScreens } from '../http/first-screen.ts'
import type { FirstScreen } from '../http/first-screen.ts'
import { languages } from '../words/language.ts'
import type { Language } from '../words/language.ts'
import { home } from './sources.ts'

/** Run by `buildWeb`: the pages for the browser, then their first screens, drawn by the same components. */
const folder = join(home, 'dist', 'web')
const drawing = join(home, 'dist', 'first-screen')
const configFile = join(home, 'web', 'vite.config.ts')

type Chunk = { file: string; css?: string[]; imports?: string[] }
type Drawn = { html: string; title: string; module: string }
type Drawing = { drawFirstScreen(screen: FirstScreen, language: Language): Promise<Drawn> }

await build({ configFile, logLevel: 'warn' })
await build({
  configFile,
  logLevel: 'warn',
  build: {
    ssr: 'first-screen.tsx',
    outDir: drawing,
    manifest: false,
    rolldownOptions: { output: { codeSplitting: false } },
  },
})
const { drawFirstScreen }: Drawing = await import(pathToFileURL(join(drawing, 'first-screen.js')).href)
const page = await readFile(join(folder, 'index.html'), 'utf8')
const manifest: Record<string, Chunk> = JSON.parse(await readFile(join(folder, '.vite', 'manifest.json'), 'utf8'))
await mkdir(join(folder, 'first'), { recursive: true })
for (const screen of firstScreens)
  for (const language of languages)
    await writeFile(
      join(folder, firstScreenFile(screen, language)),
      withScreen(await drawFirstScreen(screen, language), language),
    )
// Neither is for the browser.
await rm(join(folder, '.vite'), { recursive: true })
await rm(drawing, { recursive: true })
process.exit(0)

/** The page of the build with a screen in its place, the styles that the screen needs, and its script on the way. */
function withScreen({ html, title, module }: Drawn, language: Language): string {
  const { scripts, styles } = filesOf(module)
  const style = (file: string) => `<link rel="stylesheet" crossorigin href="/${file}">`
  const script = (file: string) => `<link rel="modulepreload" crossorigin fetchpriority="low" href="/${file}">`
  const added = (files: string[], link: (file: string) => string) =>
    files.flatMap((file) => (page.includes(`"/${file}"`) ? [] : [link(file)]))
  // Styles before scripts: words are read as soon as they are styled, and a slow line brings one thing after the other.
  const ordered = page.match(/<link rel="stylesheet" crossorigin[^>]*>/g) ?? []
  const head = [...ordered, ...added(styles, style)].join('\n    ')
  const rest = ordered.reduce((text, link) => text.replace(link, ''), page)
  return rest
    .replace('<html lang="sv">', `<html lang="${language}">`)
    .replace(/<title>.*?<\/title>/, () => `<title>${title}</title>`)
    .replace('<link rel="icon"', () => `${head}\n    <link rel="icon"`)
    .replace(/\s*<\/head>/, () => `\n    ${added(scripts, script).join('\n    ')}\n  </head>`)
    .replace('<div id="app"></div>', () => `<div id="app">${html}</div>`)
}

/** The chunk of a module with all that it imports at once. */
function filesOf(module: string): { scripts: string[]; styles: string[] } {
  const seen = new Map<string, Chunk>()
  function visit(name: string) {
    const chunk = manifest[name]
    if (!chunk || seen.has(name)) return
    seen.set(name, chunk)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  visit(module)
  const chunks = [...seen.values()]
  return { scripts: chunks.map(({ file }) => file), styles: chunks.flatMap(({ css }) => css ?? []) }
}
