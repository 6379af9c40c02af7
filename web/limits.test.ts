import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { importsOf } from '../test/setup/imports.ts'

test('no length of a field is a bare number: it stands with the limits that the server checks', () => {
  const bare = importsOf('web').flatMap(({ file }) =>
    [...readFileSync(file, 'utf8').matchAll(/maxLength=(\{\s*[\d_]+\s*\}|"\d+")/g)].map(
      ([found]) => `${file}: ${found}`,
    ),
  )
  expect(bare).toEqual([])
})

test('limits bring nothing of the server into the pages: they import other limits at most', () => {
  const limits = importsOf('src').filter(({ file }) => file.endsWith('/limits.ts'))
  expect(limits.map(({ file }) => file)).toContain('src/guidance/limits.ts')
  for (const { file, imports } of limits) {
    expect(
      imports.every((imported) => imported.endsWith('/limits.ts')),
      file,
    ).toBe(true)
    expect(readFileSync(file, 'utf8')).not.toMatch(/from '[^.]/)
  }
})
