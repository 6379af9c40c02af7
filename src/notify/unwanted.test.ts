import { expect, test } from 'vitest'
import { mailboxOf, markKeyFrom, markOf, readStopToken, stopToken } from './unwanted.ts'
import type { MarkKey } from './unwanted.ts'

const key = await markKeyFrom(new Uint8Array(32).fill(7))
const otherKey = await markKeyFrom(new Uint8Array(32).fill(8))
const organisationId = '0199c000-0000-7000-8000-000000000001'
const address = 'kim@example.org'

const tokenOf = async (by: MarkKey) =>
  stopToken(by, { organisationId, mark: await markOf(by, { organisationId, address }) })

test('the link of a letter names its organisation and its address, and neither can be read in it', async () => {
  const token = await tokenOf(key)
  const mark = await markOf(key, { organisationId, address })
  expect(await readStopToken(key, [], token)).toEqual({ organisationId, mark })
  expect(token).toMatch(/^[\da-f]{96}$/)
  expect(mark).not.toBe(await markOf(otherKey, { organisationId, address }))
  expect(mark).not.toBe(await markOf(key, { organisationId: `${organisationId}2`, address }))
})

test('a link that was made up, or changed in any sign, is none', async () => {
  const token = await tokenOf(key)
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === '0' ? '1' : '0'
    expect(await readStopToken(key, ['a secret'], token.slice(0, at) + other + token.slice(at + 1))).toBeNull()
  }
  for (const nonsense of ['', 'f'.repeat(96), `${token}0`, token.slice(1)])
    expect(await readStopToken(key, ['a secret'], nonsense)).toBeNull()
})

test.each([
  ['Kim@Example.org', 'kim@example.org'],
  ['kim+one@example.org', 'kim@example.org'],
  ['kim+one+two@example.org', 'kim@example.org'],
  ['kim@plus+sign.example', 'kim@plus+sign.example'],
])('%s is the mailbox %s', (typed, mailbox) => expect(mailboxOf(typed)).toBe(mailbox))
