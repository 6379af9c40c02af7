import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { atMost, forTheRecord } from './figure.ts'
import type { Figure } from './figure.ts'

/** The pages from the first click to the code, as they stand in `web/`. */
const bookingPath = ['seeker/start/start-page.tsx', 'seeker/book/book-page.tsx', 'seeker/book/booked-page.tsx']
const mostKilobytes = 150

type Chunk = { fileName: string; code: string; imports: string[]; isEntry: boolean; facadeModuleId: string | null }

/** What a seeker's browser loads to book: the entry, the pages of the booking path, and all that these import. */
export async function run(): Promise<Figure[]> {
  const chunks = await buildChunks()
  const pages = chunks.filter(
    (chunk) => chunk.isEntry || bookingPath.some((page) => chunk.facadeModuleId?.endsWith(`web/${page}`)),
  )
  if (pages.length !== bookingPath.length + 1) throw new Error(`the booking path has ${pages.length} chunks of its own`)
  const path = kilobytes(withImports(pages, chunks))
  const start = kilobytes(
    withImports(
      pages.filter((chunk) => chunk.isEntry || chunk.facadeModuleId?.endsWith('start-page.tsx')),
      chunks,
    ),
  )
  return [
    atMost('booking path, JavaScript, gzip', path, mostKilobytes, 'kB'),
    forTheRecord('start page alone, JavaScript, gzip', start, 'kB'),
  ]
}

async function buildChunks(): Promise<Chunk[]> {
  const built = await build({
    configFile: join(import.meta.dirname, '../../web/vite.config.ts'),
    logLevel: 'error',
    mode: 'production',
    build: { write: false },
  })
  const outputs = Array.isArray(built) ? built : [built]
  return outputs
    .flatMap((output) => ('output' in output ? output.output : []))
    .flatMap((file) => (file.type === 'chunk' ? [file] : []))
}

/** Each chunk once, with everything that it imports at once; what it would import later does not count. */
function withImports(chunks: Chunk[], all: Chunk[]): Set<Chunk> {
  const found = new Set<Chunk>()
  const add = (chunk: Chunk) => {
    if (found.has(chunk)) return
    found.add(chunk)
    for (const name of chunk.imports) for (const imported of all) if (imported.fileName === name) add(imported)
  }
  for (const chunk of chunks) add(chunk)
  return found
}

/** As the server sends them: each file by itself, at level 9. */
const kilobytes = (chunks: Set<Chunk>): number =>
  [...chunks].reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0) / 1000
