import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { importsIn, importsOf } from '../test/setup/imports.ts'

const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8')

/**
 * What may import what, as `src/README.md` draws it, from the ground up: the rooms are the folders of `src` and the files
 * beside them, those of one line stand side by side. Imports run down, types too, and never up or sideways: what needs
 * two rooms of one line is a flow.
 */
const floors = (/^```floors\n([\s\S]+?)```/m.exec(readme)?.[1] ?? '')
  .split('\n')
  .map((line) => line.split(/\s+/).filter((room) => room !== ''))
  .filter((rooms) => rooms.length > 0)
  .toReversed()

type Privilege = 'drizzle' | 'tables' | 'node'

/** Files that are allowed what their place forbids, each for its reason. */
const allowed: Record<string, { may: Privilege[]; because: string }> = {
  'src/http/health.ts': { may: ['drizzle', 'tables'], because: 'it asks the database whether it takes a write' },
  'src/db/mend-driver.ts': { may: ['node'], because: 'it mends the driver when packages are installed' },
  'src/people/auth.ts': { may: ['tables'], because: 'it hands better-auth the tables that are its own' },
  'src/db/migrate.ts': { may: ['node'], because: 'it finds the folder of migrations; it runs on Node alone' },
  'src/words/compile.ts': { may: ['node'], because: 'it compiles the catalogue when packages are installed' },
  'src/embedded/seed/write.ts': {
    may: ['drizzle', 'tables'],
    because: 'it fills a database with the rows of years, which no store writes one by one',
  },
}

const isAllowed = (file: string, what: Privilege) => allowed[file]?.may.includes(what) ?? false

type Import = { from: string; what: string }

/** The folder of `src`, or the file in it; `null` for what is not of `src`. */
const roomOf = (path: string) => /^src\/([^/]+)/.exec(path)?.[1] ?? null
const floorOf = (room: string) => floors.findIndex((rooms) => rooms.includes(room))

const isSchema = (path: string) => path.endsWith('/schema.ts')
const isStore = (path: string) => /(\/|\.)store\.ts$/.test(path)
const isNode = (what: string) => what.startsWith('node:')
const isDrizzle = (what: string) => /^(drizzle-orm|postgres)(\/|$)/.test(what)

/** Why a file may not import what it imports, as a sentence; `null` when it may. Paths from the project's root. */
function complaint({ from, what }: Import): string | null {
  const [home, room] = [roomOf(from), roomOf(what)]
  const says = (why: string) => `${from} imports ${what}: ${why}`
  if (home === null) return null
  if (isNode(what) && !['node.ts', 'embedded'].includes(home) && !isAllowed(from, 'node'))
    return says('a runtime’s own APIs are for node.ts and embedded/, everybody else has ports.')
  if (isDrizzle(what) && home !== 'db' && !isStore(from) && !isSchema(from) && !isAllowed(from, 'drizzle'))
    return says('only a store or a schema speaks to the database.')
  if (what.startsWith('web/') && home !== 'embedded')
    return says('the server does not know its pages; words that both need are in src/words.')
  if (room === null) return null
  if (isSchema(what) && !isStore(from) && !isSchema(from) && !isAllowed(from, 'tables'))
    return says('only a store reads tables.')
  if (room === home) return null
  const [floor, other] = [floorOf(home), floorOf(room)]
  if (floor === -1 || other === -1)
    return says(`${floor === -1 ? home : room} stands on no floor; give it one in src/README.md.`)
  if (floor < other) return says(`${home} stands below ${room}, and imports run down. What needs both is a flow.`)
  if (floor === other) return says(`${home} and ${room} stand side by side. What needs both is a flow.`)
  return null
}

/** A way from a folder through what it imports back to itself, or `null`. */
function circle(imports: readonly Import[]): string[] | null {
  const ways = new Map<string, Set<string>>()
  for (const { from, what } of imports) {
    const [home, room] = [roomOf(from), roomOf(what)]
    if (home === null || room === null || home === room) continue
    ways.set(home, (ways.get(home) ?? new Set()).add(room))
  }
  const done = new Set<string>()
  function walk(room: string, path: string[]): string[] | null {
    if (path.includes(room)) return [...path.slice(path.indexOf(room)), room]
    if (done.has(room)) return null
    for (const next of ways.get(room) ?? []) {
      const found = walk(next, [...path, room])
      if (found) return found
    }
    done.add(room)
    return null
  }
  for (const room of ways.keys()) {
    const found = walk(room, [])
    if (found) return found
  }
  return null
}

/** Every import of the program itself. Tests put together what they need. */
const imports = importsOf('src')
  .filter(({ file }) => !/\.test\.tsx?$/.test(file))
  .flatMap(({ file, imports }) => imports.map((what) => ({ from: file, what })))

