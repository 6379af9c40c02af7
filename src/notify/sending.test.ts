import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'
import { sendLetters, talkWithLetters } from '../../test/setup/letters.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import type { TestPorts } from '../../test/setup/ports.ts'
import { cancelTalkRows } from '../meeting/meeting.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import type { Delivery, Mail } from '../ports.ts'
import { queueLetters } from './outbox.ts'
import { letter } from './schema.ts'

const { db } = await testDatabase()
const seeded = await seedOrganisation(db, {
  items: [{ id: 'goal', kind: 'goal', audience: ['seeker'], title: { sv: 'Mål', da: 'Mål', en: 'Goal' } }],
})

beforeEach(async () => {
  await db.delete(letter)
})

async function bookedTalk(change: Parameters<typeof talkWithLetters>[2] = {}) {
  const ports = testPorts(db)
  const talk = await talkWithLetters(ports, seeded, change)
  await db.transaction((tx) => queueLetters(tx, ports, talk, 'booked'))
  return { ports, talk }
}

async function cancel(ports: TestPorts, talk: Talk): Promise<void> {
  await db.transaction(async (tx) => {
    await cancelTalkRows(tx, talk, { who: 'counsellor', reason: null, late: false }, ports.clock.now())
    await queueLetters(tx, ports, { ...talk, icsSequence: talk.icsSequence + 1 }, 'cancelled')
  })
}

describe('when a letter cannot be delivered', () => {
  test('it is tried again after growing waits, and is dead in the end', async () => {
    const { ports } = await bookedTalk({ email: null })
    const refused = { delivered: false, permanent: false, reason: 'EENVELOPE RCPT TO 451' } as const
    for (const minutes of [0, 2, 7, 40, 150, 600]) {
      ports.clock.advance(minutes * 60_000)
      ports.mailer.fail(refused)
      await sendLetters(ports)
      expect((await sendLetters(ports)).sent, 'nothing is due before its time').toBe(0)
    }
    const [dead] = await db.select().from(letter)
    expect(dead).toMatchObject({ state: 'dead', attempts: 6, lastError: 'EENVELOPE RCPT TO 451' })
  })

  test('a letter refused for good is dead at once', async () => {
    const { ports } = await bookedTalk({ email: null })
    ports.mailer.fail({ delivered: false, permanent: true, reason: 'EENVELOPE RCPT TO 550' })
    expect(await sendLetters(ports)).toMatchObject({ dead: 1 })
  })

  test('letters wait without losing attempts while the mail server is away', async () => {
    const { ports } = await bookedTalk()
    for (let round = 0; round < 20; round++) {
      ports.mailer.fail({ delivered: false, permanent: false, reason: 'ESOCKET CONN', away: true }, 3)
      expect(await sendLetters(ports)).toMatchObject({ sent: 0, waiting: 3, dead: 0 })
      ports.clock.advance(60_000)
    }
    expect(await sendLetters(ports)).toMatchObject({ sent: 3 })
  })
})

describe('several senders', () => {
  test('send each letter once', async () => {
    const { ports } = await bookedTalk()
    const counsellorId = seeded.counsellors[1].id
    for (let made = 0; made < 40; made++) {
      await queueLetters(db, ports, await talkWithLetters(ports, seeded, { counsellorId }), 'booked')
    }
    const rounds = await Promise.all([1, 2, 3, 4].map(() => sendLetters(ports)))
    expect(rounds.reduce((sum, round) => sum + round.sent, 0)).toBe(123)
    expect(new Set(ports.mailer.sent.map(({ messageId }) => messageId)).size).toBe(123)
    expect(ports.mailer.sent).toHaveLength(123)
  })

  test('share the letters of one that fell over, a minute after it took them, under the same Message-ID', async () => {
    const { ports } = await bookedTalk({ email: null })
    await sendLetters(ports)
    // As if the process had died between sending and writing it down.
    const minute = 60_000
    await db.update(letter).set({ state: 'pending', sentAt: null, claimedUntil: new Date(ports.clock.now() + minute) })
    expect((await sendLetters(ports)).sent).toBe(0)
    ports.clock.advance(minute)
    expect((await sendLetters(ports)).sent).toBe(1)
    const [first, second] = ports.mailer.sent
    expect(first?.messageId).toMatch(/^<[0-9a-f-]{36}@fyrklang\.test>$/)
    expect(second?.messageId).toBe(first?.messageId)
  })

  test('leave a letter to the one that is still sending it, however long that takes', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const { ports } = await bookedTalk({ email: null })
    const mailer = slowMailer()
    const slow = sendLetters({ ...ports, mailer })
    const claims = async () => (await db.select().from(letter)).map(({ claimedUntil }) => claimedUntil?.getTime() ?? 0)
    await vi.waitFor(async () => expect(await claims()).toEqual([ports.clock.now() + 60_000]))
    for (let seconds = 0; seconds < 200; seconds += 20) {
      ports.clock.advance(20_000)
      vi.advanceTimersByTime(20_000)
      await vi.waitFor(async () => expect(await claims()).toEqual([ports.clock.now() + 60_000]))
      expect((await sendLetters(ports)).sent).toBe(0)
    }
    mailer.taken[0]!.deliver()
    expect((await slow).sent).toBe(1)
  })
})

describe('a mail server that is slow', () => {
  test('gets no letter that became untrue while the one before it was on its way', async () => {
    const { ports, talk } = await bookedTalk()
    const mailer = slowMailer()
    const sending = sendLetters({ ...ports, mailer })
    for (let next = 0; next < 3; next++) {
      await vi.waitFor(() => expect(mailer.taken).toHaveLength(next + 1))
      if (next === 0) await cancel(ports, talk)
      mailer.taken[next]!.deliver()
    }
    expect(await sending).toEqual({ sent: 3, waiting: 0, dead: 0, withdrawn: 0 })
    expect(mailer.taken.map(({ mail }) => mail.calendar?.method)).toEqual([expect.any(String), 'CANCEL', 'CANCEL'])
  })

  test('does not keep a change of a talk waiting', async () => {
    const { ports, talk } = await bookedTalk()
    const mailer = slowMailer()
    const sending = sendLetters({ ...ports, mailer })
    await vi.waitFor(() => expect(mailer.taken).toHaveLength(1))
    await cancel(ports, talk)
    const deliverAll = setInterval(() => mailer.taken.forEach(({ deliver }) => deliver()), 1)
    await sending
    clearInterval(deliverAll)
  })
})

/** Takes one letter at a time, and has delivered it when it is told so. */
function slowMailer() {
  const taken: { mail: Mail; deliver(): void }[] = []
  const send = (mail: Mail) =>
    new Promise<Delivery>((resolve) => taken.push({ mail, deliver: () => resolve({ delivered: true }) }))
  return { atOnce: 1, send, taken }
}
