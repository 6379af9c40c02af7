import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { talkChecklist } from './starter.ts'
import {
  answerErrors,
  cameraChoice,
  goals,
  isComplete,
  itemsFor,
  merged,
  progress,
  readiness,
  stepsOf,
  topicIn,
  withTopic,
} from './checklist.ts'
import type { AnswerChange, Answers, ChecklistItem, ItemAnswer } from './checklist.ts'

const items = itemsFor(talkChecklist, 'seeker')

/** An answer that fits an item. */
function answerTo(item: ChecklistItem): fc.Arbitrary<ItemAnswer> {
  switch (item.kind) {
    case 'information':
      return fc.constant({ kind: 'information', confirmed: true })
    case 'choice':
      return fc.constantFrom(...item.options).map(({ id }) => ({ kind: 'choice', chosen: [id] }))
    case 'text':
      return fc.string().map((text) => ({ kind: 'text', text }))
    case 'goal':
      return fc.array(fc.string(), { maxLength: 5 }).map((goals) => ({ kind: 'goal', goals }))
    case 'scale':
      return fc.integer({ min: 1, max: 10 }).map((value) => ({ kind: 'scale', value }))
    case 'camera':
      return fc.constantFrom('on', 'off', 'later').map((camera) => ({ kind: 'camera', camera }))
    case 'device':
      return fc.constant({ kind: 'device', camera: 'ok', microphone: 'blocked', network: 'ok' })
  }
}

const allAnswered: fc.Arbitrary<Answers> = fc.record(Object.fromEntries(items.map((item) => [item.id, answerTo(item)])))
const someAnswered = allAnswered.chain((all) =>
  fc
    .subarray(Object.keys(all))
    .map((ids) => Object.fromEntries(Object.entries(all).filter(([id]) => ids.includes(id)))),
)

test('everybody is asked what is meant for them, in the order of the checklist', () => {
  const inAll = (text: string) => ({ sv: text, da: text, en: text })
  const item = (id: string, audience: ChecklistItem['audience']): ChecklistItem => ({
    id,
    audience,
    kind: 'text',
    title: inAll(id),
  })
  const all = [item('a', ['seeker']), item('b', ['counsellor', 'companion']), item('c', ['companion', 'seeker'])]
  expect((['seeker', 'counsellor', 'companion'] as const).map((one) => itemsFor(all, one).map(({ id }) => id))).toEqual(
    [['a', 'c'], ['b'], ['b', 'c']],
  )
})

describe('a card', () => {
  const ids = (list: ChecklistItem[]) => stepsOf(list).map((step) => step.map(({ id }) => id).join(' '))
  const item = (id: string, more: Partial<ChecklistItem> = {}) =>
    ({ id, audience: ['seeker'], kind: 'scale', title: { sv: id, da: id, en: id }, ...more }) as ChecklistItem

  test('holds an item and those that stand with it; one that was written before there were cards stands alone', () => {
    expect(ids([item('a'), item('b', { sameCard: true }), item('c'), item('d')])).toEqual(['a b', 'c', 'd'])
    expect(ids([item('a', { sameCard: true }), item('b')])).toEqual(['a', 'b'])
    expect(ids([])).toEqual([])
  })

  test('begins anew where somebody is not asked what it begins with', () => {
    const all = [
      item('a', { audience: ['companion'] }),
      item('b'),
      item('c', { audience: ['seeker', 'companion'], sameCard: true }),
      item('d', { audience: ['seeker', 'companion'], sameCard: true }),
    ]
    expect(ids(itemsFor(all, 'seeker'))).toEqual(['b c d'])
    expect(ids(itemsFor(all, 'companion'))).toEqual(['a', 'c d'])
  })

  test('is done with its texts open, but not with them alone', () => {
    const text = item('t', { kind: 'text', sameCard: true })
    const value = { kind: 'scale', value: 3 } as const
    expect(progress([item('a'), text], { a: value })).toEqual({ answered: 1, total: 1 })
    expect(progress([item('a'), text], { t: { kind: 'text', text: 'ja' } })).toEqual({ answered: 0, total: 1 })
    expect(progress([item('a'), item('b', { sameCard: true })], { a: value })).toEqual({ answered: 0, total: 1 })
    const texts = [item('s', { kind: 'text' }), text]
    expect(progress(texts, {}).answered).toBe(0)
    expect(progress(texts, { t: { kind: 'text', text: 'ja' } }).answered).toBe(1)
  })
})

