import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { answersFile, answersOfTypes, asLines } from './answer-types.ts'

test('the description tells the answers that the types of the program tell: after a change, `npm run describe`', async () => {
  const kept = (await readFile(answersFile, 'utf8')).split('\n')
  const told = asLines(answersOfTypes()).split('\n')
  expect(told.filter((line) => !kept.includes(line)).map((line) => line.slice(0, 200))).toEqual([])
  expect(kept).toEqual(told)
})
