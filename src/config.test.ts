import { expect, test } from 'vitest'
import { describeSettings, readConfig, WrongSettings } from './config.ts'

test('nothing has to be set', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    dataDir: '.data',
    databaseUrl: null,
    publicUrl: null,
    smtpUrl: null,
    mailFrom: { name: 'Fyrklang', address: 'no-reply@localhost' },
    mailReplyTo: null,
    liveKit: null,
    video: 'auto',
    secretKey: null,
    secretKeyOld: null,
    trustProxy: false,
    bookingsPerHour: 100,
  })
})

test('an empty value counts as not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '  ' })).toEqual(readConfig({}))
})

test.each([
  ['PORT', '8080', { port: 8080 }],
  ['HOST', '::', { host: '::' }],
  ['PUBLIC_URL', 'https://guidance.example.org/', { publicUrl: 'https://guidance.example.org' }],
  ['DATABASE_URL', 'postgresql://a:b@db/fyrklang', { databaseUrl: 'postgresql://a:b@db/fyrklang' }],
  ['SMTP_URL', 'smtps://a:b@mail.example.org', { smtpUrl: 'smtps://a:b@mail.example.org' }],
  ['MAIL_FROM', 'a@example.org', { mailFrom: { name: '', address: 'a@example.org' } }],
  [
    'MAIL_FROM',
    'Malmö, Lunds "Vux" <post@example.org>',
    { mailFrom: { name: 'Malmö, Lunds "Vux"', address: 'post@example.org' } },
  ],
  [
    'MAIL_REPLY_TO',
    '"Vux, Lund" <vux@example.org>',
    { mailReplyTo: { name: 'Vux, Lund', address: 'vux@example.org' } },
  ],
  ['TRUST_PROXY', 'on', { trustProxy: true }],
  ['VIDEO', 'off', { video: 'off' }],
  ['BOOKINGS_PER_HOUR', '250', { bookingsPerHour: 250 }],
  ['BOOKINGS_PER_HOUR', 'off', { bookingsPerHour: null }],
])('%s may be %s', (name, value, expected) => {
  expect(readConfig({ [name]: value })).toMatchObject(expected)
})

test('an address of a LiveKit server may be written with http', () => {
  const config = readConfig({
    LIVEKIT_URL: 'https://lk.example.org/',
    LIVEKIT_API_KEY: 'key',
    LIVEKIT_API_SECRET: 's'.repeat(32),
  })
  expect(config.liveKit?.url).toBe('wss://lk.example.org')
})

test.each([
  ['PORT', '70000', '"70000"', '0 to 65535'],
  ['PORT', '3000a', '"3000a"', '0 to 65535'],
  ['HOST', 'a b', '"a b"', '127.0.0.1'],
  ['PUBLIC_URL', 'guidance.example.org', '"guidance.example.org"', 'https://'],
  ['PUBLIC_URL', 'https://example.org/guidance', '"https://example.org/guidance"', 'without a path'],
  ['DATABASE_URL', 'mysql://root:hunter2@db/x', 'begins with mysql://', 'postgres://'],
  ['DATABASE_URL', 'hunter2', 'a text of 7 characters', 'postgres://'],
  ['SMTP_URL', 'http://user:hunter2@mail', 'begins with http://', 'smtp://'],
  ['MAIL_FROM', 'nobody', '"nobody"', 'no-reply@example.org'],
  ['MAIL_FROM', 'Fyr <a@example.org', 'Fyr <a@example.org', 'no-reply@example.org'],
  ['MAIL_FROM', 'a@example.org, b@example.org', 'a@example.org, b@', 'one address'],
  ['MAIL_REPLY_TO', 'Vux', '"Vux"', 'one address'],
  ['LIVEKIT_URL', 'lk.example.org', '"lk.example.org"', 'wss://'],
  ['SECRET_KEY', 'hunter2', 'a text of 7 characters', 'at least 32'],
  ['TRUST_PROXY', 'yes', '"yes"', 'on or off'],
  ['VIDEO', 'maybe', '"maybe"', 'auto (default) or off'],
  ['BOOKINGS_PER_HOUR', '0', '"0"', 'from 1 to 999999'],
  ['BOOKINGS_PER_HOUR', 'many', '"many"', 'or off'],
])(
  'a wrong %s (%s) ends the start with a sentence that says what it was and what it may be',
  (name, value, was, mayBe) => {
    const sentence = sentenceOf({ [name]: value })
    expect(sentence).toMatch(new RegExp(`^${name} was `))
    expect(sentence).toContain(was)
    expect(sentence).toContain(mayBe)
    expect(sentence).not.toContain('hunter2')
  },
)

test('a LiveKit address without its keys is named', () => {
  expect(sentenceOf({ LIVEKIT_URL: 'wss://lk.example.org' })).toMatch(
    /^LIVEKIT_API_KEY and LIVEKIT_API_SECRET were not set, but/,
  )
})

test('every wrong setting is told at once', () => {
  expect(sentenceOf({ PORT: 'x', VIDEO: 'x' }).split('\n')).toHaveLength(2)
})

test('the help names every setting', () => {
  expect(describeSettings().match(/^[A-Z_]+$/gm)).toHaveLength(16)
})

function sentenceOf(environment: Record<string, string>): string {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof WrongSettings) return error.message
  }
  return 'nothing was wrong'
}
