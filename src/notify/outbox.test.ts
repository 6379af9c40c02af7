import { desc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'
import { sendLetters, talkWithLetters } from '../../test/setup/letters.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { setContact } from '../../test/setup/talk.ts'
import { testPorts } from '../../test/setup/ports.ts'
import type { TestPorts } from '../../test/setup/ports.ts'
import type { Form } from '../availability/form.ts'
import type { Tx } from '../db/client.ts'
import { followUp } from '../guidance/schema.ts'
import { cancelTalkRows, changeMeeting, moveHosts, setOutcome } from '../meeting/meeting.store.ts'
import { guidanceCase, meeting } from '../meeting/schema.ts'
import { talkById } from '../meeting/talk.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import type { LetterState, TalkChange } from './letter.ts'
import { queueLetter, queueLetters } from './outbox.ts'
import { letter } from './schema.ts'

const { db } = await testDatabase()
const items = [
  { id: 'goal', kind: 'goal' as const, audience: ['seeker' as const], title: { sv: 'Mål', da: 'Mål', en: 'Goal' } },
]
const seeded = await seedOrganisation(db, { items })
const hour = 3_600_000

beforeEach(async () => {
  await db.delete(letter)
  await db.delete(followUp)
  await db.delete(guidanceCase)
  await db.delete(meeting)
})

async function bookedTalk(change: Parameters<typeof talkWithLetters>[2] = {}) {
  const ports = testPorts(db)
  const talk = await talkWithLetters(ports, seeded, change)
  await db.transaction((tx) => queueLetters(tx, ports, talk, 'booked'))
  return { ports, talk }
}

/** A change of a talk as the record has it and as the outbox is told of it. */
type Step = { as: TalkChange; write(tx: Tx, ports: TestPorts, talk: Talk): Promise<unknown> }

const move = (byHours = 48): Step => ({
  as: 'moved',
  async write(tx, ports, { meetingId, revision, icsSequence, ...talk }) {
    const [startsAt, endsAt] = [talk.startsAt, talk.endsAt].map((at) => new Date(at.getTime() + byHours * hour))
    const times = { startsAt: startsAt!, endsAt: endsAt!, icsSequence: icsSequence + 1 }
    await changeMeeting(tx, { id: meetingId, revision }, times, ports.clock.now())
    await moveHosts(tx, meetingId, { from: startsAt!, until: endsAt! })
  },
})
const inForm = (form: Form): Step => ({
  as: 'changed',
  write: (tx, ports, { meetingId, revision, icsSequence }) =>
    changeMeeting(tx, { id: meetingId, revision }, { form, icsSequence: icsSequence + 1 }, ports.clock.now()),
})
const address = (email: string | null): Step => ({
  as: 'readdressed',
  write: (tx, ports, { caseId }) => setContact(tx, ports, caseId, { email }),
})
const cancel: Step = {
  as: 'cancelled',
  write: (tx, ports, talk) =>
    cancelTalkRows(tx, talk, { who: 'counsellor', reason: null, late: false }, ports.clock.now()),
}

/** Steps that are one change: of them all one transaction, and letters after each. Gives the talk as it is then. */
function changed(ports: TestPorts, before: Talk, ...steps: Step[]): Promise<Talk> {
  return db.transaction(async (tx) => {
    let talk = before
    for (const { write } of steps) {
      await write(tx, ports, talk)
      talk = (await talkById(tx, talk.id))!
    }
    for (const { as } of steps) await queueLetters(tx, ports, talk, as)
    return talk
  })
}

const theState = (state: LetterState) =>
  db.select().from(letter).where(eq(letter.state, state)).orderBy(letter.dueAt, letter.kind, desc(letter.recipient))

/** Kind, recipient and event of the letters in a state, soonest first. */
const inState = async (state: LetterState) =>
  (await theState(state)).map(({ kind, recipient, eventKey }) => `${kind} ${recipient} ${eventKey.split('/').at(-1)}`)

describe('the letters of a talk', () => {
  test('go out when they are due, to both sides', async () => {
    const { ports, talk } = await bookedTalk()
    expect(await sendLetters(ports)).toEqual({ sent: 3, waiting: 0, dead: 0, withdrawn: 0 })
    expect(ports.mailer.sent.map(({ to }) => to).sort()).toEqual(
      [seeded.counsellors[0].email, 'seeker@example.org', 'seeker@example.org'].sort(),
    )
    ports.clock.set(talk.startsAt.getTime() - 24 * hour)
    await sendLetters(ports)
    ports.clock.set(talk.startsAt.getTime() - hour)
    await sendLetters(ports)
    expect(await inState('pending')).toEqual([])
    expect(await inState('sent')).toContain('reminder_hour seeker 0.0')
  })

  test('a moved talk takes its reminders along', async () => {
    const { ports, talk } = await bookedTalk()
    await sendLetters(ports)
    await changed(ports, talk, move())
    expect(await inState('withdrawn')).toEqual([
      'checklist_reminder seeker 0.0',
      'reminder_day seeker 0.0',
      'reminder_hour seeker 0.0',
    ])
    expect(await inState('pending')).toEqual([
      'moved seeker 1.0',
      'moved counsellor 1',
      'checklist_reminder seeker 1.0',
      'reminder_day seeker 1.0',
      'reminder_hour seeker 1.0',
    ])
  })

  test('are about the booking of the seeker, and about the host', async () => {
    const { talk } = await bookedTalk()
    const letters = await db.select().from(letter)
    for (const { recipient, bookingId, hostId, organisationId } of letters) {
      expect([bookingId, hostId]).toEqual(recipient === 'seeker' ? [talk.id, null] : [null, talk.hostId])
      expect(organisationId).toBe(seeded.organisation.id)
    }
    expect(new Set(letters.map(({ recipient }) => recipient))).toEqual(new Set(['seeker', 'counsellor']))
  })

  test('go with the case', async () => {
    const { ports, talk } = await bookedTalk()
    await changed(ports, talk, cancel)
    await db.delete(guidanceCase).where(eq(guidanceCase.id, talk.caseId))
    expect((await db.select().from(letter)).map(({ recipient }) => recipient)).not.toContain('seeker')
  })

  test('a change that is rolled back leaves the letters as they were', async () => {
    const { ports, talk } = await bookedTalk()
    const before = await inState('pending')
    await db
      .transaction(async (tx) => {
        await queueLetters(tx, ports, { ...talk, icsSequence: 1 }, 'moved')
        throw new Error('the time was taken')
      })
      .catch(() => {})
    expect(await inState('pending')).toEqual(before)
  })

  test('a cancelled talk withdraws all that waits, and tells both with a CANCEL', async () => {
    const { ports, talk } = await bookedTalk()
    await changed(ports, talk, cancel)
    expect(await inState('pending')).toEqual(['cancelled seeker 1.0', 'cancelled counsellor 1'])
    await sendLetters(ports)
    expect(ports.mailer.sent.map(({ calendar }) => calendar?.method)).toEqual(['CANCEL', 'CANCEL'])
  })

  test('an address that is given later brings the letters; one that is taken away takes them back', async () => {
    const { ports, talk } = await bookedTalk({ email: null })
    await sendLetters(ports)
    const reachable = await changed(ports, talk, address('late@example.org'))
    await sendLetters(ports)
    const told = ports.mailer.sent.filter(({ to }) => to === 'late@example.org')
    expect(told).toHaveLength(2)
    expect(told.filter(({ calendar }) => calendar).map(({ text }) => text)).toEqual([
      expect.stringContaining('Din tid är bokad'),
    ])
    await changed(ports, reachable, address(null))
    expect(await inState('pending')).toEqual([])
  })

  test('another address gets what is still to come, and the one before nothing more', async () => {
    const { ports, talk } = await bookedTalk()
    const readdressed = await changed(ports, talk, address('new@example.org'))
    expect(readdressed.addressVersion).toBe(1)
    await sendLetters(ports)
    ports.clock.set(talk.startsAt.getTime() - hour)
    await sendLetters(ports)
    expect((await theState('sent')).map(({ recipient }) => recipient)).toContain('seeker')
    expect(ports.mailer.sent.map(({ to }) => to)).not.toContain('seeker@example.org')
  })

  test('an address of a case is that of all its talks', async () => {
    const { ports, talk } = await bookedTalk()
    const next = await talkWithLetters(ports, seeded, { caseId: talk.caseId })
    await queueLetters(db, ports, next, 'booked')
    await db.transaction(async (tx) => {
      await setContact(tx, ports, talk.caseId, { email: 'new@example.org' })
      for (const { id } of [talk, next]) await queueLetters(tx, ports, (await talkById(tx, id))!, 'readdressed')
    })
    await sendLetters(ports)
    const invited = ports.mailer.sent.filter(({ to, calendar }) => to === 'new@example.org' && calendar)
    expect(invited).toHaveLength(2)
    expect(ports.mailer.sent.map(({ to }) => to)).not.toContain('seeker@example.org')
  })

  test('an address that is given before the counsellor was told does not keep the news from them', async () => {
    const { ports, talk } = await bookedTalk({ email: null })
    await changed(ports, talk, address('soon@example.org'))
    await sendLetters(ports)
    const told = ports.mailer.sent.filter(({ to }) => to === seeded.counsellors[0].email)
    expect(told.map(({ text }) => text)).toEqual([expect.not.stringContaining('ändrad')])
  })

  test('another address is nothing to the counsellor, whose letter stays the one that it was', async () => {
    const { ports, talk } = await bookedTalk()
    const own = () => db.select().from(letter).where(eq(letter.recipient, 'counsellor'))
    const before = await own()
    await changed(ports, talk, address('new@example.org'))
    expect(await own()).toEqual(before)
  })

  test('another time and another address at once are told as one move', async () => {
    const { ports, talk } = await bookedTalk()
    await sendLetters(ports)
    // The flow tells of the address first, for all talks of the case, and then of the time.
    await changed(ports, talk, address('new@example.org'), move())
    await sendLetters(ports)
    const news = ports.mailer.sent.slice(3).map(({ to, calendar }) => `${calendar?.method} ${to}`)
    expect(news.toSorted()).toEqual([`REQUEST ${seeded.counsellors[0].email}`, 'REQUEST new@example.org'])
    expect(await inState('sent')).toEqual(expect.arrayContaining(['moved seeker 1.1', 'moved counsellor 1']))
  })

  test('the next letter about another form speaks of a change to whoever heard of the talk, else of a booking', async () => {
    const { ports, talk } = await bookedTalk({ email: null })
    await sendLetters(ports)
    const reachable = await changed(ports, talk, address('late@example.org'), inForm('phone'))
    await sendLetters(ports)
    const headings = (to: string) =>
      ports.mailer.sent
        .filter((mail) => mail.to === to && mail.calendar)
        .map(({ text }) => text.split('\n', 1).join(''))
    expect(headings('late@example.org')).toEqual(['Din tid är bokad'])
    expect(headings(seeded.counsellors[0].email)).toEqual([expect.any(String), 'En bokning är ändrad'])
    await changed(ports, reachable, inForm('text'))
    await sendLetters(ports)
    expect(headings('late@example.org')).toEqual(['Din tid är bokad', 'Så här ser din tid ut nu'])
  })

  test('one letter of a kind for each state of the talk: queued twice, sent once', async () => {
    const { ports, talk } = await bookedTalk()
    await sendLetters(ports)
    await queueLetters(db, ports, talk, 'booked')
    expect((await sendLetters(ports)).sent).toBe(0)
  })
})

describe('whoever knows of an earlier time is told of the move', () => {
  const form = inForm('phone')

  /** What the next round brings, the kinds that speak of the appointment's time or form alone. */
  async function news(ports: TestPorts) {
    // After many changes within an hour the seeker's letter waits a while.
    ports.clock.advance(hour / 2)
    await sendLetters(ports)
    return (await inState('sent')).filter((line) => /^(booked|moved) /.test(line) && !/ 0(\.0)?$/.test(line)).toSorted()
  }

  test.each<{ name: string; steps: Step[]; told: string[] }>([
    {
      name: 'when another form follows before the letters are out',
      steps: [move(), form],
      told: ['moved counsellor 2', 'moved seeker 2.0'],
    },
    {
      name: 'when another address follows',
      steps: [move(), address('new@example.org')],
      told: ['moved counsellor 1', 'moved seeker 1.1'],
    },
    {
      name: 'when another address and another form follow',
      steps: [move(), address('new@example.org'), form],
      told: ['moved counsellor 2', 'moved seeker 2.1'],
    },
    { name: 'when it moves again', steps: [move(), move(24)], told: ['moved counsellor 2', 'moved seeker 2.0'] },
    {
      name: 'when it moves again, and another form follows',
      steps: [move(), form, move(24), inForm('text')],
      told: ['moved counsellor 4', 'moved seeker 4.0'],
    },
    {
      name: 'when it moves while the seeker cannot be reached',
      steps: [address(null), move(), address('back@example.org')],
      told: ['moved counsellor 1', 'moved seeker 1.2'],
    },
    { name: 'and of another form alone as before', steps: [form], told: ['booked counsellor 1', 'booked seeker 1.0'] },
  ])('$name', async ({ steps, told }) => {
    const { ports, talk } = await bookedTalk()
    await sendLetters(ports)
    let now = talk
    for (const step of steps) now = await changed(ports, now, step)
    expect(await news(ports)).toEqual(told)
    const last = ports.mailer.sent.filter(({ calendar }) => calendar).slice(-2)
    for (const { calendar } of last) expect(calendar?.content).toContain(`SEQUENCE:${now.icsSequence}`)
  })

  test('once: what follows the letter of the move is no move', async () => {
    const { ports, talk } = await bookedTalk()
    await sendLetters(ports)
    const moved = await changed(ports, talk, move())
    await sendLetters(ports)
    await changed(ports, moved, form)
    expect(await news(ports)).toEqual([
      'booked counsellor 2',
      'booked seeker 2.0',
      'moved counsellor 1',
      'moved seeker 1.0',
    ])
  })

  test('and whoever does not is told of a booking', async () => {
    const { ports, talk } = await bookedTalk()
    await changed(ports, await changed(ports, talk, move()), form)
    expect(await news(ports)).toEqual(['booked counsellor 2', 'booked seeker 2.0'])
    expect(ports.mailer.sent.map(({ text }) => text.split('\n', 1).join(''))).toContain('Din tid är bokad')
  })

  test('each side by what it knows', async () => {
    const { ports, talk } = await bookedTalk({ email: null })
    await sendLetters(ports)
    await changed(ports, await changed(ports, talk, move()), address('late@example.org'))
    expect(await news(ports)).toEqual(['booked seeker 1.1', 'moved counsellor 1'])
  })

  test('also when the letter of the earlier time is on its way just then', async () => {
    const { ports, talk } = await bookedTalk()
    await db.update(letter).set({ claimedUntil: new Date(ports.clock.now() + hour) })
    await changed(ports, await changed(ports, talk, move()), form)
    await db.update(letter).set({ state: 'sent' }).where(eq(letter.sequence, 0))
    expect(await news(ports)).toEqual(['moved counsellor 2', 'moved seeker 2.0'])
  })

  test('also when the letter of the move was given up', async () => {
    const { ports, talk } = await bookedTalk()
    await sendLetters(ports)
    const moved = await changed(ports, talk, move())
    ports.mailer.fail({ delivered: false, permanent: true, reason: 'EENVELOPE RCPT TO 550' }, 2)
    await sendLetters(ports)
    await changed(ports, moved, form)
    expect(await news(ports)).toEqual(['moved counsellor 2', 'moved seeker 2.0'])
  })
})

describe('a letter queued by itself', () => {
  async function heldTalk(change: Parameters<typeof bookedTalk>[0] = {}) {
    const { ports, talk } = await bookedTalk(change)
    await setOutcome(db, talk, 'held', ports.clock.now())
    await db.delete(letter)
    const due = (hours: number) => new Date(ports.clock.now() + hours * hour)
    return { ports, talk: (await talkById(db, talk.id))!, due }
  }

  test('about a check-in goes out on its day, and not when it was answered before', async () => {
    const { ports, talk, due } = await heldTalk()
    const { id, caseId, counsellorId } = talk
    const contact = { bookingId: id, caseId, counsellorId, kind: 'check_in' as const, dueOn: '2026-10-06' }
    await db.insert(followUp).values({ ...contact, createdAt: due(0) })
    const checkIn = { kind: 'follow_up_due', recipient: 'seeker', event: contact.dueOn } as const
    await queueLetter(db, ports, talk, { ...checkIn, dueAt: due(24) })
    expect((await sendLetters(ports)).sent).toBe(0)
    await queueLetter(db, ports, talk, { ...checkIn, dueAt: due(48) })
    ports.clock.advance(24 * hour)
    expect((await sendLetters(ports)).sent).toBe(0)
    ports.clock.advance(24 * hour)
    await db.update(followUp).set({ repliedAt: due(0) })
    expect(await sendLetters(ports)).toMatchObject({ sent: 0, withdrawn: 1 })
  })

  test('about a call that was agreed goes to the counsellor', async () => {
    const { ports, talk, due } = await heldTalk({ email: null })
    const { id, caseId, counsellorId } = talk
    await db.insert(followUp).values({ bookingId: id, caseId, counsellorId, kind: 'call', createdAt: due(0) })
    const call = { kind: 'follow_up_due', recipient: 'counsellor', event: '2026-10-06', dueAt: due(0) } as const
    await queueLetter(db, ports, talk, call)
    expect((await sendLetters(ports)).sent).toBe(1)
    expect(ports.mailer.sent.map(({ to }) => to)).toEqual([seeded.counsellors[0].email])
  })

  test('is sent once an event: another version is another letter, the same one is not', async () => {
    const { ports, talk, due } = await heldTalk()
    for (const event of ['version 1', 'version 1', 'version 2']) {
      await queueLetter(db, ports, talk, { kind: 'summary_ready', recipient: 'seeker', event, dueAt: due(0) })
      await sendLetters(ports)
    }
    const sent = ['summary_ready seeker version 1', 'summary_ready seeker version 2']
    expect((await inState('sent')).sort()).toEqual(sent)
  })

  test('goes to the address that the seeker has when it goes out', async () => {
    const { ports, talk, due } = await heldTalk()
    await queueLetter(db, ports, talk, {
      kind: 'summary_ready',
      recipient: 'seeker',
      event: 'version 1',
      dueAt: due(1),
    })
    await setContact(db, ports, talk.caseId, { email: 'new@example.org' })
    ports.clock.advance(hour)
    await sendLetters(ports)
    expect(ports.mailer.sent.map(({ to }) => to)).toEqual(['new@example.org'])
  })

  test('is not queued for a seeker without an address', async () => {
    const { ports, talk, due } = await heldTalk({ email: null })
    await queueLetter(db, ports, talk, {
      kind: 'summary_ready',
      recipient: 'seeker',
      event: 'version 1',
      dueAt: due(0),
    })
    expect(await inState('pending')).toEqual([])
  })
})
