import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  actionsBeforeTalk,
  approvalOf,
  draftToShow,
  emptyBody,
  fitToGoals,
  leftToWrite,
  missingBeforeReady,
  shownVersion,
  standingOf,
  unknownGoals,
  versionToWrite,
} from './konklusion.ts'
import { mayBecomeWebAddress } from '../words/web-address.ts'
import type { Standing } from './konklusion.ts'

type Act = 'write' | 'show' | { approve: number }

/** The versions of a Konklusion after these acts, as the store would keep them. */
function after(acts: Act[]) {
  let versions: (Standing & { seen: boolean })[] = []
  const become = (version: number, state: Standing['state']) =>
    (versions = versions.map((each) =>
      each.version === version ? { ...each, state, seen: each.seen || state !== 'draft' } : each,
    ))
  for (const act of acts) {
    if (act === 'write') {
      const version = versionToWrite(versions)
      if (!versions.some((each) => each.version === version)) versions.push({ version, state: 'draft', seen: false })
    } else if (act === 'show') {
      const version = draftToShow(versions)
      if (version !== null) become(version, 'ready')
    } else if (approvalOf(versions, act.approve) === 'approve') become(act.approve, 'approved')
  }
  return versions
}

describe('a Konklusion', () => {
  it('is written in place as long as it is a draft', () => {
    expect(after(['write', 'write', 'write'])).toMatchObject([{ version: 1, state: 'draft' }])
  })

  it('that the seeker was shown is corrected in the next version', () => {
    expect(after(['write', 'show', 'write'])).toMatchObject([
      { version: 1, state: 'ready' },
      { version: 2, state: 'draft' },
    ])
  })

  it('cannot be approved in a version that is outdated', () => {
    const versions = after(['write', 'show', 'write', 'show'])
    expect(approvalOf(versions, 1)).toBe('outdated')
    expect(approvalOf(versions, 2)).toBe('approve')
  })

  it('can still be approved while the counsellor only drafts a correction', () => {
    expect(approvalOf(after(['write', 'show', 'write']), 1)).toBe('approve')
  })

  it('that is approved is not approved a second time', () => {
    expect(approvalOf(after(['write', 'show', { approve: 1 }]), 1)).toBe('already')
    expect(approvalOf([], 1)).toBe('outdated')
  })

  it('is not there to be shown before it is written, or once it was shown', () => {
    expect([[], after(['write', 'show'])].map((versions) => draftToShow(versions))).toEqual([null, null])
    expect(shownVersion(after(['write']))).toBeNull()
    expect(versionToWrite([])).toBe(1)
  })

  it('is the newest version, in whatever order the versions are read', () => {
    const versions = after(['write', 'show', 'write', 'show', 'write']).reverse()
    expect([versionToWrite(versions), draftToShow(versions), shownVersion(versions)?.version]).toEqual([3, 3, 2])
  })

  it('cannot be approved before it was shown', () => {
    expect(approvalOf(after(['write']), 1)).toBe('outdated')
  })

  it('that is approved stays readable and approved when a later version comes', () => {
    const versions = after(['write', 'show', { approve: 1 }, 'write', 'show'])
    expect(versions).toMatchObject([
      { version: 1, state: 'approved' },
      { version: 2, state: 'ready' },
    ])
    expect(shownVersion(versions)?.version).toBe(2)
  })

  it('keeps its promises whatever is done in whatever order', () => {
    const act: fc.Arbitrary<Act> = fc.oneof(
      fc.constant('write' as const),
      fc.constant('show' as const),
      fc.record({ approve: fc.integer({ min: 1, max: 6 }) }),
    )
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const versions = after(acts)
        expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1))
        // Only the newest is a draft, and nothing that was seen is one again.
        for (const { state, version, seen } of versions)
          if (state === 'draft') expect([version, seen]).toEqual([versions.length, false])
      }),
    )
  })
})

