import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { line } from './figure.ts'
import type { Figure } from './figure.ts'

/** `npm run bench [name ...]`: every `<name>.bench.ts` in turn, each in a process of its own, one line a figure. */
const wanted = process.argv.slice(2)
const names = readdirSync(import.meta.dirname).flatMap((file) =>
  file.endsWith('.bench.ts') ? [file.replace('.bench.ts', '')] : [],
)
const asked = names.filter((name) => wanted.length === 0 || wanted.includes(name)).sort()

const [only] = asked
const ok = asked.length === 1 && only ? await measure(only) : asked.map(inItsOwnProcess).every(Boolean)
process.exit(ok ? 0 : 1)

/** What one leaves behind in memory would slow the next down. */
function inItsOwnProcess(name: string): boolean {
  return spawnSync(process.execPath, [import.meta.filename, name], { stdio: 'inherit' }).status === 0
}

async function measure(name: string): Promise<boolean> {
  try {
    const { run }: { run: () => Promise<Figure[]> } = await import(join(import.meta.dirname, `${name}.bench.ts`))
    const figures = await run()
    for (const figure of figures) console.log(line(figure))
    return figures.every((figure) => figure.ok)
  } catch (error) {
    console.log(`${name} could not be measured: ${error instanceof Error ? error.message : error} - SHORT`)
    return false
  }
}
