import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { eq } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import { afterwards } from '../../src/afterwards.ts'
import { random } from '../../src/crypto/random.ts'
import type { Db } from '../../src/db/client.ts'
import { sealTalks } from '../../src/meeting/seal-plain.store.ts'
import { booking, meeting } from '../../src/meeting/schema.ts'
import { appointmentKey } from '../../src/notify/letter.ts'
import { letter } from '../../src/notify/schema.ts'
import { smtpMailer } from '../../src/notify/smtp.ts'
import { addLetters } from '../../src/notify/store.ts'
import type { Mail, Ports } from '../../src/ports.ts'
import { sendLetters } from '../setup/letters.ts'
import { addSeeker, addTalks } from '../setup/many-talks.ts'
import { seedOrganisation } from '../setup/people.ts'
import { atLeast, forTheRecord, median } from './figure.ts'
import type { Figure } from './figure.ts'
import { withDatabase } from './own-database.ts'

const letters = 1000
const rounds = 7

/**
 * 1,000 due letters through the outbox against raw pooled nodemailer with letters of the same size, to the
 * same sink, by turns. The middle one of the rounds' ratios counts: both sides of a round meet the same other
 * work on the machine.
 */
export async function run(): Promise<Figure[]> {
  return withDatabase(async ({ db }) => {
    const sink = await startSink()
    try {
      const mailer = smtpMailer(sink.url)
      const ports = benchPorts(db, mailer)
      await seedTalks(ports)
      const sample = await firstMail(ports)
      const raw: number[] = []
      const ours: number[] = []
      for (let round = 0; round < rounds; round++) {
        raw.push(await rawRate(sink.url, sample))
        ours.push(await outboxRate(ports))
      }
      mailer.close()
      const ratios = ours.map((rate, round) => rate / (raw[round] ?? Infinity))
      return [
        forTheRecord('letters.raw', median(raw), '/s'),
        forTheRecord('letters.outbox', median(ours), '/s'),
        atLeast('letters.outbox-of-raw', median(ratios), 0.7),
      ]
    } finally {
      sink.stop()
    }
  })
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
      mailFrom: { name: 'Fyrklang', address: 'letters@fyrklang.test' },
      mailReplyTo: null,
      mailbox: false,
      bookingsPerHour: null,
    },
    afterwards: afterwards(),
    tellRoom: () => {},
  }
}

/** A talk and a sealed case for each letter: the record of every letter is read and opened anew. */
async function seedTalks(ports: Ports): Promise<void> {
  const { db } = ports
  const {
    organisation,
    services: [service],
    counsellors: [counsellor],
    template,
  } = await seedOrganisation(db)
  const talks = []
  for (let index = 0; index < letters; index++) {
    const from = now + (index + 1) * 3_600_000
    talks.push({
      caseId: await addSeeker(db, now, `seeker${index}@example.org`),
      organisationId: organisation.id,
      service,
      counsellorId: counsellor.id,
      from,
      until: from + 45 * 60_000,
      form: 'video' as const,
      checklistVersionId: template.version.id,
      atMs: now,
    })
  }
  await addTalks(db, talks)
  while ((await sealTalks(ports)) > 0);
}

async function queueLetters(db: Db, most: number): Promise<void> {
  await db.delete(letter)
  const talks = await db
    .select({ id: booking.id, organisationId: meeting.organisationId })
    .from(booking)
    .innerJoin(meeting, eq(meeting.id, booking.meetingId))
    .limit(most)
  const due = new Date(now)
  await addLetters(
    db,
    talks.map(({ id, organisationId }) => ({
      id: random.uuid(now),
      organisationId,
      bookingId: id,
      hostId: null,
      kind: 'booked' as const,
      recipient: 'seeker' as const,
      eventKey: appointmentKey('booked', 'seeker', { id, hostId: '', icsSequence: 0, addressVersion: 0 }),
      sequence: 0,
      dueAt: due,
      createdAt: due,
    })),
  )
}

/** What the outbox writes, for the raw sender to send as well. */
async function firstMail(ports: Ports): Promise<Mail> {
  let seen: Mail | null = null
  await queueLetters(ports.db, 1)
  await sendLetters({
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
  const { sent } = await sendLetters(ports)
  const seconds = (performance.now() - started) / 1000
  if (sent !== letters) throw new Error(`${sent} of ${letters} letters were sent`)
  return letters / seconds
}
