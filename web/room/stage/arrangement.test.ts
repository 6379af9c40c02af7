import { expect, it } from 'vitest'
import { arrange, type Face } from './arrangement.ts'

const face = (identity: string, role: string, local = false): Face => ({ identity, role, local })
const names = (faces: Face[]) => faces.map((each) => each.identity)

it('the others are large and oneself small', () => {
  const { large, small } = arrange([face('me', 'seeker', true), face('her', 'counsellor')])
  expect(names(large)).toEqual(['her'])
  expect(small?.identity).toBe('me')
})

it('alone, one sees oneself large', () => {
  expect(arrange([face('me', 'seeker', true)])).toMatchObject({ large: [{ identity: 'me' }], small: null })
})

it('the order does not follow who came or spoke last', () => {
  const people = [face('z', 'companion'), face('b', 'companion'), face('c', 'counsellor')]
  expect(names(arrange(people).large)).toEqual(['c', 'b', 'z'])
  expect(names(arrange([...people].reverse()).large)).toEqual(['c', 'b', 'z'])
})
