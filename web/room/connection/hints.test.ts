import { expect, it } from 'vitest'
import { readHint } from './hints.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

it.each([
  ['a hint names what changed', '{"changed":"goals"}', 'fyrklang', 'goals'],
  ['another topic is not ours', '{"changed":"goals"}', 'lk.chat', null],
  ['an unknown part is passed over', '{"changed":"weather"}', 'fyrklang', null],
  ['broken bytes are passed over', '{"changed', 'fyrklang', null],
  ['a bare word is passed over', '"goals"', 'fyrklang', null],
])('%s', (_, payload, topic, expected) => {
  expect(readHint(bytes(payload), topic)).toBe(expected)
})
