import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocksOf } from './marks.ts'

test('an empty line begins a paragraph, a dash an item of a list', () => {
  expect(blocksOf('Ring oss.\nEller skriv.\n\n- en\n- två\nSedan mer')).toEqual([
    { kind: 'paragraph', lines: [[{ text: 'Ring oss.' }], [{ text: 'Eller skriv.' }]] },
    { kind: 'list', lines: [[{ text: 'en' }], [{ text: 'två' }]] },
    { kind: 'paragraph', lines: [[{ text: 'Sedan mer' }]] },
  ])
})

test.each([
  [
    'Läs https://www.imy.se.',
    [{ text: 'Läs ' }, { text: 'https://www.imy.se', href: 'https://www.imy.se/' }, { text: '.' }],
  ],
  [
    '(http://localhost:3000/my)',
    [{ text: '(' }, { text: 'http://localhost:3000/my', href: 'http://localhost:3000/my' }, { text: ')' }],
  ],
  ['javascript:alert(1)', [{ text: 'javascript:alert(1)' }]],
  ['https://a"onclick="x', [{ text: 'https://a' }, { text: '"onclick="x' }]],
  ['<b>fet</b>', [{ text: '<b>fet</b>' }]],
])('in %s only addresses of the web are links', (text, pieces) => {
  expect(blocksOf(text)).toEqual([{ kind: 'paragraph', lines: [pieces] }])
})

test('whatever is written, nothing of it gets lost but blanks and dashes, and no link leads elsewhere than it says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const pieces = blocksOf(text).flatMap(({ lines }) => lines.flat())
      const bare = (written: string) => written.replaceAll(/[\s-]/g, '')
      expect(bare(pieces.map((piece) => piece.text).join(''))).toBe(bare(text))
      for (const { href } of pieces) if (href !== undefined) expect(href).toMatch(/^https?:\/\//)
    }),
  )
})
