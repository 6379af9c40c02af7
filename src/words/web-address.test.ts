import { expect, test } from 'vitest'
import { completeWebAddress, mayBecomeWebAddress, readWebAddress } from './web-address.ts'

test.each([
  ['https://studera.nu/program?ort=Lund', 'studera.nu'],
  ['HTTP://www.UG.dk', 'www.ug.dk'],
  ['https://example.org:8443/', 'example.org:8443'],
  // Whose place it is stands behind the last @; what stands before is a user name.
  ['https://bank.example@evil.example/', 'evil.example'],
  ['https://bank.example%2Fa:b@evil.example/', 'evil.example'],
  // The second letter is a Cyrillic one.
  ['https://bаnk.example/', 'xn--bnk-6cd.example'],
  ['https://malmö.se/', 'xn--malm-8qa.se'],
  ['https://example.org\\@evil.example/', 'example.org'],
])('the address %s leads to %s, and says so', (written, host) => {
  expect(readWebAddress(written)?.host).toBe(host)
})

test.each([
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'JAVASCRIPT:https://studera.nu',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'blob:https://studera.nu/1',
  'file:///etc/passwd',
  'https:studera.nu',
  'https://studera\u200b.nu/',
  'https://studera.nu/\u202egpj.exe',
  'https://stu\ndera.nu/',
  'https://localhost/',
  'https://',
  'studera.nu',
  '',
])('%j never becomes a link', (written) => {
  expect(readWebAddress(written)).toBeNull()
})

test.each([
  ['su.se', 'https://su.se/'],
  ['su.se:8443/a', 'https://su.se:8443/a'],
  [' https://www.ug.dk/uddannelser ', 'https://www.ug.dk/uddannelser'],
  ['not an address', null],
  ['javascript:alert(1)', null],
])('%s is completed to %s', (typed, expected) => {
  expect(completeWebAddress(typed)).toBe(expected)
})

test.each([
  ['java\nscript:alert(1)', false],
  ['\u0001javascript:alert(1)', false],
  [' javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['https://stu', true],
  ['the school: studera.nu', true],
])('a draft may hold %j: %s', (typed, may) => {
  expect(mayBecomeWebAddress(typed)).toBe(may)
})
