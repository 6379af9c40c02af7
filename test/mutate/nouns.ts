import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..', '..')

/** Folders whose rules are tested by mutation. Each must reach the score by itself. */
export const domains = [
  'time',
  'methods',
  'calendar',
  'availability',
  'meeting',
  'notify',
  'checklist',
  'guidance',
  'room',
] as const
export type Domain = (typeof domains)[number]

/**
 * Data for people to read rather than rules: the prompts of the methods, the texts of the first checklists. Every
 * mutant of them is a changed word, or a sentence that is gone.
 */
const catalogues = /\/(four-k|casve|starter|starter-seeker|starter-others)\.ts$/

/** Packages that only compute. Every other one reaches a database, a network or a runtime. */
const computing = ['zod', 'temporal-polyfill', 'ical-generator']

/** Where I/O begins: what imports one of these at run time, however far off, is not pure. */
const io = /\/(\w+\.)?(store|routes|schema)\.ts$|\/src\/(db|http)\/|\/src\/ports\.ts$/

/** The pure files of a domain, as paths from the top of the project. */
export function nounsOf(domain: Domain): string[] {
  return globSync(`src/${domain}/*.ts`, { cwd: root })
    .filter((path) => !path.endsWith('.test.ts') && !catalogues.test(path) && isPure(join(root, path)))
    .sort()
}

/** The test files that run without PostgreSQL and without a mail server, as paths from the top of the project. */
export function pureTests(): string[] {
  return globSync('src/**/*.test.ts', { cwd: root })
    .filter((path) => domains.some((domain) => path.startsWith(`src/${domain}/`)) && !needsServer(join(root, path)))
    .sort()
}

function isPure(path: string): boolean {
  const known = reached(path)
  return [...known].every((file) => (file.startsWith('/') ? !io.test(file) : computing.includes(file)))
}

function needsServer(path: string): boolean {
  const known = reached(path)
  return known.has(join(root, 'test', 'setup', 'database.ts')) || known.has('smtp-server')
}

/** Everything that a file loads: itself and other files by their paths, packages by their names. */
function reached(path: string, known = new Set<string>()): Set<string> {
  if (known.has(path)) return known
  known.add(path)
  for (const name of loadedBy(path)) {
    if (!name.startsWith('.')) known.add(name)
    else if (existsSync(resolve(dirname(path), name)) && !name.endsWith('.js'))
      reached(resolve(dirname(path), name), known)
  }
  return known
}

/** The names in a file's imports that are still there when the types are gone. */
function loadedBy(path: string): string[] {
  const imports = readFileSync(path, 'utf8').matchAll(
    /^(?:import|export)\s+(?!type\b)(?:[^'"`;()]*?\sfrom\s+)?['"]([^'"]+)['"]/gm,
  )
  return [...imports].flatMap(([, name]) => name ?? [])
}

export const domainOf = (path: string): Domain | undefined =>
  domains.find((domain) => relative(root, resolve(root, path)).startsWith(join('src', domain, '/')))