describe('progress', () => {
  test('counts each answered item of a checklist without shared cards once', () => {
    const alone = items.map((item) => ({ ...item, sameCard: undefined }))
    fc.assert(
      fc.property(someAnswered, (answers) => {
        expect(progress(alone, answers)).toEqual({ answered: Object.keys(answers).length, total: items.length })
      }),
    )
  })

  test('is complete when nothing is open but a free text', () => {
    fc.assert(
      fc.property(someAnswered, (answers) => {
        const open = items.filter(({ id }) => !(id in answers)).map(({ kind }) => kind)
        expect(isComplete(items, answers)).toBe(open.every((kind) => kind === 'text'))
      }),
    )
    expect(isComplete(items, {})).toBe(false)
  })

  test('is complete with every free text open, and not with anything else open besides', () => {
    const [all = {}] = fc.sample(allAnswered, 1)
    const without = (...open: ChecklistItem[]) =>
      Object.fromEntries(Object.entries(all).filter(([id]) => !open.some((item) => item.id === id)))
    const texts = items.filter(({ kind }) => kind === 'text')
    expect(texts.length).toBeGreaterThan(0)
    expect(isComplete(items, without(...texts))).toBe(true)
    for (const item of items.filter(({ kind }) => kind !== 'text')) {
      expect(isComplete(items, without(...texts, item))).toBe(false)
    }
  })

  test('does not count information that was opened but not confirmed', () => {
    expect(progress(items, { welcome: { kind: 'information', confirmed: false } }).answered).toBe(0)
    const only = items.filter(({ id }) => id === 'welcome')
    expect(isComplete(only, { welcome: { kind: 'information', confirmed: false } })).toBe(false)
    expect(isComplete(only, { welcome: { kind: 'information', confirmed: true } })).toBe(true)
  })

  test('does not count answers to items that somebody else is asked', () => {
    expect(progress(items, { 'own-start': { kind: 'text', text: 'Hej' } }).answered).toBe(0)
  })

  test('takes an empty text, and no goal, as an answer: nothing to add', () => {
    const asked = items.filter(({ kind }) => kind === 'goal' || kind === 'text')
    const alone = asked.map((item) => ({ ...item, sameCard: undefined }))
    expect(progress(alone, { about: { kind: 'text', text: '' }, goal: { kind: 'goal', goals: [] } }).answered).toBe(2)
  })
})

describe('saving as one goes', () => {
  test('in any order leads to the same sheet', () => {
    fc.assert(
      fc.property(allAnswered, fc.infiniteStream(fc.nat()), (all, dice) => {
        const inOrder = merged({}, all)
        const shuffled = Object.keys(all).sort(() => (dice.next().value % 2 === 0 ? 1 : -1))
        const oneByOne = shuffled.reduce<Answers>((answers, id) => merged(answers, { [id]: all[id] ?? null }), {})
        expect(oneByOne).toEqual(inOrder)
      }),
    )
  })

  test('leaves the other answers alone, and the sheet before it', () => {
    fc.assert(
      fc.property(someAnswered, fc.constantFrom(...items.map(({ id }) => id)), (before, id) => {
        const copy = structuredClone(before)
        const after = merged(before, { [id]: null })
        expect(before).toEqual(copy)
        expect(Object.keys(after)).toEqual(Object.keys(before).filter((other) => other !== id))
      }),
    )
  })

  test('drops blanks around words, and goals without words', () => {
    const change: AnswerChange = {
      about: { kind: 'text', text: '  yrken \n' },
      goal: { kind: 'goal', goals: [' en plan ', '  '] },
    }
    expect(merged({}, change)).toEqual({
      about: { kind: 'text', text: 'yrken' },
      goal: { kind: 'goal', goals: ['en plan'] },
    })
  })
})

describe('an answer', () => {
  test('that fits its item is taken', () => {
    fc.assert(
      fc.property(someAnswered, (answers) => {
        expect(answerErrors(items, answers)).toEqual([])
      }),
    )
  })

  const misfits: [string, AnswerChange][] = [
    ['of another kind', { goal: { kind: 'text', text: 'en plan' } }],
    ['to an item that nobody has', { weather: { kind: 'text', text: 'sol' } }],
    ['to an item of the counsellor', { 'own-start': { kind: 'text', text: 'Hej' } }],
    ['that is not offered', { others: { kind: 'choice', chosen: ['the-cat'] } }],
    ['of two where one is wanted', { others: { kind: 'choice', chosen: ['alone', 'unsure'] } }],
    ['of none where one is wanted', { others: { kind: 'choice', chosen: [] } }],
    ['of none, and another', { others: { kind: 'choice', chosen: ['alone', 'the-cat'] } }],
    ['taken back that never could be given', { weather: null }],
  ]
  test.each(misfits)('%s is refused by name', (_, change) => {
    expect(answerErrors(items, change)).toEqual([
      { field: `answers.${Object.keys(change)[0]}`, message: expect.any(String) },
    ])
  })
})

