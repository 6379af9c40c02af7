import { eq, inArray } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { cancelTalkRows, setOutcome } from '../meeting/meeting.store.ts'
import { letter } from '../notify/schema.ts'
import { callerOf } from '../../test/setup/call.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { sendLetters } from '../../test/setup/letters.ts'
import { listeningDatabase } from '../../test/setup/listening.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testNow, testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { lettersOf, seedTalk, setContact, theOpenTalk, theTalk } from '../../test/setup/talk.ts'
import type { TestTalk } from '../../test/setup/talk.ts'
import { morningOf } from '../guidance/follow-up.ts'
import { followUp } from '../guidance/schema.ts'

const { db, url } = await testDatabase()
const ports = testPorts(db)
const listening = listeningDatabase(url)
const app = createApp(() => ports)
const seeded = await seedOrganisation(db)
const minute = 60_000
const day = 24 * 60 * minute
const zone = 'Europe/Stockholm'

let anna: Record<string, string>
let talk: TestTalk
let startsMs = testNow

/** Every test has its own week, and stands just after its talk, on a Monday at 10:45 in Stockholm. */
beforeEach(async () => {
  startsMs += 7 * day
  await standAt(startsMs + 45 * minute)
  talk = await seedTalk(ports, seeded, { startsMs, contact: { email: 'kim@fyrklang.test' } })
})

async function standAt(ms: number) {
  ports.clock.set(ms)
  anna = await signedIn(app, ports, seeded.counsellors[0].id)
}

const call = callerOf(app)
const staff = (method: string, path: string, body?: unknown) =>
  call(method, `/staff/talks/${talk.id}${path}`, anna, body)
const agree = (body: unknown) => staff('PUT', '/follow-up', body)
const seeker = (method: string, path: string, body?: unknown) =>
  call(method, `/bookings/${talk.id}${path}`, { authorization: `Bearer ${talk.secret}` }, body)
const dateIn = (days: number) => new Date(startsMs + days * day).toISOString().slice(0, 10)
const due = async () => (await lettersOf(ports, talk.id)).filter(({ kind }) => kind === 'follow_up_due')
const lists = async () => {
  const { body } = await call('GET', '/staff/follow-ups', anna)
  const ids = (list: { bookingId: string }[]) => list.filter(({ bookingId }) => bookingId === talk.id)
  return { late: ids(body.late), due: ids(body.due), done: ids(body.done) }
}

describe('a follow-up', () => {
  it.each(['none', 'welcome_back'])('may be %s: nobody has to do anything', async (kind) => {
    expect((await agree({ kind, note: '' })).body.followUp).toMatchObject({ kind, dueOn: null, note: null })
    expect((await seeker('GET', '/follow-up')).body.followUp).toMatchObject({ kind })
    expect(await lists()).toEqual({ late: [], due: [], done: [] })
    expect(await due()).toEqual([])
  })

  it('is nothing before it was agreed', async () => {
    expect((await seeker('GET', '/follow-up')).body.followUp).toBeNull()
    expect((await staff('GET', '')).body.followUp).toBeNull()
    expect((await call('POST', `/staff/follow-ups/${talk.id}/completion`, anna, {})).status).toBe(404)
  })

  it('names the field that does not fit', async () => {
    const refused: [unknown, string][] = [
      [{ kind: 'check_in' }, 'dueOn'],
      [{ kind: 'call', dueOn: dateIn(-1) }, 'dueOn'],
      [{ kind: 'call', dueOn: dateIn(800) }, 'dueOn'],
      [{ kind: 'call', dueOn: 'soon' }, 'dueOn'],
      [{ kind: 'talk' }, 'start'],
      [{ kind: 'talk', start: new Date(startsMs + day + 7 * minute).toISOString() }, 'start'],
      [{ kind: 'pigeon' }, 'kind'],
    ]
    for (const [body, field] of refused) {
      const answer = await agree(body)
      expect([answer.status, answer.body.errors[0].field]).toEqual([422, field])
    }
  })
})

