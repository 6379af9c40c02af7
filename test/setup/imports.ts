import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** A source file and the files of this project that it imports; paths as from the project's own folder. */
export type Imports = { file: string; imports: string[] }

/**
 * Every TypeScript file below `folder` with what it imports, be it by `import`, `export ... from` or `import()`, types
 * included. Packages are left out.
 *
 * @example importsOf('web') // [{ file: 'web/main.tsx', imports: ['web/routes.tsx', ...] }, ...]
 */
export function importsOf(folder: string): Imports[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      file: relative(root, path),
      imports: namedFiles(readFileSync(path, 'utf8')).map((name) => relative(root, join(dirname(path), name))),
    }))
    .sort((one, other) => one.file.localeCompare(other.file))
}

/** `./door.ts` out of `import { knock } from './door.ts'`, wherever it stands but in a comment. */
function namedFiles(source: string): string[] {
  const code = source.replaceAll(/^\s*(\/\*[\s\S]*?\*\/|\/\/.*$)/gm, '')
  return [...code.matchAll(/\b(?:from|import)\s*\(?\s*(['"])(\.\.?\/[^'"]+)\1/g)].flatMap((match) => match[2] ?? [])
}