describe('an answer of which several may be chosen', () => {
  const inAll = (text: string) => ({ sv: text, da: text, en: text })
  const many: ChecklistItem = {
    id: 'many',
    audience: ['seeker'],
    title: inAll('Which?'),
    kind: 'choice',
    many: true,
    options: ['one', 'two', 'three'].map((id) => ({ id, label: inAll(id) })),
  }
  test.each([
    [[], true],
    [['two'], true],
    [['three', 'one', 'two'], true],
    [['one', 'one'], false],
    [['one', 'four'], false],
  ])('is taken with %j: %s', (chosen, taken) => {
    expect(answerErrors([many], { many: { kind: 'choice', chosen } })).toHaveLength(taken ? 0 : 1)
  })

  test('is refused beside another that fits, by its own name, and can be taken back', () => {
    const change: AnswerChange = { about: { kind: 'text', text: '' }, many: { kind: 'text', text: '' } }
    expect(answerErrors([...items, many], change).map(({ field }) => field)).toEqual(['answers.many'])
    expect(answerErrors([many], { many: null })).toEqual([])
  })
})

describe('what the counsellor sees at once', () => {
  test('is readiness, goals and the camera choice', () => {
    const answers: Answers = {
      ready: { kind: 'scale', value: 4 },
      goal: { kind: 'goal', goals: ['En plan', 'Mod'] },
      camera: { kind: 'camera', camera: 'off' },
    }
    expect([readiness(items, answers), goals(answers), cameraChoice(answers)]).toEqual([4, ['En plan', 'Mod'], 'off'])
  })

  test('is the first scale, and the goals of all items in a fixed order', () => {
    const scales = ['ready', 'sure'].map(
      (id) => ({ ...items.find((item) => item.kind === 'scale'), id }) as ChecklistItem,
    )
    expect(readiness(scales, { sure: { kind: 'scale', value: 9 } })).toBeNull()
    expect(readiness(scales, { sure: { kind: 'scale', value: 9 }, ready: { kind: 'scale', value: 4 } })).toBe(4)
    expect(readiness(scales, { ready: { kind: 'text', text: '4' } })).toBeNull()
    expect(readiness([], { ready: { kind: 'scale', value: 4 } })).toBeNull()
    const answers: Answers = {
      second: { kind: 'goal', goals: ['C'] },
      about: { kind: 'text', text: 'D' },
      first: { kind: 'goal', goals: ['A', 'B'] },
    }
    expect(goals(answers)).toEqual(['A', 'B', 'C'])
  })

  test('is nothing while nothing is answered', () => {
    expect([readiness(items, {}), goals({}), cameraChoice({})]).toEqual([null, [], null])
  })
})

describe('the topic of the booking and the item that asks for it', () => {
  const asks: ChecklistItem[] = ['first', 'about'].map((id) => ({ ...one('text'), id }))
  const others: Answers = { first: { kind: 'text', text: 'Bussen' } }

  test('are one: the topic stands as its answer, whatever was kept there', () => {
    const about: Answers = { about: { kind: 'text', text: 'Djur' } }
    expect(withTopic(asks, others, 'Djur')).toEqual({ ...others, ...about })
    expect(withTopic(asks, { ...others, about: { kind: 'text', text: 'Bilar' } }, 'Djur')).toEqual({
      ...others,
      ...about,
    })
  })
  test('leave the item open when there is no topic, but for "nothing to add"', () => {
    expect(withTopic(asks, { ...others, about: { kind: 'text', text: 'Bilar' } }, null)).toEqual(others)
    expect(withTopic(asks, { ...others, about: { kind: 'goal', goals: [] } }, null)).toEqual(others)
    expect(withTopic(asks, others, null)).toEqual(others)
    const nothing: Answers = { ...others, about: { kind: 'text', text: '' } }
    expect(withTopic(asks, nothing, null)).toEqual(nothing)
  })
  test.each([
    ['no such item', asks.filter(({ id }) => id !== 'about')],
    ['one of another kind', asks.map((item) => (item.id === 'about' ? { ...one('camera'), id: 'about' } : item))],
    ['nothing at all', []],
  ])('have nothing to do with each other where the checklist has %s', (_, items) => {
    expect(withTopic(items, others, 'Djur')).toEqual(others)
    expect(topicIn(items, { about: { kind: 'text', text: 'Djur' } })).toBeUndefined()
  })
  test('change together, without the blanks around', () => {
    expect(topicIn(asks, { about: { kind: 'text', text: '  Djur ' } })).toBe('Djur')
    expect(topicIn(asks, { about: { kind: 'text', text: '   ' } })).toBeNull()
    expect(topicIn(asks, { about: null })).toBeNull()
    expect(topicIn(asks, { about: { kind: 'goal', goals: ['Djur'] } })).toBeNull()
    expect(topicIn(asks, { first: { kind: 'text', text: 'Bussen' } })).toBeUndefined()
  })
})

/** An item of this kind out of the starter's checklist. */
function one(kind: ChecklistItem['kind']): ChecklistItem {
  const found = talkChecklist.find((item) => item.kind === kind)
  if (!found) throw new Error(`The starter has no item of the kind ${kind}`)
  return found
}
