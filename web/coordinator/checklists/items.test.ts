import { expect, test } from 'vitest'
import { kinds, moved, newItem, tidy } from './items.ts'

test('every new item gets an id of its own', () => {
  const items = [...kinds, ...kinds, ...kinds].reduce<ReturnType<typeof newItem>[]>(
    (list, kind) => [...list, newItem(kind, list)],
    [],
  )
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
})

test('an item moves one place, and stays where it is at either end', () => {
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
})

test('an explanation that was left empty is left out, a begun one is kept for the server to check', () => {
  const item = newItem('goal', [])
  expect(tidy([{ ...item, body: { sv: '', da: ' ', en: '' } }])[0]).not.toHaveProperty('body')
  expect(tidy([{ ...item, body: { sv: 'Tänk efter', da: '', en: '' } }])[0]).toHaveProperty('body')
})
