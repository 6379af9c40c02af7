import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { line } from './figure.ts'
import type { Figure } from './figure.ts'

/** `npm run bench [name ...]`: every `<name>.bench.ts` in turn, each in this process, one line a figure. */
const wanted = process.argv.slice(2)
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.bench.ts')).filter((name) => wanted.length === 0 || wanted.includes(name.replace('.bench.ts', '')))

let short = 0
for (const file of files.sort()) {
  try {
    const { run }: { run: () => Promise<Figure[]> } = await import(join(import.meta.dirname, file))
    for (const figure of await run()) {
      console.log(line(figure))
      if (!figure.ok) short++
    }
  } catch (error) {
    console.log(`${file} could not be measured: ${error instanceof Error ? error.message : error} - SHORT`)
    short++
  }
}
process.exit(short === 0 ? 0 : 1)
