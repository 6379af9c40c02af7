import { describe, expect, test } from 'vitest'
import { shortChecklist, talkChecklist } from './starter.ts'
import { answerChange } from './answer.ts'
import { checklistItems, checklistTitle } from './template.ts'

const inAll = (text: string) => ({ sv: text, da: text, en: text })
const information = (id: string) => ({ id, audience: ['seeker'], kind: 'information', title: inAll('Title') })
const choice = (count: number) => ({
  ...information('one'),
  kind: 'choice',
  many: false,
  options: Array.from({ length: count }, (_, index) => ({ id: `option-${index}`, label: inAll('Label') })),
})

/** The places of what is wrong, as paths. */
const wrongIn = (schema: typeof checklistItems | typeof answerChange | typeof checklistTitle, given: unknown) =>
  schema.safeParse(given).error?.issues.map(({ path }) => path.join('.')) ?? []
const refused = (...items: unknown[]) => wrongIn(checklistItems, items)
const changed = (change: Record<string, unknown>) => refused({ ...information('one'), ...change })

describe('the items of a checklist', () => {
  test.each([
    ['talk', talkChecklist],
    ['short', shortChecklist],
  ])('that every organisation begins with (%s) are kept as they are', (_, items) => {
    expect(checklistItems.parse(items)).toEqual(items)
  })

  test('are kept with or without a text below the title, never with an empty place for one', () => {
    const [bare, full] = checklistItems.parse([
      { ...information('one'), body: undefined },
      { ...information('two'), body: inAll(' Text ') },
    ])
    expect(Object.keys(bare ?? {}).sort()).toEqual(['audience', 'id', 'kind', 'title'])
    expect(full).toEqual({ ...information('two'), body: inAll('Text') })
  })

  test('may stand on the card of the item above, or say nothing of it', () => {
    const kept = checklistItems.parse([
      information('one'),
      { ...information('two'), sameCard: true },
      { ...information('three'), sameCard: false },
    ])
    expect(kept.map((item) => item.sameCard)).toEqual([undefined, true, undefined])
    expect(kept[2]).not.toHaveProperty('sameCard')
  })

  test('are at least one and at most forty', () => {
    const items = (count: number) => Array.from({ length: count }, (_, index) => information(`item-${index}`))
    expect(refused()).toEqual([''])
    expect(refused(...items(40))).toEqual([])
    expect(refused(...items(41))).toEqual([''])
    expect(wrongIn(checklistItems, { 0: information('one') })).toEqual([''])
  })

  test('have an id each: the second of a name is refused, at its place', () => {
    expect(refused(information('one'), information('two'), information('one'), information('one'))).toEqual([
      '2.id',
      '3.id',
    ])
  })

  test('ask a seeker, a counsellor, a companion, or several of them, nobody twice', () => {
    expect(changed({ audience: ['seeker', 'counsellor', 'companion'] })).toEqual([])
    expect(changed({ audience: [] })).toEqual(['0.audience'])
    expect(changed({ audience: ['seeker', 'dog'] })).toEqual(['0.audience.1'])
    expect(changed({ audience: ['seeker', 'seeker'] })).toEqual(['0.audience'])
  })

  test('have a title of 140 letters and a text of 1500 at most, in every language', () => {
    expect(changed({ title: inAll('å'.repeat(140)), body: inAll('å'.repeat(1500)) })).toEqual([])
    expect(changed({ title: { ...inAll('Title'), da: 'å'.repeat(141) } })).toEqual(['0.title.da'])
    expect(changed({ body: { ...inAll('Text'), en: 'å'.repeat(1501) } })).toEqual(['0.body.en'])
    expect(changed({ title: { sv: 'Titel', da: ' ' } })).toEqual(['0.title.da', '0.title.en'])
  })

  test.each([
    ['why-video', true],
    ['4k', true],
    ['a'.repeat(40), true],
    ['a'.repeat(41), false],
    ['', false],
    ['-video', false],
    ['Why', false],
    ['why video', false],
    ['why-video ', false],
    ['varför', false],
    // What every object has would count as answered before it is.
    ['constructor', false],
  ])('may have the id "%s": %s', (id, may) => expect(changed({ id })).toEqual(may ? [] : ['0.id']))
})

