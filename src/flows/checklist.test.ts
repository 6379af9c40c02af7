import { describe, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { setOutcome } from '../meeting/meeting.store.ts'
import { shortChecklist, talkChecklist } from '../checklist/starter.ts'
import { goalsNow } from '../guidance/goal.store.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { seedChecklist, seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { seedCompanion, seedTalk, theOpenTalk, theTalk } from '../../test/setup/talk.ts'
import type { AnswerChange, Answers, ChecklistItem } from '../checklist/checklist.ts'
import { itemsFor, stepsOf } from '../checklist/checklist.ts'
import { sheetSummaries } from '../checklist/sheet.store.ts'
import { addVersion } from '../checklist/store.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const app = createApp(() => ports)
const seeded = await seedOrganisation(db, { items: talkChecklist })
// Its first card asks for the topic and for texts alone: an answer to the topic is all that it wants.
const short = await seedChecklist(db, seeded.organisation.id, shortChecklist)
const staffHeaders = async (id: string) => ({ ...(await signedIn(app, ports, id)), 'content-type': 'application/json' })
const anna = await staffHeaders(seeded.counsellors[0].id)
const bo = await staffHeaders(seeded.counsellors[1].id)
const coordinator = await staffHeaders(seeded.coordinator.id)

let hour = 0
const aTalk = () => seedTalk(ports, seeded, { startsMs: ports.clock.now() + ++hour * 3_600_000 })

type Sheet = {
  version: number
  items: ChecklistItem[]
  answers: Answers
  answered: number
  total: number
  completedAt: string | null
}

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}`, 'content-type': 'application/json' })
const read = (talkId: string, secret: string) =>
  app.request(`/api/bookings/${talkId}/checklist`, { headers: bearer(secret) })
const answer = (talkId: string, secret: string, answers: unknown) =>
  app.request(`/api/bookings/${talkId}/checklist`, {
    method: 'PUT',
    headers: bearer(secret),
    body: JSON.stringify({ answers }),
  })
const answerAsCounsellor = (talkId: string, answers: AnswerChange, headers = anna) =>
  app.request(`/api/staff/talks/${talkId}/checklist`, { method: 'PUT', headers, body: JSON.stringify({ answers }) })
const sheetOf = async (response: Response | Promise<Response>) => (await (await response).json()) as Sheet

const fullAnswers = (items: ChecklistItem[]): AnswerChange =>
  Object.fromEntries(
    items.map(function answerTo(item) {
      switch (item.kind) {
        case 'information':
          return [item.id, { kind: 'information', confirmed: true }]
        case 'choice':
          return [item.id, { kind: 'choice', chosen: [item.options[0]?.id ?? ''] }]
        case 'text':
          return [item.id, { kind: 'text', text: 'Bagare eller kock' }]
        case 'goal':
          return [item.id, { kind: 'goal', goals: ['Veta vad som skiljer'] }]
        case 'scale':
          return [item.id, { kind: 'scale', value: 6 }]
        case 'camera':
          return [item.id, { kind: 'camera', camera: 'later' }]
        case 'device':
          return [item.id, { kind: 'device', camera: 'ok', microphone: 'ok', network: 'failed' }]
      }
    }),
  )

describe('the topic that was given at the booking', () => {
  const about = async (id: string, secret: string) => (await sheetOf(read(id, secret))).answers['about']
  const topicOf = async (id: string) => (await theOpenTalk(ports, id)).topic
  const withTopic = (topic: string) =>
    seedTalk(ports, { ...seeded, template: short }, { startsMs: ports.clock.now() + ++hour * 3_600_000, topic })

  test('is the first answer of the checklist, and counts as one', async () => {
    const { id, secret } = await withTopic('Bagare eller kock')
    expect(await about(id, secret)).toEqual({ kind: 'text', text: 'Bagare eller kock' })
    expect((await sheetOf(read(id, secret))).answered).toBe(1)
    const ofTalk = await sheetSummaries(db, ports, [await theTalk(ports, id)])
    expect(ofTalk.get(id)?.answered).toBe(1)
  })

  test('is one with that answer: either changes the other', async () => {
    const { id, secret } = await withTopic('Bagare')
    const saved = await sheetOf(answer(id, secret, { about: { kind: 'text', text: '  Kock ' } }))
    expect([saved.answers['about'], await topicOf(id)]).toEqual([{ kind: 'text', text: 'Kock' }, 'Kock'])
    await app.request(`/api/bookings/${id}`, {
      method: 'PATCH',
      headers: bearer(secret),
      body: JSON.stringify({ topic: 'Servitris' }),
    })
    expect(await about(id, secret)).toEqual({ kind: 'text', text: 'Servitris' })
    await answer(id, secret, { about: null })
    expect([await about(id, secret), await topicOf(id)]).toEqual([undefined, null])
  })

  test('may be nothing to add, which is an answer too; other answers leave it alone', async () => {
    const { id, secret } = await withTopic('Bagare')
    await answer(id, secret, { ready: { kind: 'scale', value: 4 } })
    expect(await topicOf(id)).toBe('Bagare')
    const saved = await sheetOf(answer(id, secret, { about: { kind: 'text', text: ' ' } }))
    expect([saved.answers['about'], await topicOf(id)]).toEqual([{ kind: 'text', text: '' }, null])
    expect((await sheetOf(read(id, secret))).answered).toBe(1)
  })

  test('stays what the seeker said, whatever a companion or the counsellor answers', async () => {
    const { id } = await withTopic('Bagare')
    await answerAsCounsellor(id, { 'own-answers': { kind: 'information', confirmed: true } })
    expect(await topicOf(id)).toBe('Bagare')
    expect((await sheetSummaries(db, ports, [await theTalk(ports, id)], 'counsellor')).get(id)?.answered).toBe(1)
  })
})

describe('the seeker', () => {
  test('sees the questions that are meant for them, and none of the others', async () => {
    const { id, secret } = await aTalk()
    const sheet = await sheetOf(read(id, secret))
    expect(sheet).toMatchObject({ version: 1, answers: {}, answered: 0, completedAt: null })
    expect(sheet.items).toEqual(itemsFor(talkChecklist, 'seeker'))
    expect(sheet.total).toBe(stepsOf(sheet.items).length)
  })

  test('answers in any order, and finds every answer again', async () => {
    const { id, secret } = await aTalk()
    await answer(id, secret, {
      ready: { kind: 'scale', value: 3 },
      'why-video': { kind: 'information', confirmed: true },
    })
    await answer(id, secret, { needs: { kind: 'choice', chosen: ['interpreter'] } })
    await answer(id, secret, { camera: { kind: 'camera', camera: 'off' } })
    await answer(id, secret, { ready: { kind: 'scale', value: 5 } })
    expect(await sheetOf(read(id, secret))).toMatchObject({
      answered: 2,
      answers: { ready: { kind: 'scale', value: 5 }, camera: { kind: 'camera', camera: 'off' } },
    })
    expect(await sheetOf(answer(id, secret, { camera: null }))).toMatchObject({
      answered: 1,
      answers: { ready: { value: 5 }, needs: { chosen: ['interpreter'] } },
    })
  })

  test('loses nothing when two answers are saved at the same moment', async () => {
    const { id, secret } = await aTalk()
    const all = fullAnswers(itemsFor(talkChecklist, 'seeker'))
    await Promise.all(Object.entries(all).map(([item, value]) => answer(id, secret, { [item]: value })))
    const sheet = await sheetOf(read(id, secret))
    expect([sheet.answered, sheet.completedAt === null]).toEqual([sheet.total, false])
  })

  test('is told when all is answered, and the first time stays', async () => {
    const { id, secret } = await aTalk()
    const done = await sheetOf(answer(id, secret, fullAnswers(itemsFor(talkChecklist, 'seeker'))))
    expect(done.completedAt).toBe(new Date(ports.clock.now()).toISOString())
    ports.clock.advance(60_000)
    expect(await sheetOf(answer(id, secret, { ready: { kind: 'scale', value: 9 } }))).toMatchObject({
      completedAt: done.completedAt,
    })
    expect(await sheetOf(answer(id, secret, { ready: null }))).toMatchObject({ completedAt: null })
  })

  test('stores the outcome of the device check and nothing of the devices', async () => {
    const { id, secret } = await aTalk()
    const sheet = await sheetOf(
      answer(id, secret, {
        device: { kind: 'device', camera: 'ok', microphone: 'blocked', network: 'ok', label: 'Kims hörlurar' },
      }),
    )
    expect(sheet.answers).toEqual({ device: { kind: 'device', camera: 'ok', microphone: 'blocked', network: 'ok' } })
  })

  test('has the goals that they write proposed in the room, once each, as they say them now', async () => {
    const { id, secret } = await aTalk()
    const proposed = async () =>
      (await goalsNow(db, ports, id)).map(({ text, state, writtenBy }) => [text, state, writtenBy])
    await answer(id, secret, { goal: { kind: 'goal', goals: ['En plan', 'Mod'] } })
    await answer(id, secret, { goal: { kind: 'goal', goals: ['En plan', 'Mod'] } })
    expect(await proposed()).toEqual([
      ['En plan', 'proposed', 'seeker'],
      ['Mod', 'proposed', 'seeker'],
    ])
    await answer(id, secret, { goal: { kind: 'goal', goals: ['En plan för våren'] } })
    expect(await proposed()).toEqual([['En plan för våren', 'proposed', 'seeker']])
    await answer(id, secret, { goal: null })
    expect(await proposed()).toEqual([])
  })

  test('keeps the version that the talk was booked with, when the coordinator writes a new one', async () => {
    const { id, secret } = await aTalk()
    await answer(id, secret, { ready: { kind: 'scale', value: 2 } })
    const items = talkChecklist.slice(0, 6)
    const ofTemplate = { organisationId: seeded.organisation.id, templateId: seeded.template.id }
    expect(await addVersion(db, ports, { ...ofTemplate, items })).toBe('added')
    const sheet = await sheetOf(read(id, secret))
    expect([sheet.version, sheet.items.length]).toEqual([1, itemsFor(talkChecklist, 'seeker').length])
  })
})

describe('answers that do not fit', () => {
  const wrong: [string, unknown, string][] = [
    ['a reading of 11', { ready: { kind: 'scale', value: 11 } }, 'answers.ready.value'],
    ['a reading of 4.5', { ready: { kind: 'scale', value: 4.5 } }, 'answers.ready.value'],
    ['six goals', { goal: { kind: 'goal', goals: Array(6).fill('mer') } }, 'answers.goal.goals'],
    ['a goal of a whole page', { goal: { kind: 'goal', goals: ['ord '.repeat(300)] } }, 'answers.goal.goals[0]'],
    ['an unknown kind', { ready: { kind: 'dance' } }, 'answers.ready.kind'],
    ['an option that is not offered', { others: { kind: 'choice', chosen: ['cat'] } }, 'answers.others'],
    ['an item of the counsellor', { 'own-start': { kind: 'text', text: 'x' } }, 'answers.own-start'],
    ['an item that nobody has', { __proto__x: { kind: 'text', text: 'x' } }, 'answers.__proto__x'],
  ]
  test.each(wrong)('%s is refused with the field, and nothing of the call is kept', async (_, answers, field) => {
    const { id, secret } = await aTalk()
    const refused = await answer(id, secret, { about: { kind: 'text', text: 'Yrken' }, ...(answers as object) })
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({ type: '/problems/invalid', errors: [{ field }] })
    expect(await sheetOf(read(id, secret))).toMatchObject({ answered: 0, answers: {} })
  })

  test.each([
    '',
    '[]',
    '{"answers":[]}',
    '{"answers":"x"}',
    '{"answers":',
    '{"answers":{"about":{"kind":"text","text":"\\u0000"}}}',
  ])('%s is never a 500', async (body) => {
    const { id, secret } = await aTalk()
    const refused = await app.request(`/api/bookings/${id}/checklist`, { method: 'PUT', headers: bearer(secret), body })
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(refused.status).toBeLessThan(500)
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
  })

  test('come too late when the talk is over', async () => {
    const talk = await aTalk()
    const { id, secret } = talk
    await setOutcome(db, talk, 'held', ports.clock.now())
    const refused = await answer(id, secret, { ready: { kind: 'scale', value: 3 } })
    expect([refused.status, ((await refused.json()) as { type: string }).type]).toEqual([409, '/problems/too-late'])
    expect((await read(id, secret)).status).toBe(200)
  })
})

describe('a companion', () => {
  test('has questions and answers of their own, which do not mix with the seeker’s', async () => {
    const { id, secret } = await aTalk()
    const [mother, teacher] = [await seedCompanion(ports, id), await seedCompanion(ports, id, 'min lärare')]
    await answer(id, secret, { camera: { kind: 'camera', camera: 'on' } })
    await answer(id, mother.secret, { camera: { kind: 'camera', camera: 'off' } })
    const sheet = await sheetOf(read(id, mother.secret))
    expect(sheet.items).toEqual(itemsFor(talkChecklist, 'companion'))
    expect(sheet.answers).toEqual({ camera: { kind: 'camera', camera: 'off' } })
    expect(await sheetOf(read(id, teacher.secret))).toMatchObject({ answers: {} })
    expect(await sheetOf(read(id, secret))).toMatchObject({ answers: { camera: { camera: 'on' } } })
  })

  test('reads no sheet of another talk', async () => {
    const [one, other] = [await aTalk(), await aTalk()]
    const { secret } = await seedCompanion(ports, one.id)
    expect((await read(other.id, secret)).status).toBe(404)
    expect((await answer(other.id, secret, {})).status).toBe(404)
  })
})

describe('the counsellor', () => {
  test('answers a sheet of their own', async () => {
    const { id, secret } = await aTalk()
    const sheet = await sheetOf(answerAsCounsellor(id, { 'own-answers': { kind: 'information', confirmed: true } }))
    expect(sheet.items).toEqual(itemsFor(talkChecklist, 'counsellor'))
    expect(sheet).toMatchObject({ answered: 1 })
    expect(await sheetOf(read(id, secret))).toMatchObject({ answered: 0 })
  })

  test('does not answer for the seeker', async () => {
    const { id } = await aTalk()
    expect((await answerAsCounsellor(id, { ready: { kind: 'scale', value: 10 } })).status).toBe(422)
  })

  test('answers only in own talks; coordinators in none', async () => {
    const { id } = await aTalk()
    expect((await answerAsCounsellor(id, {}, bo)).status).toBe(404)
    expect((await answerAsCounsellor(id, {}, coordinator)).status).toBe(403)
    expect((await answerAsCounsellor('not-an-id', {})).status).toBe(404)
  })

  test('sees in short what many seekers have answered', async () => {
    const [one, other] = [await aTalk(), await aTalk()]
    await answer(one.id, one.secret, { ready: { kind: 'scale', value: 7 }, goal: { kind: 'goal', goals: ['Mod'] } })
    await answerAsCounsellor(one.id, { 'own-answers': { kind: 'information', confirmed: true } })
    const talks = [
      await theTalk(ports, one.id),
      await theTalk(ports, other.id),
      { ...(await theTalk(ports, other.id)), id: crypto.randomUUID(), checklistVersionId: null },
    ]
    const summaries = await sheetSummaries(db, ports, talks)
    const total = stepsOf(itemsFor(talkChecklist, 'seeker')).length
    expect([...summaries.values()]).toEqual([
      { answered: 1, total, complete: false, goals: ['Mod'], readiness: 7, camera: null },
      { answered: 0, total, complete: false, goals: [], readiness: null, camera: null },
    ])
    const own = await sheetSummaries(db, ports, talks, 'counsellor')
    expect([...own].map(([id, { answered }]) => [id, answered])).toEqual([
      [one.id, 1],
      [other.id, 0],
    ])
  })
})

describe('a sheet is closed to', () => {
  test('everybody without a secret, and to every other case', async () => {
    const [one, other] = [await aTalk(), await aTalk()]
    expect((await app.request(`/api/bookings/${one.id}/checklist`)).status).toBe(401)
    expect((await read(one.id, 'x'.repeat(32))).status).toBe(401)
    expect((await read(one.id, other.secret)).status).toBe(404)
    expect((await read('not-an-id', one.secret)).status).toBe(404)
    expect((await app.request(`/api/bookings/${one.id}/checklist`, { headers: anna })).status).toBe(401)
  })
})
