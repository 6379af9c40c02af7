import { expect, test } from 'vitest'
import { cataloguesDisagree } from './catalogue.ts'

const sv = (messages: Record<string, unknown>) => ({ locale: 'sv', file: 'sv/common.json', messages })
const da = (messages: Record<string, unknown>) => ({ locale: 'da', file: 'da/common.json', messages })

test('catalogues that say the same things agree', () => {
  expect(cataloguesDisagree([sv({ a: 'Om {time}' }), da({ a: '{time} endnu' })])).toEqual([])
})

test('a message that one language lacks is named', () => {
  expect(cataloguesDisagree([sv({ a: 'Ja' }), da({})])).toEqual(['a: missing in da'])
  expect(cataloguesDisagree([sv({ a: 'Ja' }), da({ a: '' })])).toEqual(['a: missing in da'])
})

test('a message that takes other parameters in another language is named', () => {
  expect(cataloguesDisagree([sv({ a: 'Om {time}' }), da({ a: 'Om lidt' })])).toEqual([
    'a: takes {time} in sv, but {} in da',
  ])
})

test('variants are compared by what they declare', () => {
  const variants = [
    {
      declarations: ['input count', 'local plural = count: plural'],
      selectors: ['plural'],
      match: { 'plural=one': '{count} dag', 'plural=other': '{count} dagar' },
    },
  ]
  expect(cataloguesDisagree([sv({ a: variants }), da({ a: '{count} dage' })])).toEqual([])
})

test('a message that stands in two files is named', () => {
  expect(cataloguesDisagree([sv({ a: 'Ja' }), { ...sv({ a: 'Jo' }), file: 'sv/room.json' }])).toEqual([
    'a: stands in sv/common.json and sv/room.json',
  ])
})