describe('a check-in', () => {
  it('comes by letter at nine on its day, asks one question, and takes a free reply', async () => {
    await agree({ kind: 'check_in', dueOn: dateIn(14), note: 'Öppet hus', question: 'Hur gick det på öppet hus?' })
    const letters = await due()
    expect(letters).toMatchObject([
      { state: 'pending', recipient: 'seeker', dueAt: new Date(morningOf(dateIn(14), zone)) },
    ])
    expect((await seeker('GET', '/follow-up')).body.followUp).toMatchObject({
      kind: 'check_in',
      dueOn: dateIn(14),
      question: null,
    })
    expect((await seeker('POST', '/follow-up/reply', { value: 5 })).status).toBe(409)

    await standAt(startsMs + 14 * day)
    expect((await seeker('GET', '/follow-up')).body.followUp.question).toMatchObject({
      question: 'Hur gick det på öppet hus?',
      value: null,
    })
    const replied = await seeker('POST', '/follow-up/reply', { value: 8, text: ' Det var bra! ' })
    expect(replied.body.followUp).toMatchObject({ reply: 'Det var bra!', question: { value: 8 } })
    expect((await lists()).due).toMatchObject([{ kind: 'check_in', reply: 'Det var bra!', value: 8 }])
  })

  it('is told of in a letter on its day, which says nothing of the question', async () => {
    await agree({ kind: 'check_in', dueOn: dateIn(14), note: 'hemlig-not', question: 'hemlig-fråga?' })
    const told = () => ports.mailer.sent.filter(({ to }) => to === 'kim@fyrklang.test')
    const before = told().length
    ports.clock.set(morningOf(dateIn(14), zone) - 1)
    await sendLetters(ports)
    expect(told()).toHaveLength(before)
    ports.clock.set(morningOf(dateIn(14), zone))
    await sendLetters(ports)
    expect(told()).toHaveLength(before + 1)
    expect(JSON.stringify(told().at(-1))).not.toContain('hemlig')
  })

  it('is told of in a letter also when the seeker leaves an address only afterwards', async () => {
    await setContact(db, ports, talk.caseId, { email: null })
    await setOutcome(db, talk, 'held', ports.clock.now())
    await agree({ kind: 'check_in', dueOn: dateIn(14), question: 'Hur gick det?' })
    expect(await due()).toEqual([])
    expect((await seeker('PATCH', '', { form: 'text' })).status).toBe(409)
    expect((await seeker('PATCH', '', { email: 'sent@fyrklang.test', alias: 'Kim' })).body).toMatchObject({
      state: 'held',
      email: 'sent@fyrklang.test',
      version: 0,
    })
    expect(await due()).toMatchObject([
      { state: 'pending', recipient: 'seeker', dueAt: new Date(morningOf(dateIn(14), zone)) },
    ])
    await seeker('PATCH', '', { email: '' })
    ports.clock.set(morningOf(dateIn(14), zone))
    await sendLetters(ports)
    expect(await due()).toMatchObject([{ state: 'withdrawn' }])
    await seeker('PATCH', '', { email: 'igen@fyrklang.test' })
    await sendLetters(ports)
    expect(await due()).toMatchObject([{ state: 'sent' }])
  })

  it('asks a usual question in the seeker’s language when the counsellor leaves the words to the program', async () => {
    await agree({ kind: 'check_in', dueOn: dateIn(0) })
    expect((await seeker('GET', '/follow-up')).body.followUp.question.question).toContain('Hur nära är du')
  })

  it('may be answered by a number, by words, and anew, until the counsellor has ticked it off', async () => {
    await agree({ kind: 'check_in', dueOn: dateIn(0) })
    expect((await seeker('POST', '/follow-up/reply', {})).body.errors[0].field).toBe('text')
    expect((await seeker('POST', '/follow-up/reply', { value: 11 })).status).toBe(422)
    await seeker('POST', '/follow-up/reply', { text: 'Sådär' })
    await seeker('POST', '/follow-up/reply', { value: 4 })
    expect((await seeker('GET', '/follow-up')).body.followUp).toMatchObject({ reply: 'Sådär', question: { value: 4 } })
    await call('POST', `/staff/follow-ups/${talk.id}/completion`, anna, {})
    expect((await seeker('POST', '/follow-up/reply', { value: 9 })).status).toBe(409)
    expect((await seeker('GET', '/follow-up')).body.followUp).toMatchObject({ reply: 'Sådär', question: { value: 4 } })
  })
})

