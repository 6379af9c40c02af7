import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createTransport } from 'nodemailer'
import { afterwards } from '../../src/afterwards.ts'
import { booking, guidanceCase } from '../../src/meeting/schema.ts'
import { connect } from '../../src/db/client.ts'
import type { Db } from '../../src/db/client.ts'
import { createDatabase } from '../../src/db/create.ts'
import { migrateDatabase } from '../../src/db/migrate.ts'
import { startPostgres } from '../../src/embedded/postgres.ts'
import { letter } from '../../src/notify/schema.ts'
import { sendDueLetters } from '../../src/notify/sending.ts'
import { smtpMailer } from '../../src/notify/smtp.ts'
import type { Mail, Ports } from '../../src/ports.ts'
import { random } from '../../src/crypto/random.ts'
import { seedOrganisation } from '../setup/people.ts'
import { atLeast, forTheRecord, median } from './figure.ts'
import type { Figure } from './figure.ts'

const letters = 1000
const rounds = 7

/**
 * 1,000 due letters through the outbox against raw pooled nodemailer with letters of the same size, to the
 * same sink, by turns. The middle one of the rounds' ratios counts: both sides of a round meet the same other
 * work on the machine.
 */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fyrklang-bench-letters-'))
  const server = await startPostgres(folder, { say: () => {} })
  const sink = await startSink()
  try {
    await createDatabase(server.urlOf('postgres'), 'bench')
    await migrateDatabase(server.urlOf('bench'))
    const { db, close } = connect(server.urlOf('bench'))
    await seedTalks(db)
    const mailer = smtpMailer(sink.url)
    const ports = benchPorts(db, mailer)
    const sample = await firstMail(ports)
    const raw: number[] = []
    const ours: number[] = []
    for (let round = 0; round < rounds; round++) {
      raw.push(await rawRate(sink.url, sample))
      ours.push(await outboxRate(ports))
    }
    mailer.close()
    await close()
    const ratios = ours.map((rate, round) => rate / (raw[round] ?? Infinity))
    return [
      forTheRecord('letters.raw', median(raw), '/s'),
      forTheRecord('letters.outbox', median(ours), '/s'),
      atLeast('letters.outbox-of-raw', median(ratios), 0.7),
    ]
  } finally {
    sink.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startSink(): Promise<{ url: string; stop(): void }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'letters-sink.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (text) => resolve(String(text).trim()))
    child.once('exit', () => reject(new Error('the sink ended')))
  })
  return { url: `smtp://127.0.0.1:${port}`, stop: () => child.stdin.end() }
}

const now = Date.UTC(2026, 9, 5, 8)

function benchPorts(db: Db, mailer: Ports['mailer']): Ports {
  return {
    clock: { now: () => now },
    random,
    db,
    mailer,
    video: null,
    settings: {
      publicUrl: 'http://fyrklang.test',
      secretKey: 'x'.repeat(32),
      mailFrom: 'Fyrklang <letters@fyrklang.test>',
      mailbox: false,
      bookingsPerHour: null,
    },
    afterwards: afterwards(),
  }
}

/** A talk for each letter: the record of every letter is read anew. */
async function seedTalks(db: Db): Promise<void> {
  const {
    organisation,
    services: [service],
    counsellors: [counsellor],
    template,
  } = await seedOrganisation(db)
  const caseId = random.uuid(now)
  const at = new Date(now)
  await db.insert(guidanceCase).values({ id: caseId, organisationId: organisation.id, codeHash: caseId, createdAt: at })
  const rows = Array.from({ length: letters }, (_, index) => {
    const startsAt = new Date(now + (index + 1) * 3_600_000)
    const endsAt = new Date(startsAt.getTime() + 45 * 60_000)
    return {
      id: random.uuid(now),
      caseId,
      organisationId: organisation.id,
      serviceId: service.id,
      counsellorId: counsellor.id,
      startsAt,
      endsAt,
      busy: { from: startsAt, until: endsAt },
      form: 'video' as const,
      language: 'sv',
      lettersLanguage: 'sv' as const,
      seekerZone: 'Europe/Stockholm',
      email: `seeker${index}@example.org`,
      checklistVersionId: template.version.id,
      createdAt: at,
      updatedAt: at,
    }
  })
  await db.insert(booking).values(rows)
}

async function queueLetters(db: Db, most: number): Promise<void> {
  await db.delete(letter)
  const talks = await db.select({ id: booking.id }).from(booking).limit(most)
  const due = new Date(now)
  await db.insert(letter).values(
    talks.map(({ id }) => ({
      id: random.uuid(now),
      bookingId: id,
      bookingVersion: 0,
      kind: 'booked' as const,
      recipient: 'seeker' as const,
      dueAt: due,
      createdAt: due,
    })),
  )
}

/** What the outbox writes, for the raw sender to send as well. */
async function firstMail(ports: Ports): Promise<Mail> {
  let seen: Mail | null = null
  await queueLetters(ports.db, 1)
  await sendDueLetters({
    ...ports,
    mailer: {
      send: async (mail) => {
        seen = mail
        return { delivered: true }
      },
    },
  })
  if (!seen) throw new Error('no letter was written')
  return seen
}

async function rawRate(url: string, { calendar, ...mail }: Mail): Promise<number> {
  const transport = createTransport({ url, pool: true, maxMessages: 500 })
  const started = performance.now()
  await Promise.all(
    Array.from({ length: letters }, (_, index) =>
      transport.sendMail({
        ...mail,
        to: `seeker${index}@example.org`,
        ...(calendar ? { icalEvent: { ...calendar, filename: 'calendar.ics' } } : {}),
      }),
    ),
  )
  const seconds = (performance.now() - started) / 1000
  transport.close()
  return letters / seconds
}

async function outboxRate(ports: Ports): Promise<number> {
  await queueLetters(ports.db, letters)
  const started = performance.now()
  const { sent } = await sendDueLetters(ports)
  const seconds = (performance.now() - started) / 1000
  if (sent !== letters) throw new Error(`${sent} of ${letters} letters were sent`)
  return letters / seconds
}