test('every room of the picture is there, and every room that is there stands in the picture', () => {
  const entries = readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
  const rooms = entries
    .filter((entry) => entry.isDirectory() || /(?<!\.test)\.ts$/.test(entry.name))
    .map(({ name }) => name)
  expect(floors.flat().sort()).toEqual(rooms.sort())
})

test('imports run down: every file imports its own folder and what stands below it', () => {
  expect(imports.length).toBeGreaterThan(500)
  expect(imports.map(complaint).filter((sentence) => sentence !== null)).toEqual([])
})

test('folders import each other in no circle', () => {
  expect(circle(imports)?.join(' -> ') ?? 'no circle').toBe('no circle')
})

test('whoever is allowed what their place forbids still needs it', () => {
  const needs: Record<Privilege, (what: string) => boolean> = { drizzle: isDrizzle, tables: isSchema, node: isNode }
  const idle = Object.entries(allowed).flatMap(([file, { may }]) =>
    may
      .filter((privilege) => !imports.some(({ from, what }) => from === file && needs[privilege](what)))
      .map((privilege) => `${file}: ${privilege}`),
  )
  expect(idle).toEqual([])
})

describe('the rule', () => {
  test('reads every way to import', () => {
    const text = `import { a } from './a.ts'
import type { B } from '../b/b.ts'
import {
  c,
  d,
} from "c"
import * as e from 'e'
import './f.css'
export { g } from './g.ts'
export type G = 'from here'
export * from './h.ts'
const { i } = await import('../i.ts')
/**
 * import { nothing } from './nothing.ts'
 */
// import { nothing } from './nothing.ts'
export const j = "from './nothing.ts'"
export function k() {
  return 'from'
}
`
    expect(importsIn(text).sort()).toEqual(
      ['../b/b.ts', '../i.ts', './a.ts', './f.css', './g.ts', './h.ts', 'c', 'e'].sort(),
    )
  })

  const refused: [string, string][] = [
    ['src/meeting/talk.store.ts', 'src/guidance/goal.ts'],
    ['src/availability/store.ts', 'src/meeting/schema.ts'],
    ['src/guidance/goal.ts', 'src/room/hint.ts'],
    ['src/calendar/calendar.ts', 'src/people/staff.ts'],
    ['src/guidance/goal.store.ts', 'src/room/schema.ts'],
    ['src/crypto/secret.ts', 'src/ports.ts'],
    ['src/time/zone.ts', 'src/http/problem.ts'],
    ['src/flows/book-talk.ts', 'src/app.ts'],
    ['src/flows/book-talk.ts', 'src/meeting/schema.ts'],
    ['src/flows/book-talk.ts', 'drizzle-orm'],
    ['src/room/room.ts', 'drizzle-orm/pg-core'],
    ['src/people/staff.ts', 'postgres'],
    ['src/people/staff.ts', 'node:crypto'],
    ['src/worker.ts', 'node:fs'],
    ['src/notify/words.ts', 'web/i18n/messages.ts'],
    ['src/people/staff.ts', 'src/helpers/text.ts'],
  ]
  test.each(refused)('refuses that %s imports %s', (from, what) => {
    expect(complaint({ from, what })).toMatch(new RegExp(`^${from} imports ${what}: .+\\.$`))
  })

  const taken: [string, string][] = [
    ['src/flows/book-talk.ts', 'src/guidance/goal.store.ts'],
    ['src/meeting/talk.store.ts', 'src/people/schema.ts'],
    ['src/checklist/schema.ts', 'src/meeting/schema.ts'],
    ['src/room/room.store.ts', 'src/room/schema.ts'],
    ['src/room/store.ts', 'drizzle-orm'],
    ['src/time/place-name.ts', 'src/words/language.ts'],
    ['src/embedded/web.ts', 'node:fs'],
    ['src/embedded/pages.ts', 'web/pages.ts'],
    ['src/room/video.ts', 'livekit-server-sdk'],
    ['web/room/rail.tsx', 'src/app.ts'],
  ]
  test.each(taken)('lets %s import %s', (from, what) => {
    expect(complaint({ from, what })).toBeNull()
  })

  test('finds a circle, and says where it goes', () => {
    const around = [
      { from: 'src/a/a.ts', what: 'src/b/b.ts' },
      { from: 'src/b/other.ts', what: 'src/c/c.ts' },
      { from: 'src/c/c.ts', what: 'src/b/b.ts' },
    ]
    expect(circle(around)).toEqual(['b', 'c', 'b'])
    expect(circle(around.slice(0, 2))).toBeNull()
  })
})