describe('a kind of item', () => {
  test('is one of seven, and has nothing that belongs to another', () => {
    for (const kind of ['information', 'text', 'goal', 'camera', 'device']) expect(changed({ kind })).toEqual([])
    expect(changed({ kind: 'dance' })).toEqual(['0.kind'])
    for (const kind of ['information', 'text', 'goal', 'camera', 'device']) {
      expect(changed({ kind, many: true })).toEqual(['0'])
    }
  })

  test('that is a choice has two to twelve options, each with an id and a label', () => {
    expect([2, 12].map((count) => refused(choice(count)))).toEqual([[], []])
    expect([1, 13].map((count) => refused(choice(count)))).toEqual([['0.options'], ['0.options']])
    expect(changed({ kind: 'choice', options: choice(2).options })).toEqual(['0.many'])
    const [first, second] = choice(2).options
    const options = (...some: unknown[]) => refused({ ...choice(2), options: some })
    expect(options(first, first)).toEqual(['0.options.1.id'])
    expect(options(first, { ...second, id: 'No' })).toEqual(['0.options.1.id'])
    expect(options(first, { ...second, label: inAll('å'.repeat(141)) })).toHaveLength(3)
    expect(options(first, { id: 'other' })).toEqual(['0.options.1.label'])
  })

  test('that is a scale says what its ends mean, in 80 letters', () => {
    const scale = (low: string, high: string) => changed({ kind: 'scale', low: inAll(low), high: inAll(high) })
    expect(scale('å'.repeat(80), 'å'.repeat(80))).toEqual([])
    expect(scale('å'.repeat(81), 'high')).toEqual(['0.low.sv', '0.low.da', '0.low.en'])
    expect(scale('low', 'å'.repeat(81))).toEqual(['0.high.sv', '0.high.da', '0.high.en'])
    expect(changed({ kind: 'scale', low: inAll('low') })).toEqual(['0.high'])
  })
})

test('the title of a checklist has 140 letters at most', () => {
  expect(wrongIn(checklistTitle, inAll('å'.repeat(140)))).toEqual([])
  expect(wrongIn(checklistTitle, inAll('å'.repeat(141)))).toEqual(['sv', 'da', 'en'])
})

describe('an answer that is sent', () => {
  const answered = (answer: unknown) => wrongIn(answerChange, { answers: { one: answer } })
  const device = { kind: 'device', camera: 'ok', microphone: 'failed', speaker: 'ok', network: 'skipped' }

  test.each([
    [{ kind: 'information', confirmed: false }],
    [{ kind: 'choice', chosen: [] }],
    [{ kind: 'choice', chosen: Array.from({ length: 12 }, () => 'a'.repeat(40)) }],
    [{ kind: 'text', text: 'å'.repeat(2000) }],
    [{ kind: 'goal', goals: Array.from({ length: 5 }, () => 'å'.repeat(500)) }],
    [{ kind: 'scale', value: 1 }],
    [{ kind: 'scale', value: 10 }],
    [{ kind: 'camera', camera: 'on' }],
    [{ kind: 'camera', camera: 'off' }],
    [{ kind: 'camera', camera: 'later' }],
    [device],
    [{ ...device, camera: 'blocked', microphone: 'missing' }],
    [null],
  ])('is taken: %j', (answer) => {
    expect(answerChange.parse({ answers: { one: answer } })).toEqual({ answers: { one: answer } })
  })

  test.each([
    [{ kind: 'information' }, 'confirmed'],
    [{ kind: 'choice', chosen: Array.from({ length: 13 }, () => 'a') }, 'chosen'],
    [{ kind: 'choice', chosen: ['a'.repeat(41)] }, 'chosen.0'],
    [{ kind: 'text', text: 'å'.repeat(2001) }, 'text'],
    [{ kind: 'text' }, 'text'],
    [{ kind: 'goal', goals: Array.from({ length: 6 }, () => '') }, 'goals'],
    [{ kind: 'goal', goals: ['å'.repeat(501)] }, 'goals.0'],
    [{ kind: 'scale', value: 0 }, 'value'],
    [{ kind: 'scale', value: 11 }, 'value'],
    [{ kind: 'scale', value: 5.5 }, 'value'],
    [{ kind: 'camera', camera: 'perhaps' }, 'camera'],
    [{ ...device, camera: 'Logitech' }, 'camera'],
    [{ ...device, microphone: undefined }, 'microphone'],
    [{ ...device, speaker: 'loud' }, 'speaker'],
    [{ ...device, network: 'slow' }, 'network'],
    [{ kind: 'dance' }, 'kind'],
  ])('is refused by its part: %j', (answer, part) => expect(answered(answer)).toEqual([`answers.one.${part}`]))

  test('comes with forty others at most, each under an id of forty letters at most', () => {
    const answers = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`item-${index}`, null]))
    expect(wrongIn(answerChange, { answers: answers(40) })).toEqual([])
    expect(wrongIn(answerChange, { answers: answers(41) })).toEqual(['answers'])
    expect(wrongIn(answerChange, { answers: { ['a'.repeat(40)]: null } })).toEqual([])
    expect(wrongIn(answerChange, { answers: { ['a'.repeat(41)]: null } })).toEqual([`answers.${'a'.repeat(41)}`])
    expect(wrongIn(answerChange, {})).toEqual(['answers'])
  })
})
