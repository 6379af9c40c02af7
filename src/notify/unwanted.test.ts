import { expect, test } from 'vitest'
import { mailboxOf, marksOf, readStopToken, stopToken } from './unwanted.ts'

const settings = { secretKey: 'the key of now, which nobody else has' }
const organisationId = '0199c000-0000-7000-8000-000000000001'
const address = 'kim@example.org'

const tokenOf = async (keys: { secretKey: string }) => {
  const [mark] = await marksOf(keys, { organisationId, address })
  return stopToken(keys, { organisationId, mark })
}

test('the link of a letter names its organisation and its address, and neither can be read in it', async () => {
  const token = await tokenOf(settings)
  const [mark] = await marksOf(settings, { organisationId, address })
  expect(await readStopToken(settings, token)).toEqual({ organisationId, mark })
  expect(token).toMatch(/^[\da-f]{96}$/)
  expect(mark).not.toBe((await marksOf({ secretKey: 'another key' }, { organisationId, address }))[0])
  expect(mark).not.toBe((await marksOf(settings, { organisationId: `${organisationId}2`, address }))[0])
})

test('a link that was made up, or changed in any sign, is none', async () => {
  const token = await tokenOf(settings)
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === '0' ? '1' : '0'
    expect(await readStopToken(settings, token.slice(0, at) + other + token.slice(at + 1))).toBeNull()
  }
  for (const nonsense of ['', 'f'.repeat(96), `${token}0`, token.slice(1)])
    expect(await readStopToken(settings, nonsense)).toBeNull()
})

test('links and marks from before a rotation of the key hold', async () => {
  const rotated = { secretKey: 'the next key, which nobody else has', secretKeyOld: settings.secretKey }
  const before = await tokenOf(settings)
  const found = await readStopToken(rotated, before)
  expect(await marksOf(rotated, { organisationId, address })).toContain(found?.mark)
})

test.each([
  ['Kim@Example.org', 'kim@example.org'],
  ['kim+one@example.org', 'kim@example.org'],
  ['kim+one+two@example.org', 'kim@example.org'],
  ['kim@plus+sign.example', 'kim@plus+sign.example'],
])('%s is the mailbox %s', (typed, mailbox) => expect(mailboxOf(typed)).toBe(mailbox))
