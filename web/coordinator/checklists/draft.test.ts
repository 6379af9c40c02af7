import { expect, test } from 'vitest'
import type { ChecklistItem } from '../../../src/checklist/checklist.ts'
import { differenceOf } from './draft.ts'

const item = (id: string, sv: string): ChecklistItem => ({
  id,
  kind: 'text',
  audience: ['seeker'],
  title: { sv, da: '', en: '' },
})

test('an item is marked as new or changed against the version that is in use, and not for having moved', () => {
  const stored = [item('a', 'Först'), item('b', 'Sedan')]
  expect(
    [item('b', 'Sedan'), item('a', 'Först nu'), item('c', 'Till sist')].map((one) => differenceOf(one, stored)),
  ).toEqual([null, 'changed', 'new'])
})
