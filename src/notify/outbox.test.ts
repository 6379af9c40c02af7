import { desc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'
import { talkWithLetters } from '../../test/setup/letters.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { booking } from '../meeting/schema.ts'
import { followUp } from '../guidance/schema.ts'
import type { Ports } from '../ports.ts'
import type { LetterState } from './letter.ts'
import { queueLetter, queueLetters } from './outbox.ts'
import { letter } from './schema.ts'
import { sendDueLetters } from './sending.ts'

const { db } = await testDatabase()
const items = [
  { id: 'goal', kind: 'goal' as const, audience: ['seeker' as const], title: { sv: 'Mål', da: 'Mål', en: 'Goal' } },
]
const seeded = await seedOrganisation(db, { items })
const hour = 3_600_000

beforeEach(async () => {
  await db.delete(letter)
  await db.delete(followUp)
  await db.delete(booking)
})

async function bookedTalk(change: Parameters<typeof talkWithLetters>[2] = {}) {
  const ports = testPorts(db)
  const talk = await talkWithLetters(db, seeded, change)
  await db.transaction((tx) => queueLetters(tx, ports, talk, 'booked'))
  return { ports, talk }
}

async function changed(talk: typeof booking.$inferSelect, set: Partial<typeof booking.$inferInsert>) {
  const [now] = await db
    .update(booking)
    .set({ ...set, version: talk.version + 1 })
    .where(eq(booking.id, talk.id))
    .returning()
  if (!now) throw new Error('no talk')
  return now
}

function later({ startsAt, endsAt }: typeof booking.$inferSelect, ms: number) {
  const [from, until] = [new Date(startsAt.getTime() + ms), new Date(endsAt.getTime() + ms)]
  return { startsAt: from, endsAt: until, busy: { from, until } }
}

const inState = async (state: LetterState) =>
  (
    await db
      .select()
      .from(letter)
      .where(eq(letter.state, state))
      .orderBy(letter.dueAt, letter.kind, desc(letter.recipient))
  ).map(({ kind, recipient, bookingVersion }) => `${kind} ${recipient} v${bookingVersion}`)

describe('the letters of a talk', () => {
  test('go out when they are due, to both sides', async () => {
    const { ports, talk } = await bookedTalk()
    expect(await sendDueLetters(ports)).toEqual({ sent: 3, waiting: 0, dead: 0, withdrawn: 0 })
    expect(ports.mailer.sent.map(({ to }) => to).sort()).toEqual(
      [seeded.counsellors[0].email, 'seeker@example.org', 'seeker@example.org'].sort(),
    )
    ports.clock.set(talk.startsAt.getTime() - 24 * hour)
    await sendDueLetters(ports)
    ports.clock.set(talk.startsAt.getTime() - hour)
    await sendDueLetters(ports)
    expect(await inState('pending')).toEqual([])
    expect(await inState('sent')).toContain('reminder_hour seeker v0')
  })

  test('a moved talk takes its reminders along', async () => {
    const { ports, talk } = await bookedTalk()
    await sendDueLetters(ports)
    const moved = await changed(talk, later(talk, 48 * hour))
    await db.transaction((tx) => queueLetters(tx, ports, moved, 'moved'))
    expect(await inState('withdrawn')).toEqual([
      'checklist_reminder seeker v0',
      'reminder_day seeker v0',
      'reminder_hour seeker v0',
    ])
    expect(await inState('pending')).toEqual([
      'moved seeker v1',
      'moved counsellor v1',
      'checklist_reminder seeker v1',
      'reminder_day seeker v1',
      'reminder_hour seeker v1',
    ])
  })

  test('a change that is rolled back leaves the letters as they were', async () => {
    const { ports, talk } = await bookedTalk()
    const before = await inState('pending')
    await db
      .transaction(async (tx) => {
        await queueLetters(tx, ports, { ...talk, version: 1 }, 'moved')
        throw new Error('the time was taken')
      })
      .catch(() => {})
    expect(await inState('pending')).toEqual(before)
  })

  test('a cancelled talk withdraws all that waits, and tells both with a CANCEL', async () => {
    const { ports, talk } = await bookedTalk()
    const cancelled = await changed(talk, { state: 'cancelled', cancelledBy: 'counsellor' })
    await db.transaction((tx) => queueLetters(tx, ports, cancelled, 'cancelled'))
    expect(await inState('pending')).toEqual(['cancelled seeker v1', 'cancelled counsellor v1'])
    await sendDueLetters(ports)
    expect(ports.mailer.sent.map(({ calendar }) => calendar?.method)).toEqual(['CANCEL', 'CANCEL'])
  })

  test('an address that is given later brings the letters; one that is taken away takes them back', async () => {
    const { ports, talk } = await bookedTalk({ email: null })
    await sendDueLetters(ports)
    const reachable = await changed(talk, { email: 'late@example.org' })
    await db.transaction((tx) => queueLetters(tx, ports, reachable, 'readdressed'))
    await sendDueLetters(ports)
    const told = ports.mailer.sent.filter(({ to }) => to === 'late@example.org')
    expect(told).toHaveLength(2)
    expect(told.filter(({ calendar }) => calendar).map(({ text }) => text)).toEqual([
      expect.stringContaining('Din tid är bokad'),
    ])
    const silent = await changed(reachable, { email: null })
    await db.transaction((tx) => queueLetters(tx, ports, silent, 'readdressed'))
    expect(await inState('pending')).toEqual([])
  })

  test('an address that is given before the counsellor was told does not keep the news from them', async () => {
    const { ports, talk } = await bookedTalk({ email: null })
    const reachable = await changed(talk, { email: 'soon@example.org' })
    await db.transaction((tx) => queueLetters(tx, ports, reachable, 'readdressed'))
    await sendDueLetters(ports)
    const told = ports.mailer.sent.filter(({ to }) => to === seeded.counsellors[0].email)
    expect(told.map(({ text }) => text)).toEqual([expect.not.stringContaining('ändrad')])
  })

  test('the next letter about another form speaks of a change to whoever heard of the talk, and of a booking to whoever did not', async () => {
    const { ports, talk } = await bookedTalk({ email: null })
    await sendDueLetters(ports)
    const reachable = await changed(talk, { email: 'late@example.org', form: 'phone' })
    await db.transaction((tx) => queueLetters(tx, ports, reachable, 'changed'))
    await sendDueLetters(ports)
    const said = (to: string) =>
      ports.mailer.sent
        .filter((mail) => mail.to === to && mail.calendar)
        .map(({ text }) => text.split('\n', 1).join(''))
    expect(said('late@example.org')).toEqual(['Din tid är bokad'])
    expect(said(seeded.counsellors[0].email)).toEqual([expect.any(String), 'En bokning är ändrad'])
    const byText = await changed(reachable, { form: 'text' })
    await db.transaction((tx) => queueLetters(tx, ports, byText, 'changed'))
    await sendDueLetters(ports)
    expect(said('late@example.org')).toEqual(['Din tid är bokad', 'Så här ser din tid ut nu'])
  })

  test('one letter of a kind per version: queued twice, sent once', async () => {
    const { ports, talk } = await bookedTalk()
    await sendDueLetters(ports)
    await queueLetters(db, ports, talk, 'booked')
    expect((await sendDueLetters(ports)).sent).toBe(0)
  })
})

describe('whoever knows of an earlier time is told of the move', () => {
  type Step = { set: Partial<typeof booking.$inferInsert>; as: 'moved' | 'changed' | 'readdressed'; byHours?: number }
  const move = (byHours = 48): Step => ({ set: {}, as: 'moved', byHours })
  const form: Step = { set: { form: 'phone' }, as: 'changed' }
  const address = (email: string | null): Step => ({ set: { email }, as: 'readdressed' })

  async function step(ports: Ports, talk: typeof booking.$inferSelect, { set, as, byHours }: Step) {
    const after = await changed(talk, { ...set, ...(byHours && later(talk, byHours * hour)) })
    await db.transaction((tx) => queueLetters(tx, ports, after, as))
    return after
  }

  /** What the next round brings, the kinds that speak of the appointment's time or form alone. */
  async function news(ports: Ports) {
    await sendDueLetters(ports)
    return (await inState('sent')).filter((line) => /^(booked|moved) /.test(line) && !line.endsWith('v0')).toSorted()
  }

  test.each<{ name: string; steps: Step[]; told: string[] }>([
    {
      name: 'when another form follows before the letters are out',
      steps: [move(), form],
      told: ['moved counsellor v2', 'moved seeker v2'],
    },
    {
      name: 'when another address follows',
      steps: [move(), address('new@example.org')],
      told: ['moved counsellor v2', 'moved seeker v2'],
    },
    {
      name: 'when another address and another form follow',
      steps: [move(), address('new@example.org'), form],
      told: ['moved counsellor v3', 'moved seeker v3'],
    },
    { name: 'when it moves again', steps: [move(), move(24)], told: ['moved counsellor v2', 'moved seeker v2'] },
    {
      name: 'when it moves again, and another form follows',
      steps: [move(), form, move(24), form],
      told: ['moved counsellor v4', 'moved seeker v4'],
    },
    {
      name: 'when it moves while the seeker cannot be reached',
      steps: [address(null), move(), address('back@example.org')],
      told: ['moved counsellor v3', 'moved seeker v3'],
    },
    { name: 'and of another form alone as before', steps: [form], told: ['booked counsellor v1', 'booked seeker v1'] },
  ])('$name', async ({ steps, told }) => {
    const { ports, talk } = await bookedTalk()
    await sendDueLetters(ports)
    let now = talk
    for (const one of steps) now = await step(ports, now, one)
    expect(await news(ports)).toEqual(told)
    const last = ports.mailer.sent.filter(({ calendar }) => calendar).slice(-2)
    for (const { calendar } of last) expect(calendar?.content).toContain(`SEQUENCE:${now.version}`)
  })

  test('once: what follows the letter of the move is no move', async () => {
    const { ports, talk } = await bookedTalk()
    await sendDueLetters(ports)
    const moved = await step(ports, talk, move())
    await sendDueLetters(ports)
    await step(ports, moved, form)
    expect(await news(ports)).toEqual([
      'booked counsellor v2',
      'booked seeker v2',
      'moved counsellor v1',
      'moved seeker v1',
    ])
  })

  test('and whoever does not is told of a booking', async () => {
    const { ports, talk } = await bookedTalk()
    await step(ports, await step(ports, talk, move()), form)
    expect(await news(ports)).toEqual(['booked counsellor v2', 'booked seeker v2'])
    expect(ports.mailer.sent.map(({ text }) => text.split('\n', 1).join(''))).toContain('Din tid är bokad')
  })

  test('each side by what it knows', async () => {
    const { ports, talk } = await bookedTalk({ email: null })
    await sendDueLetters(ports)
    await step(ports, await step(ports, talk, move()), address('late@example.org'))
    expect(await news(ports)).toEqual(['booked seeker v2', 'moved counsellor v2'])
  })

  test('also when the letter of the earlier time is on its way just then', async () => {
    const { ports, talk } = await bookedTalk()
    await db.update(letter).set({ claimedUntil: new Date(ports.clock.now() + hour) })
    await step(ports, await step(ports, talk, move()), form)
    await db.update(letter).set({ state: 'sent' }).where(eq(letter.bookingVersion, 0))
    expect(await news(ports)).toEqual(['moved counsellor v2', 'moved seeker v2'])
  })

  test('also when the letter of the move was given up', async () => {
    const { ports, talk } = await bookedTalk()
    await sendDueLetters(ports)
    const moved = await step(ports, talk, move())
    ports.mailer.fail({ delivered: false, permanent: true, reason: 'EENVELOPE RCPT TO 550' }, 2)
    await sendDueLetters(ports)
    await step(ports, moved, form)
    expect(await news(ports)).toEqual(['moved counsellor v2', 'moved seeker v2'])
  })
})

describe('a letter queued by itself', () => {
  test('about a check-in goes out on its day, and not when it was answered before', async () => {
    const { ports, talk } = await bookedTalk({ state: 'held' })
    await db.delete(letter)
    const dueAt = new Date(ports.clock.now() + 24 * hour)
    const contact = {
      bookingId: talk.id,
      caseId: talk.caseId,
      counsellorId: talk.counsellorId,
      kind: 'check_in' as const,
      dueOn: '2026-10-06',
      createdAt: dueAt,
    }
    await db.insert(followUp).values(contact)
    await queueLetter(db, ports, talk.id, 'follow_up_due', 'seeker', dueAt)
    expect((await sendDueLetters(ports)).sent).toBe(0)
    await queueLetter(db, ports, talk.id, 'follow_up_due', 'seeker', new Date(ports.clock.now() + 48 * hour))
    ports.clock.advance(24 * hour)
    expect((await sendDueLetters(ports)).sent).toBe(0)
    ports.clock.advance(24 * hour)
    await db.update(followUp).set({ repliedAt: dueAt })
    expect(await sendDueLetters(ports)).toMatchObject({ sent: 0, withdrawn: 1 })
  })

  test('is not queued for a seeker without an address', async () => {
    const { ports, talk } = await bookedTalk({ email: null })
    await db.delete(letter)
    await queueLetter(db, ports, talk.id, 'summary_ready', 'seeker', new Date(ports.clock.now()))
    expect(await inState('pending')).toEqual([])
  })
})

describe('when a letter cannot be delivered', () => {
  test('it is tried again after growing waits, and is dead in the end', async () => {
    const { ports } = await bookedTalk({ email: null })
    const refused = { delivered: false, permanent: false, reason: 'EENVELOPE RCPT TO 451' } as const
    for (const minutes of [0, 2, 7, 40, 150, 600]) {
      ports.clock.advance(minutes * 60_000)
      ports.mailer.fail(refused)
      await sendDueLetters(ports)
      expect((await sendDueLetters(ports)).sent, 'nothing is due before its time').toBe(0)
    }
    const [dead] = await db.select().from(letter)
    expect(dead).toMatchObject({ state: 'dead', attempts: 6, lastError: 'EENVELOPE RCPT TO 451' })
  })

  test('a letter refused for good is dead at once', async () => {
    const { ports } = await bookedTalk({ email: null })
    ports.mailer.fail({ delivered: false, permanent: true, reason: 'EENVELOPE RCPT TO 550' })
    expect(await sendDueLetters(ports)).toMatchObject({ dead: 1 })
  })

  test('letters wait without losing attempts while the mail server is away', async () => {
    const { ports } = await bookedTalk()
    for (let round = 0; round < 20; round++) {
      ports.mailer.fail({ delivered: false, permanent: false, reason: 'ESOCKET CONN', away: true }, 3)
      expect(await sendDueLetters(ports)).toMatchObject({ sent: 0, waiting: 3, dead: 0 })
      ports.clock.advance(60_000)
    }
    expect(await sendDueLetters(ports)).toMatchObject({ sent: 3 })
  })
})

describe('several senders', () => {
  test('send each letter once', async () => {
    const { ports } = await bookedTalk()
    await Promise.all(
      Array.from({ length: 40 }, async () =>
        queueLetters(
          db,
          ports,
          await talkWithLetters(db, seeded, { counsellorId: seeded.counsellors[1].id }),
          'booked',
        ),
      ),
    )
    const rounds = await Promise.all([1, 2, 3, 4].map(() => sendDueLetters(ports)))
    expect(rounds.reduce((sum, round) => sum + round.sent, 0)).toBe(123)
    expect(new Set(ports.mailer.sent.map(({ messageId }) => messageId)).size).toBe(123)
    expect(ports.mailer.sent).toHaveLength(123)
  })

  test('a sender that fell over after sending sends the same Message-ID when the lease is over', async () => {
    const { ports } = await bookedTalk({ email: null })
    await sendDueLetters(ports)
    // As if the process had died between sending and writing it down.
    await db
      .update(letter)
      .set({ state: 'pending', sentAt: null, claimedUntil: new Date(ports.clock.now() + 10 * 60_000) })
    expect((await sendDueLetters(ports)).sent).toBe(0)
    ports.clock.advance(10 * 60_000)
    expect((await sendDueLetters(ports)).sent).toBe(1)
    const [first, second] = ports.mailer.sent
    expect(first?.messageId).toMatch(/^<[0-9a-f-]{36}@fyrklang\.test>$/)
    expect(second?.messageId).toBe(first?.messageId)
  })
})
