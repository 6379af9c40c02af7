import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { importsOf } from '../test/setup/imports.ts'

/**
 * The folders of the pages from top to bottom. Who stands higher may import what stands lower, never the other way
 * round; folders on one floor do not know each other.
 */
const floors = [
  // One folder per person.
  ['seeker', 'counsellor', 'coordinator'],
  // A checklist's questions, which hold the device check of the room.
  ['checklist'],
  // Where they meet.
  ['room'],
  // What all staff pages share; saving while one writes.
  ['staff', 'saving'],
  ['ui'],
  ['client'],
  ['i18n'],
]

const folderOf = (file: string) => /^web\/([^/]+)\//.exec(file)?.[1] ?? null
const floorOf = (folder: string) => floors.findIndex((floor) => floor.includes(folder))
const web = importsOf('web')

test('every folder of the pages stands on a floor, and every floor is there', () => {
  const found = new Set(web.flatMap(({ file }) => folderOf(file) ?? []))
  expect([...found].sort()).toEqual(floors.flat().sort())
})

test('the pages import downwards only, and no person’s pages those of another', () => {
  const wrong = web.flatMap(({ file, imports }) => {
    const from = folderOf(file)
    // What stands outside of every folder puts the pages together, and is known by nobody.
    if (from === null) return []
    return imports
      .filter((imported) => imported.startsWith('web/') && !mayKnow(from, folderOf(imported)))
      .map((imported) => `${file} imports ${imported}`)
  })
  expect(wrong).toEqual([])
})

test('the reader of imports sees static, type-only, dynamic and side-effect imports, and files that are there', () => {
  const routes = web.find(({ file }) => file === 'web/routes.tsx')
  expect(routes?.imports).toContain('web/i18n/locale.ts')
  expect(routes?.imports).toContain('web/seeker/my/my-page.tsx')
  expect(web.find(({ file }) => file === 'web/client/api.ts')?.imports).toContain('src/app.ts')
  expect(web.find(({ file }) => file === 'web/main.tsx')?.imports).toContain('web/ui/theme.css')
  const files = web.flatMap(({ imports }) => imports.filter((imported) => /^(src|web)\//.test(imported)))
  const missing = files.filter((file) => !existsSync(file))
  expect(missing).toEqual([])
})

function mayKnow(from: string, to: string | null): boolean {
  return to !== null && (from === to || floorOf(from) < floorOf(to))
}
