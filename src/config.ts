import { z } from 'zod'
import { readMailbox } from './words/mailbox.ts'
import type { Mailbox } from './words/mailbox.ts'

/** Everything that can be set, read once. `npm start -- --help` prints it. */
export type Config = {
  port: number
  host: string
  /** Where the embedded database, keys and the video server are kept. */
  dataDir: string
  /** `null`: the embedded PostgreSQL in the data folder. */
  databaseUrl: string | null
  /** Origin under which people reach the program; `null`: localhost and the port. */
  publicUrl: string | null
  /** `null`: letters are caught by the built-in mailbox page (embedded) or wait (own database). */
  smtpUrl: string | null
  mailFrom: Mailbox
  /** Who reads what is answered to letters; `null`: nobody, which the letters say. */
  mailReplyTo: Mailbox | null
  liveKit: { url: string; apiKey: string; apiSecret: string } | null
  /** `off`: no video server is looked for, installed or started. */
  video: 'auto' | 'off'
  /** `null`: made at the first start and kept in the data folder. */
  secretKey: string | null
  /** The key before the last rotation. */
  secretKeyOld: string | null
  trustProxy: boolean
  /** Talks that one address may book in an hour; `null`: any number. */
  bookingsPerHour: number | null
}

type Setting = { schema: z.ZodType; mayBe: string; about: string; secret?: true }

const address = (...schemes: string[]) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol) && new URL(text).hostname !== '')

const mailbox = z.string().transform((text, context) => {
  const read = readMailbox(text)
  if (!read) context.addIssue({ code: 'custom' })
  return read ?? z.NEVER
})

const settings = {
  PORT: {
    schema: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .refine((port) => port <= 65535)
      .default(3000),
    mayBe: 'a port from 0 to 65535, where 0 takes a free one (default 3000)',
    about: 'Where the program listens.',
  },
  HOST: {
    schema: z
      .string()
      .regex(/^[\w.:-]+$/)
      .default('127.0.0.1'),
    mayBe: 'an address of this machine, such as 127.0.0.1 (default), 0.0.0.0 or ::',
    about: 'Address that the program listens on.',
  },
  DATA_DIR: {
    schema: z.string().default('.data'),
    mayBe: 'a path to a folder (default .data)',
    about: 'Embedded database, keys and video server are kept here.',
  },
  DATABASE_URL: {
    schema: address('postgres:', 'postgresql:').optional(),
    mayBe: 'an address like postgres://user:password@host:5432/fyrklang',
    about: 'PostgreSQL 14 or newer with btree_gist. Unset: an embedded one.',
    secret: true,
  },
  PUBLIC_URL: {
    schema: address('http:', 'https:')
      .transform((text) => new URL(text))
      .refine((url) => url.pathname === '/' && !url.search && !url.hash && !url.username)
      .transform((url) => url.origin)
      .optional(),
    mayBe: 'the origin under which people reach the program, without a path, such as https://guidance.example.org',
    about: 'Links in letters begin with it. Default: http://localhost and the port.',
  },
  SMTP_URL: {
    schema: address('smtp:', 'smtps:').optional(),
    mayBe: 'an address like smtp://user:password@host:587 or smtps://user:password@host:465',
    about: 'Where letters go. Unset: caught by the built-in mailbox page.',
    secret: true,
  },
  MAIL_FROM: {
    schema: mailbox.default({ name: 'Fyrklang', address: 'no-reply@localhost' }),
    mayBe: 'one address like Vägledningen <no-reply@example.org>',
    about: 'From-address of every letter.',
  },
  MAIL_REPLY_TO: {
    schema: mailbox.optional(),
    mayBe: 'one address like Vägledningen <guidance@example.org>',
    about: 'Who reads answers to letters and to calendar invitations. Unset: nobody, and the letters say so.',
  },
  LIVEKIT_URL: {
    schema: address('ws:', 'wss:', 'http:', 'https:')
      .transform((text) => text.replace(/^http/, 'ws').replace(/\/$/, ''))
      .optional(),
    mayBe: 'an address like wss://livekit.example.org',
    about: 'A LiveKit server of your own. Unset: one is started beside the program.',
  },
  LIVEKIT_API_KEY: {
    schema: z.string().min(1).optional(),
    mayBe: 'the key of that LiveKit server',
    about: 'Goes with LIVEKIT_URL.',
  },
  LIVEKIT_API_SECRET: {
    schema: z.string().min(32).optional(),
    mayBe: 'the secret of that key, at least 32 characters',
    about: 'Goes with LIVEKIT_API_KEY.',
    secret: true,
  },
  VIDEO: {
    schema: z.enum(['auto', 'off']).default('auto'),
    mayBe: 'auto (default) or off',
    about: 'off: no video server is started or installed.',
  },
  SECRET_KEY: {
    schema: z.string().min(32).optional(),
    mayBe: 'at least 32 random characters, such as `openssl rand -hex 32` gives',
    about:
      'Keys of sessions and codes come from it; the same on every instance. Unset: made and kept in the data folder, as secret-key: back it up with the database. Lost, or another than the database is in use with, the start ends; `npm start -- --new-secret-key` makes another.',
    secret: true,
  },
  SECRET_KEY_OLD: {
    schema: z.string().min(32).optional(),
    mayBe: 'what SECRET_KEY was before, at least 32 characters',
    about:
      'After SECRET_KEY was changed: what the old one sealed, and codes that were given out under it, still open. "npm run rotate-key" brings the sealed keys over; a code is brought over when it is used.',
    secret: true,
  },
  TRUST_PROXY: {
    schema: z
      .enum(['on', 'off'])
      .default('off')
      .transform((word) => word === 'on'),
    mayBe: 'on or off (default)',
    about: 'on: a proxy in front sets X-Forwarded-For, and nobody reaches the program past it.',
  },
  BOOKINGS_PER_HOUR: {
    schema: z
      .union([
        z.literal('off').transform(() => null),
        z
          .string()
          .regex(/^[1-9]\d{0,5}$/)
          .transform(Number),
      ])
      .default(100),
    mayBe: 'a whole number from 1 to 999999 (default 100), or off',
    about:
      'So many talks may be booked from one address in an hour, and four times as many in a day. A school is one address; behind a proxy see TRUST_PROXY.',
  },
} satisfies Record<string, Setting>

