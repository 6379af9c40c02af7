import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { driverVersion, edits } from './driver-edits.ts'
import type { Edit } from './driver-edits.ts'

/** npm runs this after an installation (`postinstall`), here and on servers alike; `driver-edits.ts` says why. */
const driver = join(dirname(fileURLToPath(import.meta.resolve('postgres'))), '..')
const { version } = JSON.parse(readFileSync(join(driver, 'package.json'), 'utf8'))
if (version !== driverVersion)
  throw new Error(`postgres is ${version}, but src/db/driver-edits.ts is written for ${driverVersion}. Go through it.`)
for (const build of ['src', 'cf/src', 'cjs/src'])
  for (const file of ['connection.js', 'index.js'] as const) mend(join(driver, build, file), file)

/** From the original, which is kept beside: so the same edits may run again, and changed ones after an update. */
function mend(path: string, file: Edit['file']): void {
  const original = path.replace(/\.js$/, '.original.js')
  if (!existsSync(original)) copyFileSync(path, original)
  const mended = edits.filter((edit) => edit.file === file).reduce(edited, readFileSync(original, 'utf8'))
  if (mended === readFileSync(path, 'utf8')) return
  // Renamed into place: some installations share their files with others by hard links.
  writeFileSync(`${path}.new`, mended)
  renameSync(`${path}.new`, path)
}

function edited(text: string, { before, after }: Edit): string {
  const parts = text.split(before)
  if (parts.length !== 2) throw new Error(`stands ${parts.length - 1} times in the driver, must once:\n${before}`)
  return parts.join(after)
}
