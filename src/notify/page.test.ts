import { describe, expect, test } from 'vitest'
import { htmlOf, textOf } from './page.ts'
import type { Page } from './page.ts'

const page: Page = {
  language: 'en',
  heading: 'Your appointment',
  paragraphs: ['It is booked.', 'See you.'],
  facts: [
    { name: 'When', value: 'Wednesday' },
    { name: 'How', value: 'By phone' },
  ],
  action: { label: 'Open', url: 'https://fyrklang.example/my' },
  notes: ['A note.', 'Another.'],
  foot: 'Testkommun',
}
const bare: Page = { ...page, paragraphs: [], facts: [], action: null, notes: [] }

describe('the letter as text', () => {
  test('says one thing after the other, with the signature under the line that mail programs know', () => {
    expect(textOf(page)).toBe(
      [
        'Your appointment',
        '',
        'It is booked.',
        '',
        'See you.',
        '',
        'When: Wednesday',
        'How: By phone',
        '',
        'Open:',
        'https://fyrklang.example/my',
        '',
        'A note.',
        '',
        'Another.',
        '',
        '-- ',
        'Testkommun',
        '',
      ].join('\n'),
    )
  })

  test('leaves no gap for what there is nothing to say of', () => {
    expect(textOf(bare)).toBe('Your appointment\n\n-- \nTestkommun\n')
  })
})

describe('the letter as HTML', () => {
  /** The words between the tags, in order. */
  const words = (html: string) =>
    html
      .slice(html.indexOf('<body'))
      .split(/<[^>]*>/)
      .map((text) => text.replace(/&nbsp;/g, '').trim())
      .filter((text) => text !== '')

  test('says the same as the text, in the same order', () => {
    expect(words(htmlOf(page))).toEqual([
      'Your appointment',
      'It is booked.',
      'See you.',
      'When',
      'Wednesday',
      'How',
      'By phone',
      'Open',
      'A note.',
      'Another.',
      'Testkommun',
    ])
    expect(words(htmlOf(bare))).toEqual(['Your appointment', 'Testkommun'])
  })

  test('is a page in its language with its heading as title, and leads to one place', () => {
    const html = htmlOf(page)
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(html).toContain('<title>Your appointment</title>')
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url)).toEqual(['https://fyrklang.example/my'])
    expect(htmlOf(bare)).not.toMatch(/<a |<dl|<dt/)
  })

  test('keeps every text a text, whatever signs are in it', () => {
    const signs = `<b>"Kommun" & 'co'</b>`
    const written = '&lt;b&gt;&quot;Kommun&quot; &amp; &#39;co&#39;&lt;/b&gt;'
    const html = htmlOf({
      ...page,
      heading: signs,
      paragraphs: [signs],
      facts: [{ name: signs, value: signs }],
      action: { label: signs, url: `https://fyrklang.example/${signs}` },
      notes: [signs],
      foot: signs,
    })
    expect(html).not.toContain('<b>')
    // Title and heading, paragraph, name and value of the fact, label and address, note, foot.
    expect(html.split(written)).toHaveLength(10)
  })

  test('gives every part of its looks a value, and enough contrast to what is read', () => {
    const html = htmlOf(page)
    expect(html).not.toMatch(/[:;]\s*(;|")|solid\s*(;|")/)
    const colour = (pattern: RegExp) => pattern.exec(html)?.[1] ?? ''
    const paper = colour(/<body[^>]*background:(#[0-9a-f]{6})/)
    const read = [
      [colour(/<body[^>]*[;"]color:(#[0-9a-f]{6})/), paper],
      [colour(/<dt[^>]*[;"]color:(#[0-9a-f]{6})/), paper],
      [colour(/<a[^>]*[;"]color:(#[0-9a-f]{6})/), colour(/<a[^>]*background:(#[0-9a-f]{6})/)],
    ] as const
    // WCAG 2.2, 1.4.3.
    for (const [ink, ground] of read) expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5)
  })

  test('draws its mark for the eye alone: four arcs, of which the last is lit', () => {
    const mark = /<table role="presentation" aria-hidden="true".*?<\/table>/.exec(htmlOf(bare))?.[0] ?? ''
    const arcs = [...mark.matchAll(/height:(\d+)px;border-right:4px solid (#[0-9a-f]{6})/g)]
    expect(arcs.map(([, height]) => Number(height))).toEqual([12, 22, 32, 42])
    expect(new Set(arcs.slice(0, 3).map(([, , colour]) => colour)).size).toBe(1)
    expect(arcs[3]?.[2]).not.toBe(arcs[0]?.[2])
    expect(mark.match(/<td /g)).toHaveLength(4)
    expect(mark).toContain('</td><td ')
  })
})

/** WCAG 2.2: relative luminance and contrast ratio of two sRGB colours. */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