type Name = keyof typeof settings
type Environment = Record<string, string | undefined>

/** The start ends with this: one sentence for each wrong setting. */
export class WrongSettings extends Error {}

/**
 * Reads and checks every setting. An empty value counts as unset.
 *
 * @throws WrongSettings naming each wrong one, what it was (secrets only by their length) and what it may be
 */
export function readConfig(environment: Environment): Config {
  const wrong: string[] = []
  const read = <N extends Name>(name: N): z.output<(typeof settings)[N]['schema']> => {
    const given = environment[name]?.trim() || undefined
    const result = settings[name].schema.safeParse(given)
    if (!result.success) wrong.push(`${name} was ${shown(settings[name], given)}, but must be ${settings[name].mayBe}.`)
    // Never used when it failed: the sentence above ends the start.
    return result.data as z.output<(typeof settings)[N]['schema']>
  }
  const config: Config = {
    port: read('PORT'),
    host: read('HOST'),
    dataDir: read('DATA_DIR'),
    databaseUrl: read('DATABASE_URL') ?? null,
    publicUrl: read('PUBLIC_URL') ?? null,
    smtpUrl: read('SMTP_URL') ?? null,
    mailFrom: read('MAIL_FROM'),
    mailReplyTo: read('MAIL_REPLY_TO') ?? null,
    liveKit: liveKitOf(read('LIVEKIT_URL'), read('LIVEKIT_API_KEY'), read('LIVEKIT_API_SECRET'), wrong),
    video: read('VIDEO'),
    secretKey: read('SECRET_KEY') ?? null,
    secretKeyOld: read('SECRET_KEY_OLD') ?? null,
    trustProxy: read('TRUST_PROXY'),
    bookingsPerHour: read('BOOKINGS_PER_HOUR'),
  }
  if (wrong.length > 0) throw new WrongSettings(wrong.join('\n'))
  return config
}

function liveKitOf(
  url: string | undefined,
  apiKey: string | undefined,
  apiSecret: string | undefined,
  wrong: string[],
) {
  if (url && apiKey && apiSecret) return { url, apiKey, apiSecret }
  const set = Object.entries({ LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret })
  const missing = set.filter(([, value]) => !value).map(([name]) => name)
  if (missing.length < 3 && wrong.every((sentence) => !sentence.startsWith('LIVEKIT_'))) {
    wrong.push(
      `${missing.join(' and ')} ${missing.length > 1 ? 'were' : 'was'} not set, but LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET must be set all three or not at all.`,
    )
  }
  return null
}

/** What a setting was, as far as it may stand in a log. */
function shown(setting: Setting, value: string | undefined): string {
  if (value === undefined) return 'not set'
  if (!setting.secret) return JSON.stringify(value)
  const scheme = /^[a-z][a-z0-9+]*:\/\//i.exec(value)?.[0]
  return scheme
    ? `an address that begins with ${scheme} (the rest is not shown)`
    : `a text of ${value.length} characters (not shown)`
}

/** What `npm start -- --help` prints. */
export function describeSettings(): string {
  return Object.entries(settings)
    .map(([name, { about, mayBe }]) => `${name}\n    ${about}\n    May be: ${mayBe}.`)
    .join('\n')
}
