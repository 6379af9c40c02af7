import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { constants, brotliCompressSync, gzipSync } from 'node:zlib'

const home = join(import.meta.dirname, '..', '..')
export const webFolder = join(home, 'dist', 'web')

/** Builds the pages when they are missing or older than their sources. */
export async function ensureWeb(say: (line: string) => void): Promise<void> {
  if (!existsSync(join(home, 'web', 'index.html'))) return
  if (newest(webFolder) > Math.max(newest(join(home, 'web')), newest(join(home, 'package.json')))) return
  say('Building the pages, which takes about half a minute …')
  await buildWeb()
  say('The pages are built.')
}

/** In a process of its own: the builder's memory goes when it ends. */
export async function buildWeb() {
  const script = 'const { build } = await import("vite"); await build({ configFile: "web/vite.config.ts", logLevel: "warn" })'
  await run(['--disable-warning=ExperimentalWarning', 'web/i18n/compile.ts'])
  await run(['--input-type=module', '--eval', script])
  compress(webFolder)
}

async function run(args: string[]) {
  try {
    await promisify(execFile)(process.execPath, args, { cwd: home, env: { ...process.env, NODE_ENV: 'production' } })
  } catch (error) {
    throw new Error(`The pages could not be built: ${error instanceof Error ? String(Reflect.get(error, 'stderr') || error.message).slice(-2000) : ''}`)
  }
}

/** Beside every text a `.gz` and a `.br`, which the server hands out as they are. */
export function compress(folder: string) {
  for (const path of filesIn(folder).filter((name) => /\.(js|css|html|svg|json|txt|webmanifest)$/.test(name))) {
    const content = readFileSync(path)
    if (content.length < 600) continue
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** Milliseconds of the newest file; compiled messages are made from sources that count themselves. */
function newest(path: string): number {
  if (!existsSync(path)) return 0
  if (statSync(path).isFile()) return statSync(path).mtimeMs
  return Math.max(0, ...filesIn(path).filter((name) => !name.includes('paraglide')).map((name) => statSync(name).mtimeMs))
}
