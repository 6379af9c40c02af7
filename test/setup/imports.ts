import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/**
 * A source file and what it imports: files of this project as paths from its own folder, packages as they are named.
 */
export type Imports = { file: string; imports: string[] }

/**
 * Every TypeScript file below `folder` with what it imports, be it by `import`, `export ... from` or `import()`, types
 * included.
 *
 * @example importsOf('web') // [{ file: 'web/main.tsx', imports: ['web/routes.tsx', 'react', ...] }, ...]
 */
export function importsOf(folder: string): Imports[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      file: relative(root, path).replaceAll('\\', '/'),
      imports: importsIn(readFileSync(path, 'utf8')).map((name) =>
        name.startsWith('.') ? relative(root, join(dirname(path), name)).replaceAll('\\', '/') : name,
      ),
    }))
    .sort((one, other) => one.file.localeCompare(other.file))
}

/** What a file imports, in the words of the file: `../people/store.ts`, `node:fs`, `zod`. */
export function importsIn(text: string): string[] {
  const statements = text.matchAll(/^(?:import|export)\b(?:[^'"()]*?\bfrom\s)?\s*['"]([^'"]+)['"]/gm)
  const calls = text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)
  return [...statements, ...calls].map(([, what = '']) => what)
}