describe('a call', () => {
  it('is told to the counsellor on its day, is late the day after, and can be ticked off and taken up again', async () => {
    await agree({ kind: 'call', dueOn: dateIn(2), note: 'Ring efter lunch' })
    expect(await due()).toMatchObject([{ recipient: 'counsellor', dueAt: new Date(morningOf(dateIn(2), zone)) }])
    expect((await lists()).due).toMatchObject([{ kind: 'call', note: 'Ring efter lunch', alias: 'Kim' }])
    await standAt(startsMs + 3 * day)
    expect((await lists()).late).toHaveLength(1)
    expect(
      (await call('POST', `/staff/follow-ups/${talk.id}/completion`, anna, {})).body.followUp.doneAt,
    ).not.toBeNull()
    expect(await lists()).toMatchObject({ late: [], done: [{ kind: 'call' }] })
    await call('DELETE', `/staff/follow-ups/${talk.id}/completion`, anna)
    expect((await lists()).late).toHaveLength(1)
  })
})

describe('the list of what is done', () => {
  it('holds the latest hundred, and older ones are not even read', async () => {
    const followUps: (typeof followUp.$inferInsert)[] = []
    for (let ago = 1; ago <= 101; ago++) {
      const {
        id,
        caseId,
        startsMs: beganMs,
      } = await seedTalk(ports, seeded, { startsMs: Date.UTC(2024, 0, 8) - ago * day })
      const dueOn = new Date(beganMs + day).toISOString().slice(0, 10)
      followUps.push({
        bookingId: id,
        caseId,
        counsellorId: seeded.counsellors[0].id,
        kind: 'call',
        dueOn,
        doneAt: new Date(beganMs),
        createdAt: new Date(beganMs),
      })
    }
    await db.insert(followUp).values(followUps)
    ports.db = listening.db
    const { done } = (await call('GET', '/staff/follow-ups', anna)).body
    ports.db = db
    expect(done).toHaveLength(100)
    const [newest, oldest] = [followUps[0], followUps.at(-1)]
    expect(done.map(({ bookingId }: { bookingId: string }) => bookingId)).toContain(newest?.bookingId)
    expect(done.map(({ dueOn }: { dueOn: string }) => dueOn)).toEqual(
      done
        .map(({ dueOn }: { dueOn: string }) => dueOn)
        .toSorted()
        .toReversed(),
    )
    expect(listening.asked.filter((statement) => statement.includes(oldest?.bookingId ?? ''))).toEqual([])
    await db.delete(followUp).where(
      inArray(
        followUp.bookingId,
        followUps.map(({ bookingId }) => bookingId),
      ),
    )
  })
})

describe('a changed agreement', () => {
  it('takes the letter that waited along, and leaves one for the new day', async () => {
    await agree({ kind: 'check_in', dueOn: dateIn(7) })
    await agree({ kind: 'check_in', dueOn: dateIn(9) })
    const pending = async () => (await due()).filter(({ state }) => state === 'pending')
    expect(await pending()).toMatchObject([{ recipient: 'seeker', dueAt: new Date(morningOf(dateIn(9), zone)) }])
    await agree({ kind: 'call', dueOn: dateIn(9) })
    expect(await pending()).toMatchObject([{ recipient: 'counsellor' }])
    await agree({ kind: 'welcome_back' })
    expect(new Set((await due()).map(({ state }) => state))).toEqual(new Set(['withdrawn']))
  })

  it('of another note or question leaves the letter of its day as it is', async () => {
    await agree({ kind: 'check_in', dueOn: dateIn(7) })
    await agree({ kind: 'check_in', dueOn: dateIn(7), note: 'Öppet hus', question: 'Hur gick det?' })
    expect(await due()).toMatchObject([{ state: 'pending', dueAt: new Date(morningOf(dateIn(7), zone)) }])
  })

  it('after the letter went out brings a letter of its own', async () => {
    await agree({ kind: 'check_in', dueOn: dateIn(7) })
    await db.update(letter).set({ state: 'sent' }).where(eq(letter.bookingId, talk.id))
    await agree({ kind: 'check_in', dueOn: dateIn(21) })
    expect((await due()).map(({ state }) => state).sort()).toEqual(['pending', 'sent'])
  })

  it('begins anew: what was replied or ticked off belonged to the one before', async () => {
    await agree({ kind: 'check_in', dueOn: dateIn(0) })
    await seeker('POST', '/follow-up/reply', { value: 4, text: 'Sådär' })
    await call('POST', `/staff/follow-ups/${talk.id}/completion`, anna, {})
    await agree({ kind: 'check_in', dueOn: dateIn(0), question: 'Och nu?' })
    expect((await seeker('GET', '/follow-up')).body.followUp).toMatchObject({
      reply: null,
      doneAt: null,
      question: { question: 'Och nu?', value: null },
    })
  })
})

