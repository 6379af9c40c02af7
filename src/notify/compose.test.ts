import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { letterFacts, talkStart } from '../../test/setup/letter-facts.ts'
import { forms } from '../availability/form.ts'
import { languages } from '../words/language.ts'
import * as message from '../words/paraglide-server/messages.js'
import { mailOf, messageId } from './compose.ts'
import type { LetterFacts } from './facts.ts'
import { letterKinds } from './letter.ts'
import type { LetterKind } from './letter.ts'

const settings = {
  publicUrl: 'https://fyrklang.example',
  secretKey: 'a-key-that-no-letter-may-ever-hold-0123',
  mailFrom: { name: 'Fyrklang', address: 'post@fyrklang.example' },
  mailReplyTo: null,
  mailbox: false,
  bookingsPerHour: null,
}
const hour = 3_600_000
const dayBefore = talkStart - 30 * hour

describe('a letter of any kind', () => {
  const anyLetter = fc.record({
    kind: fc.constantFrom(...letterKinds),
    recipient: fc.constantFrom('seeker' as const, 'counsellor' as const),
    language: fc.constantFrom(...languages),
    form: fc.constantFrom(...forms),
    fullSubjects: fc.boolean(),
    zone: fc.constantFrom('Europe/Stockholm', 'Europe/Helsinki', 'America/New_York', 'Asia/Kolkata'),
    by: fc.constantFrom('seeker' as const, 'counsellor' as const),
    hoursBefore: fc.integer({ min: 1, max: 300 }),
    secret: fc.stringMatching(/^[A-Za-z0-9_-]{22}$/),
    code: fc.stringMatching(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/),
    name: fc.stringMatching(/^[A-Z][a-z]{4,9}q[0-9]{3}$/),
  })

  test('holds no key, no name, no topic, and no address but its own', () => {
    fc.assert(
      fc.property(
        anyLetter,
        ({ kind, recipient, language, form, fullSubjects, zone, by, hoursBefore, secret, code, name }) => {
          const cancelled = kind === 'cancelled'
          // More than a letter is given in truth: if whole rows came along, nothing of them may show.
          const seekerRow = {
            alias: name,
            topic: `${name} topic`,
            phone: '+46701234567',
            secret,
            code,
            cancelReason: `${name} reason`,
          }
          const staffRow = { name: `${name} Counsellor` }
          const facts = letterFacts({
            kind,
            recipient,
            openFollowUp: recipient === 'seeker' ? 'check_in' : 'call',
            talk: {
              form,
              fullSubjects,
              seekerZone: zone,
              lettersLanguage: language,
              ...(cancelled ? { state: 'cancelled', cancelledBy: by } : {}),
              ...seekerRow,
            },
            counsellor: { language, ...staffRow },
          })
          const mail = mailOf(facts, settings, talkStart - hoursBefore * hour)
          if (!mail) return
          const all = unfolded(`${mail.subject}\n${mail.text}\n${mail.html}\n${mail.calendar?.content ?? ''}`)
          const other = recipient === 'seeker' ? 'counsellor@example.org' : 'seeker@example.org'
          for (const hidden of [secret, code, name, '+46701234567', other, settings.secretKey, '#']) {
            expect(hidden === '#' ? mail.text : all).not.toContain(hidden)
          }
          expect(mail.subject).not.toMatch(/\p{Cc}/u)
          expect(mail.html).not.toMatch(/<img|src=|url\(/)
        },
      ),
    )
  })

  const unfolded = (text: string) => text.replaceAll('\r\n ', '')
})

test('the subject says no more than the time, unless the seeker wants it fuller', () => {
  expect(mailOf(letterFacts({ talk: { lettersLanguage: 'en' } }), settings, dayBefore)?.subject).toBe(
    'Your appointment on Wednesday 7 October, 14:00',
  )
  expect(mailOf(letterFacts(), settings, dayBefore)?.subject).toBe('Din tid onsdag 7 oktober kl. 14:00')
  expect(
    mailOf(letterFacts({ talk: { lettersLanguage: 'da', fullSubjects: true } }), settings, dayBefore)?.subject,
  ).toBe('Din tid onsdag 7. oktober kl. 14.00 · Studievejledning')
})

test("times are in the seeker's zone, which is named when its clock shows another time", () => {
  const textIn = (seekerZone: string) => mailOf(letterFacts({ talk: { seekerZone } }), settings, dayBefore)?.text ?? ''
  expect(textIn('Europe/Helsinki')).toContain('onsdag 7 oktober kl. 15:00 (tid i Helsingfors)')
  expect(textIn('America/New_York')).toContain('kl. 08:00 (tid i New York)')
  expect(textIn('Europe/Copenhagen')).not.toContain('tid i')
})

test('each side is written to in its own language, and led to its own page', () => {
  const facts = { talk: { lettersLanguage: 'da' }, counsellor: { language: 'en' } } as const
  const seekers = mailOf(letterFacts({ ...facts, kind: 'moved' }), settings, dayBefore)
  const counsellors = mailOf(letterFacts({ ...facts, kind: 'moved', recipient: 'counsellor' }), settings, dayBefore)
  expect(seekers?.html).toContain('<html lang="da">')
  expect(seekers?.text).toContain('https://fyrklang.example/my/0199c000-0000-7000-8000-000000000001\n')
  expect(counsellors?.html).toContain('<html lang="en">')
  expect(counsellors?.text).toContain('https://fyrklang.example/staff/talk/0199c000')
})

test('the seeker’s calendar entry is that of their booking, the counsellor’s that of the meeting', () => {
  const entryOf = (talk: Partial<LetterFacts['talk']>, recipient: LetterFacts['recipient']) => {
    const { content = '' } = mailOf(letterFacts({ recipient, talk }), settings, dayBefore)?.calendar ?? {}
    return ['UID', 'SEQUENCE'].map((name) => new RegExp(`^${name}:(.*)$`, 'm').exec(content)?.[1]?.trim())
  }
  const [meetingId, one, other] = ['m', 'one', 'other']
  const talk = { meetingId, icsSequence: 3, addressVersion: 2 }
  // Two seekers of one meeting have two entries, their host has one.
  expect(entryOf({ ...talk, id: one }, 'seeker')).toEqual([one, '3'])
  expect(entryOf({ ...talk, id: other }, 'seeker')).toEqual([other, '3'])
  for (const id of [one, other]) expect(entryOf({ ...talk, id }, 'counsellor')).toEqual([meetingId, '3'])
})

describe('a letter in English', () => {
  const english = {
    talk: { lettersLanguage: 'en', organisationName: 'Kommun' },
    counsellor: { language: 'en' },
  } as const
  /** What makes a letter of each kind true, so that it goes out. */
  const state = (kind: LetterKind) =>
    kind === 'cancelled' ? ({ state: 'cancelled', cancelledBy: 'seeker' } as const) : ({ state: 'booked' } as const)
  const mail = (kind: LetterKind, recipient: 'seeker' | 'counsellor' = 'seeker') =>
    mailOf(
      letterFacts({
        ...english,
        kind,
        recipient,
        openFollowUp: recipient === 'seeker' ? 'check_in' : 'call',
        formerAddress: 'former@example.org',
        talk: { ...english.talk, ...state(kind) },
      }),
      settings,
      dayBefore,
    )
  const blocks = (kind: LetterKind, recipient?: 'seeker' | 'counsellor') =>
    mail(kind, recipient)?.text.trimEnd().split('\n\n') ?? []

  const time = 'When: Wednesday 7 October, 14:00'
  test.each<[LetterKind, string[]]>([
    ['booked', [time, 'How: By video', 'How long: 45 minutes']],
    ['moved', [time, 'How: By video', 'How long: 45 minutes']],
    ['reminder_day', [time, 'How: By video', 'How long: 45 minutes']],
    ['reminder_hour', [time, 'How: By video', 'How long: 45 minutes']],
    ['checklist', [time]],
    ['checklist_reminder', [time]],
    ['cancelled', [time]],
    ['address_changed', [time]],
    ['summary_ready', []],
    ['follow_up_due', []],
  ])('(%s) tells of the talk no more than it came for: %j', (kind, facts) => {
    const told = mail(kind)
      ?.text.split('\n')
      .filter((line) => /^(When|How|How long): /.test(line))
    expect(told).toEqual(facts)
  })

  test('leads the seeker to their page, and says why it came', () => {
    const told = blocks('booked')
    expect(told).toContain('Open your page:\nhttps://fyrklang.example/my/0199c000-0000-7000-8000-000000000001')
    expect(told.at(-1)).toMatch(/^-- \nKommun\. This e-mail was sent automatically, because your address was given/)
  })

  test('leads the counsellor to the talk, and says by which organisation it was sent', () => {
    const told = blocks('booked', 'counsellor')
    expect(told).toContain('Open the talk:\nhttps://fyrklang.example/staff/talk/0199c000-0000-7000-8000-000000000001')
    expect(told.at(-1)?.split('\n')).toEqual([
      '-- ',
      'Kommun. This e-mail was sent automatically. Answers to this e-mail are not read.',
      ...[
        'Your information: https://fyrklang.example/privacy',
        'Accessibility: https://fyrklang.example/accessibility',
        'Help: https://fyrklang.example/help',
      ].map((way) => `${way}?organisation=0199c000-0000-7000-8000-000000000005`),
    ])
    // Heading, what it is about, when, where to go, and the foot: nothing besides.
    expect(blocks('cancelled', 'counsellor')).toHaveLength(5)
  })

  const calendarNote =
    'A calendar file is attached. It says when, and leads to the talk. In Google Calendar it only shows once you have answered yes.'
  test.each<[LetterKind, 'seeker' | 'counsellor', 'REQUEST' | 'CANCEL' | undefined]>([
    ['booked', 'seeker', 'REQUEST'],
    ['moved', 'seeker', 'REQUEST'],
    ['cancelled', 'seeker', 'CANCEL'],
    ['address_changed', 'seeker', 'CANCEL'],
    ['reminder_day', 'seeker', undefined],
    ['checklist', 'seeker', undefined],
    ['summary_ready', 'seeker', undefined],
    ['booked', 'counsellor', 'REQUEST'],
    ['moved', 'counsellor', 'REQUEST'],
    ['cancelled', 'counsellor', 'CANCEL'],
    ['follow_up_due', 'counsellor', undefined],
  ])('(%s) to the %s brings this for the calendar: %s', (kind, recipient, method) => {
    const sent = mail(kind, recipient)
    expect(sent?.calendar?.method).toBe(method)
    expect(sent?.calendar?.content.includes(`METHOD:${method}`) ?? false).toBe(method !== undefined)
    // Whoever takes an entry away has nothing to open.
    expect(blocks(kind, recipient).includes(calendarNote)).toBe(method === 'REQUEST')
  })

  test('brings the seeker an entry that says no more than they want, and leads to their page', () => {
    const entry = (fullSubjects: boolean) =>
      mailOf(letterFacts({ talk: { lettersLanguage: 'en', fullSubjects } }), settings, dayBefore)?.calendar?.content
    expect([entry(false), entry(true)].map((content) => /SUMMARY:(.*)\r/.exec(content ?? '')?.[1])).toEqual([
      'Appointment',
      'Guidance talk',
    ])
    expect((entry(false) ?? '').replaceAll('\r\n ', '')).toContain(
      'https://fyrklang.example/my/0199c000-0000-7000-8000-000000000001\r\n',
    )
  })

  test('brings the counsellor an entry that says what it is, in their language, and leads to the talk', () => {
    const content = (mail('booked', 'counsellor')?.calendar?.content ?? '').replaceAll('\r\n ', '')
    expect(content).toContain('SUMMARY:Guidance talk\r\n')
    expect(content).toContain('https://fyrklang.example/staff/talk/0199c000-0000-7000-8000-000000000001\r\n')
  })

  test('is not written to a counsellor of what is only for seekers', () => {
    expect(letterKinds.filter((kind) => mail(kind, 'counsellor') !== null)).toEqual([
      'booked',
      'moved',
      'cancelled',
      'follow_up_due',
    ])
  })
})

test('every letter leads to the pages about the service, of the organisation that sent it', () => {
  const states = { seat_waiting: 'waiting', seat_offered: 'offered', cancelled: 'cancelled' } as const
  const stateOf = (kind: LetterKind) => (kind in states ? states[kind as keyof typeof states] : 'booked')
  const event: LetterFacts['talk']['event'] = {
    title: { sv: 'Yrken', da: 'Erhverv', en: 'Trades' },
    kind: 'webinar',
    offerEndsAt: new Date(talkStart),
  }
  const sent = letterKinds.flatMap((kind) => {
    const talk = {
      state: stateOf(kind),
      cancelledBy: 'counsellor',
      event: kind.startsWith('seat_') ? event : null,
    } as const
    return mailOf(letterFacts({ kind, talk }), settings, dayBefore) ?? []
  })
  expect(sent.length).toBeGreaterThan(8)
  for (const { text, html } of sent)
    for (const page of ['privacy', 'accessibility', 'help'])
      for (const body of [text, html])
        expect(body).toContain(`https://fyrklang.example/${page}?organisation=0199c000-0000-7000-8000-000000000005`)
})

test('a letter has one name, however often it is sent, and the host of the pages in it', () => {
  const name = mailOf(letterFacts(), settings, dayBefore)?.messageId
  expect(name).toBe('<0199c000-0000-7000-8000-00000000000a@fyrklang.example>')
  expect(messageId('a', { ...settings, publicUrl: 'https://fyrklang.example:8443' })).toBe('<a@fyrklang.example>')
})

test('a letter of a move names the time that its reader had, in their own zone', () => {
  const heardOf = new Date(talkStart - 24 * hour)
  const talk = { lettersLanguage: 'en', seekerZone: 'Europe/Helsinki' } as const
  const moved = mailOf(letterFacts({ kind: 'moved', heardOf, talk }), settings, dayBefore)
  expect(moved?.text).toContain('The time you had, Tuesday 6 October, 15:00 (Helsinki time), is no longer valid.')
  const counsellor = { language: 'en' } as const
  const staffs = mailOf(
    letterFacts({ kind: 'moved', recipient: 'counsellor', heardOf, counsellor }),
    settings,
    dayBefore,
  )
  expect(staffs?.text).toContain('The old one, Tuesday 6 October, 14:00, is free again.')
})

test('an address that is no longer the seeker’s is led to nothing, and written to only while it is not theirs', () => {
  const former = (formerAddress: string | null) =>
    mailOf(letterFacts({ kind: 'address_changed', formerAddress }), settings, dayBefore)
  const mail = former('former@example.org')
  expect(mail?.to).toBe('former@example.org')
  const ways = `${mail?.text}${mail?.html}`.match(/https:\/\/[^/]+\/\w*/g) ?? []
  // What is said of the service to everybody.
  expect([...new Set(ways)].map((way) => way.replace('https://fyrklang.example', ''))).toEqual([
    '/privacy',
    '/accessibility',
    '/help',
  ])
  expect([former(null), former('seeker@example.org')]).toEqual([null, null])
})

describe('a letter to a seeker, whose address nobody has confirmed', () => {
  const stopToken = 'a1b2c3'
  const mail = (facts: Parameters<typeof letterFacts>[0], changes: Partial<typeof settings> = {}) =>
    mailOf(letterFacts(facts), { ...settings, ...changes }, dayBefore, { stop: stopToken })

  test.each([...languages])('says at its foot how to stop all letters of its organisation (%s)', (lettersLanguage) => {
    const { text = '', html = '' } = mail({ talk: { lettersLanguage } }) ?? {}
    const label = message.letter_stop({ organisation: 'Testkommun' }, { locale: lettersLanguage })
    expect(text.trimEnd().endsWith(`${label}:\nhttps://fyrklang.example/not-for-me#a1b2c3`)).toBe(true)
    expect(html).toContain(`<a href="https://fyrklang.example/not-for-me#a1b2c3"`)
  })

  test('has a button of the mail program for it in the first one alone, and where that is https', () => {
    const unsubscribe = 'https://fyrklang.example/api/letter-stops/a1b2c3'
    expect(mail({})?.unsubscribe).toBe(unsubscribe)
    expect(mail({ heardBefore: true })?.unsubscribe).toBeUndefined()
    expect(mail({ kind: 'reminder_day' })?.unsubscribe).toBeUndefined()
    expect(mail({}, { publicUrl: 'http://localhost:3000' })?.unsubscribe).toBeUndefined()
  })
})

test('letters say that answers are not read, until somebody reads them', () => {
  const replyTo = { name: 'Vux', address: 'vux@example.org' }
  const facts = letterFacts({ talk: { lettersLanguage: 'en' } })
  const unread = mailOf(facts, settings, dayBefore)
  const read = mailOf(facts, { ...settings, mailReplyTo: replyTo }, dayBefore)
  expect([unread?.replyTo, read?.replyTo]).toEqual([undefined, replyTo])
  expect([unread, read].map((mail) => mail?.text.includes('are not read'))).toEqual([true, false])
})

test('signs that turn the direction or break the line stay out of a subject', () => {
  const serviceTitle = { sv: 'Väg\u202eled\u2028ning', da: '', en: '' }
  const mail = mailOf(letterFacts({ talk: { fullSubjects: true, serviceTitle } }), settings, dayBefore)
  expect(mail?.subject).toMatch(/· Vägled ning$/)
})

describe('a letter that waited is dropped', () => {
  const dropped = (facts: Parameters<typeof letterFacts>[0], nowMs = dayBefore) =>
    mailOf(letterFacts(facts), settings, nowMs) === null

  test('when the talk has moved or is cancelled', () => {
    const { eventKey } = letterFacts({ kind: 'reminder_day' })
    expect(dropped({ kind: 'reminder_day', eventKey, talk: { icsSequence: 1 } })).toBe(true)
    expect(dropped({ kind: 'reminder_hour', talk: { state: 'cancelled' } })).toBe(true)
  })
  test('when its time is past', () => {
    expect(dropped({ kind: 'booked' }, talkStart)).toBe(true)
    expect(dropped({ kind: 'reminder_day' }, talkStart - hour)).toBe(true)
    expect(dropped({ kind: 'reminder_hour' }, talkStart - hour)).toBe(false)
  })
  test('when the checklist is answered meanwhile', () => {
    expect(dropped({ kind: 'checklist_reminder', checklistWaits: false })).toBe(true)
  })
  test('when the contact is made already', () => {
    expect(dropped({ kind: 'follow_up_due', openFollowUp: null })).toBe(true)
    expect(dropped({ kind: 'follow_up_due', openFollowUp: 'call' })).toBe(true)
  })
  test('when there is no address any more, or the counsellor has left', () => {
    expect(dropped({ talk: { email: null } })).toBe(true)
    expect(dropped({ recipient: 'counsellor', counsellor: { active: false } })).toBe(true)
  })
})

test('markup in a name of the organisation stays text', () => {
  const mail = mailOf(letterFacts({ talk: { organisationName: '<b>"Kommun" & co</b>' } }), settings, dayBefore)
  expect(mail?.html).toContain('&lt;b&gt;&quot;Kommun&quot; &amp; co&lt;/b&gt;')
})
