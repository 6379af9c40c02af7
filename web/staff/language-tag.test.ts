import { expect, test } from 'vitest'
import { tagOf } from './language-tag.ts'

const swedish = (tag: string) => new Intl.DisplayNames(['sv'], { type: 'language' }).of(tag) ?? tag

test.each([
  ['arabiska', 'ar'],
  [' Somaliska ', 'so'],
  ['pl', 'pl'],
  ['AR', 'ar'],
  ['klingonska eller så', null],
  ['qqx', null],
  ['', null],
])('the language that somebody writes as %j is %j', (written, tag) => {
  expect(tagOf(written, swedish)).toBe(tag)
})