describe('a new talk', () => {
  const slots = async () =>
    (await staff('GET', '/follow-up/slots')).body.slots as { start: string; wall: { zone: string } }[]
  it('is booked there and then, with the same counsellor in the same case', async () => {
    const [first] = await slots()
    expect(first?.wall.zone).toBe(zone)
    const { status, body } = await agree({ kind: 'talk', start: first?.start })
    expect([status, body.followUp.kind, body.followUp.nextBooking.start]).toEqual([200, 'talk', first?.start])
    const next = await theOpenTalk(ports, body.followUp.nextBooking.id)
    const here = await theTalk(ports, talk.id)
    expect(next).toMatchObject({
      caseId: here.caseId,
      counsellorId: here.counsellorId,
      state: 'booked',
      form: 'video',
      alias: 'Kim',
      email: 'kim@fyrklang.test',
    })
    expect((await seeker('GET', '/follow-up')).body.followUp.nextBooking.id).toBe(next.id)
    const mine = await call('GET', '/case', { authorization: `Bearer ${talk.secret}` })
    expect(mine.body.talks.map(({ id }: { id: string }) => id)).toEqual([next.id, talk.id])
    expect((await slots()).map(({ start }) => start)).toContain(first?.start)
  })

  it('is held in the form that the seeker had booked, also when the picture failed and this one went on by phone', async () => {
    ports.clock.set(startsMs + 5 * minute)
    for (const form of ['phone', 'text']) {
      ports.clock.advance(minute)
      expect((await staff('POST', '/room/form', { form })).status).toBe(200)
    }
    ports.clock.set(startsMs + 40 * minute)
    const [first] = await slots()
    const { body } = await agree({ kind: 'talk', start: first?.start })
    expect(await theTalk(ports, body.followUp.nextBooking.id)).toMatchObject({ form: 'video' })
    expect(await theTalk(ports, talk.id)).toMatchObject({ form: 'text' })
  })

  it('offers only times of that counsellor, and others when the time was taken', async () => {
    const [first] = await slots()
    await seedTalk(ports, seeded, { startsMs: Date.parse(first?.start ?? '') })
    const { status, body } = await agree({ kind: 'talk', start: first?.start })
    expect([status, body.type]).toEqual([409, '/problems/taken'])
    expect(body.alternatives.length).toBeGreaterThan(0)
    expect(body.alternatives[0].start).not.toBe(first?.start)
    expect((await seeker('GET', '/follow-up')).body.followUp).toBeNull()
  })

  it('said twice is booked once, also at the same moment', async () => {
    const [first] = await slots()
    const both = await Promise.all([1, 2, 3].map(() => agree({ kind: 'talk', start: first?.start })))
    expect(both.map(({ status }) => status)).toEqual([200, 200, 200])
    const again = await agree({ kind: 'talk', start: first?.start })
    expect(again.body.followUp.nextBooking.id).toBe(both[0]?.body.followUp.nextBooking.id)
  })

  it('at another time is the same talk, moved, even when old and new time overlap', async () => {
    const [first, second] = await slots()
    const one = (await agree({ kind: 'talk', start: first?.start })).body.followUp.nextBooking
    await sendLetters(ports)
    const two = (await agree({ kind: 'talk', start: second?.start })).body.followUp.nextBooking
    expect([two.id, two.start]).toEqual([one.id, second?.start])
    expect(await theTalk(ports, one.id)).toMatchObject({ state: 'booked', icsSequence: 1 })
    const mine = await call('GET', '/case', { authorization: `Bearer ${talk.secret}` })
    expect(mine.body.talks.map(({ id }: { id: string }) => id)).toEqual([one.id, talk.id])
    const waiting = (await lettersOf(ports, one.id)).filter(({ state }) => state === 'pending')
    expect(waiting.some(({ kind }) => kind === 'moved')).toBe(true)
    expect(waiting.some(({ kind }) => kind === 'cancelled')).toBe(false)
  })

  it('asked for at many times at once is one talk', async () => {
    const times = (await slots()).slice(0, 6)
    const answers = await Promise.all(times.map(({ start }) => agree({ kind: 'talk', start })))
    expect(answers.map(({ status }) => status)).toEqual(times.map(() => 200))
    const mine = await call('GET', '/case', { authorization: `Bearer ${talk.secret}` })
    expect(mine.body.talks).toHaveLength(2)
    const { followUp } = (await staff('GET', '')).body
    expect(mine.body.talks[0].id).toBe(followUp.nextBooking.id)
  })

  it('that is under way already is not given back by a later agreement about the first', async () => {
    const [first] = await slots()
    const { id } = (await agree({ kind: 'talk', start: first?.start })).body.followUp.nextBooking
    await standAt(Date.parse(first?.start ?? '') + 5 * minute)
    expect((await agree({ kind: 'welcome_back' })).status).toBe(200)
    expect(await theTalk(ports, id)).toMatchObject({ state: 'booked' })
  })

  it('is given back when something else is agreed instead', async () => {
    const [first] = await slots()
    const { id } = (await agree({ kind: 'talk', start: first?.start })).body.followUp.nextBooking
    await agree({ kind: 'welcome_back' })
    expect(await theTalk(ports, id)).toMatchObject({ state: 'cancelled' })
    const told = (await lettersOf(ports, id)).filter(({ kind, state }) => kind === 'cancelled' && state === 'pending')
    expect(told.map(({ recipient }) => recipient).sort()).toEqual(['counsellor', 'seeker'])
  })

  it('that the seeker cancels is seen by the counsellor', async () => {
    const [first] = await slots()
    const { id } = (await agree({ kind: 'talk', start: first?.start })).body.followUp.nextBooking
    expect((await lists()).due).toHaveLength(1)
    await cancelTalkRows(db, await theTalk(ports, id), { who: 'seeker', reason: null, late: false }, ports.clock.now())
    expect((await lists()).late).toMatchObject([{ nextBooking: { state: 'cancelled' } }])
  })

  it('that the seeker moves is due on its new day, and not late on the old one', async () => {
    const tomorrow = (await slots()).find(({ start }) => Date.parse(start) > startsMs + day)?.start
    const { id } = (await agree({ kind: 'talk', start: tomorrow })).body.followUp.nextBooking
    const later = (await slots()).find(({ start }) => Date.parse(start) > startsMs + 3 * day)?.start
    expect(
      (await call('PATCH', `/bookings/${id}`, { authorization: `Bearer ${talk.secret}` }, { start: later })).body,
    ).toMatchObject({ start: later })
    await standAt(startsMs + 2 * day)
    expect(await lists()).toMatchObject({
      late: [],
      due: [{ dueOn: later?.slice(0, 10), nextBooking: { id, start: later } }],
    })
  })

  it('shows the counsellor what was approved before', async () => {
    await staff('PUT', '/konklusion', {
      body: { summary: 'Två program att välja mellan.', goals: [], actions: [], links: [] },
    })
    await staff('POST', '/konklusion/readiness', {})
    const [first] = await slots()
    const { id } = (await agree({ kind: 'talk', start: first?.start })).body.followUp.nextBooking
    const earlier = async () => (await call('GET', `/staff/talks/${id}`, anna)).body.earlier
    expect(await earlier()).toMatchObject([{ id: talk.id, konklusion: null }])
    await seeker('POST', '/konklusion/approval', { version: 1 })
    expect(await earlier()).toMatchObject([{ id: talk.id, konklusion: { summary: 'Två program att välja mellan.' } }])
  })

  it('is held in the form that the seeker had gone over to before the day, whatever came after it', async () => {
    const before = startsMs - 2 * day
    ports.clock.set(before)
    expect((await seeker('PATCH', '', { form: 'phone' })).status).toBe(200)
    await standAt(startsMs + 5 * minute)
    expect((await staff('POST', '/room/form', { form: 'text' })).status).toBe(200)
    const [first] = await slots()
    const { body } = await agree({ kind: 'talk', start: first?.start })
    expect(await theTalk(ports, body.followUp.nextBooking.id)).toMatchObject({ form: 'phone', bookedForm: 'phone' })
  })
})