describe('what a Konklusion says', () => {
  const agreed = [
    { goalId: 'a', wording: 'Know what to study', agreed: true },
    { goalId: 'b', wording: 'Dare to call the school', agreed: true },
  ]

  it('speaks of every agreed goal, in the words that the goal has now', () => {
    const body = fitToGoals(
      {
        ...emptyBody([]),
        goals: [{ goalId: 'b', wording: 'old words', outcome: 'partly', sentence: 'You will call.' }],
      },
      agreed,
    )
    expect(body.goals).toEqual([
      { goalId: 'a', wording: 'Know what to study', outcome: null, sentence: '' },
      { goalId: 'b', wording: 'Dare to call the school', outcome: 'partly', sentence: 'You will call.' },
    ])
  })

  it('lets a withdrawn goal go, but not what was written about it', () => {
    const written = {
      ...emptyBody([]),
      goals: [{ goalId: 'a', wording: '', outcome: 'not_yet' as const, sentence: 'Next time.' }],
    }
    const withdrawn = agreed.map((goal) => ({ ...goal, agreed: false }))
    expect(fitToGoals(written, withdrawn).goals.map(({ goalId }) => goalId)).toEqual(['a'])
    const blank = { ...written, goals: [{ goalId: 'a', wording: '', outcome: 'not_yet' as const, sentence: ' ' }] }
    expect(fitToGoals(blank, withdrawn).goals).toEqual([])
  })

  it('keeps everything else as it was when goals come and go', () => {
    const body = {
      summary: 'We talked.',
      goals: [],
      actions: [{ what: 'Call', who: 'seeker' as const, until: null }],
      links: [{ url: 'https://studera.nu', title: 'Studera' }],
    }
    expect(fitToGoals(body, [])).toEqual(body)
    expect(emptyBody([])).toEqual({ summary: '', goals: [], actions: [], links: [] })
  })

  it('may speak of no goal that is not one of the talk, and says which does', () => {
    const goals = ['a', 'x', 'b', 'y'].map((goalId) => ({ goalId, wording: '', outcome: null, sentence: '' }))
    expect(unknownGoals({ ...emptyBody([]), goals }, agreed).map(({ field }) => field)).toEqual([
      'body.goals[1].goalId',
      'body.goals[3].goalId',
    ])
  })

  it('is not shown with blanks for words, or with an action that says nothing', () => {
    const body = {
      summary: ' \n',
      goals: [{ goalId: 'a', wording: '', outcome: 'partly' as const, sentence: ' ' }],
      actions: ['Call', ' '].map((what) => ({ what, who: 'seeker' as const, until: null })),
      links: [{ url: 'https://studera.nu', title: '' }],
    }
    expect(missingBeforeReady(body).map(({ field }) => field)).toEqual([
      'body.summary',
      'body.goals[0].sentence',
      'body.actions[1].what',
    ])
  })

  it('is not shown before every agreed goal has its outcome and its sentence', () => {
    const body = { ...emptyBody(agreed), summary: 'We talked.' }
    const [one] = body.goals
    if (one) Object.assign(one, { outcome: 'reached', sentence: 'You know now.' })
    expect(missingBeforeReady(body).map(({ field }) => field)).toEqual([
      'body.goals[1].outcome',
      'body.goals[1].sentence',
    ])
  })

  it('needs a summary, and nothing else when no goal was agreed', () => {
    expect(missingBeforeReady(emptyBody([])).map(({ field }) => field)).toEqual(['body.summary'])
    expect(missingBeforeReady({ ...emptyBody([]), summary: 'We talked.' })).toEqual([])
  })

  it.each([
    ['https://studera.nu', true, []],
    ['studera.nu', true, ['body.links[0].url']],
    ['', true, ['body.links[0].url']],
    ['javascript:alert(1)', false, ['body.links[0].url']],
    [' data:text/html,x', false, ['body.links[0].url']],
    ['  data:text/html,x', false, ['body.links[0].url']],
    ['http://studera.nu', true, []],
    ['HTTPS://studera.nu', true, []],
    ['https://', true, ['body.links[0].url']],
    ['xhttps://studera.nu', false, ['body.links[0].url']],
    ['ftp://studera.nu', false, ['body.links[0].url']],
    ['JAVASCRIPT:alert(1)', false, ['body.links[0].url']],
    ['javascript:https:alert(1)', false, ['body.links[0].url']],
    ['x:y', false, ['body.links[0].url']],
    ['web+1.x-y:z', false, ['body.links[0].url']],
    ['1st: the school', true, ['body.links[0].url']],
    ['the school: studera.nu', true, ['body.links[0].url']],
  ])('keeps the address "%s" in a draft: %s', (url, kept, missing) => {
    expect(mayBecomeWebAddress(url)).toBe(kept)
    const body = { ...emptyBody([]), summary: 'We talked.', links: [{ url, title: '' }] }
    expect(missingBeforeReady(body).map(({ field }) => field)).toEqual(missing)
  })

  it('sets no date for an action before the day of the talk', () => {
    const action = { what: 'Call the school', who: 'seeker' as const }
    const body = {
      ...emptyBody([]),
      actions: [
        { ...action, until: '2026-11-24' },
        { ...action, until: null },
        { ...action, until: '2026-11-23' },
      ],
    }
    expect(actionsBeforeTalk(body, '2026-11-24').map(({ field }) => field)).toEqual(['body.actions[2].until'])
  })
})

describe('how a Konklusion stands', () => {
  const version = (number: number, state: Standing['state'], commented = false) => ({
    version: number,
    state,
    commented,
  })

  it.each([
    ['a draft is the counsellor’s alone', [version(1, 'draft')], 'draft', null, false],
    ['what is out is what the seeker reads', [version(1, 'ready')], 'ready', 'ready', false],
    ['a comment waits for a correction', [version(1, 'ready', true)], 'ready', 'ready', true],
    ['and still does while one is drafted', [version(1, 'ready', true), version(2, 'draft')], 'draft', 'ready', true],
    ['until it is out', [version(1, 'ready', true), version(2, 'ready')], 'ready', 'ready', false],
    ['or what was commented on is approved', [version(1, 'approved', true)], 'approved', 'approved', false],
    ['a correction of it is new', [version(2, 'ready'), version(1, 'approved')], 'ready', 'ready', false],
  ] as const)('%s', (_, versions, counsellor, seeker, commented) => {
    expect(standingOf(versions)).toEqual({ counsellor, seeker, commented })
  })

  it('leaves something to write after a talk that was held, until the seeker was shown something', () => {
    expect(leftToWrite('held', null)).toBe(true)
    expect(leftToWrite('held', 'ready')).toBe(false)
    expect(leftToWrite('no_show_seeker', null)).toBe(false)
  })
})
