import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, brotliCompressSync, gzipSync } from 'node:zlib'
import { filesIn, home, isFresh, runNode } from './sources.ts'

export const webFolder = join(home, 'dist', 'web')
/** The pages hold the words and the pure rules of the server too. */
const sources = ['web', 'src', 'package.json']

/** Builds the pages when they are missing or older than their sources. */
export async function ensureWeb(say: (line: string) => void): Promise<void> {
  if (isFresh('dist/web', sources)) return
  say('Building the pages, which takes a few seconds …')
  try {
    await buildWeb()
    say('The pages are built.')
  } catch (error) {
    // Somebody is at work on them: older pages are better than none.
    if (!existsSync(join(webFolder, 'index.html'))) throw error
    say(`${error instanceof Error ? error.message : error}\nThe pages of the last build are shown.`)
  }
}

export async function buildWeb() {
  await compileMessages()
  await runNode(['src/embedded/build-pages.ts'], 'The pages')
  compress(webFolder)
}

/** The catalogues as functions, which letters need as much as pages do. */
const compileMessages = () => runNode(['src/words/compile.ts'], 'The messages')

/** Beside every text a `.gz` and a `.br`, which the server hands out as they are. */
function compress(folder: string) {
  for (const path of filesIn(folder).filter((name) => /\.(js|css|html|svg|json|txt|webmanifest)$/.test(name))) {
    const content = readFileSync(path)
    if (content.length < 600) continue
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
  }
}
