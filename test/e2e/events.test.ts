import { randomBytes, randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as m from '../../src/words/paraglide-server/messages.js'
import { overflow, violations } from './axe.ts'
import { press, says } from './people.ts'
import { picture } from './picture.ts'
import { desktop, phone } from '../setup/browser.ts'
import { startScene } from './scene.ts'
import type { Scene } from './scene.ts'

const dayMs = 86_400_000
const inAll = (text: string) => ({ sv: text, da: text, en: text })
/** Noon in Greenwich, so many days from now: the same day in every zone of Europe. */
const noonIn = (days: number) => new Date(Math.floor(Date.now() / dayMs + days) * dayMs + dayMs / 2).toISOString()

/** Groups, webinars and open houses, from the calendar to one's own page. */
describe('events', () => {
  let scene: Scene
  let at: Page
  let hostId: string
  /** Whoever was first to register for what is full. */
  let first: { id: string; secret: string }
  const events: Record<'group' | 'webinar' | 'series' | 'full', string> = {
    group: '',
    webinar: '',
    series: '',
    full: '',
  }

  const plan = (more: object) =>
    scene.coordinator<{ id: string; ids: string[] }>('/staff/events', {
      method: 'POST',
      body: { kind: 'webinar', minutes: 60, hosts: [hostId], language: 'sv', ...more },
    })
  const registerByApi = (eventId: string, more: object = {}) =>
    fetch(`${scene.origin}/api/events/${eventId}/bookings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ language: 'sv', zone: 'Europe/Stockholm', lettersLanguage: 'sv', ...more }),
    }).then((answer) => answer.json() as Promise<{ id: string; secret: string }>)

  async function looksRight(name: string): Promise<void> {
    for (const size of [phone, desktop]) {
      await at.setViewportSize(size)
      expect(await overflow(at)).toBe(0)
      await picture(at, name)
    }
    await at.setViewportSize(phone)
    expect(await violations(at)).toEqual([])
  }

  beforeAll(async () => {
    scene = await startScene({
      SMTP_URL: '',
      LIVEKIT_URL: 'ws://127.0.0.1:9',
      LIVEKIT_API_KEY: 'a-key',
      LIVEKIT_API_SECRET: randomBytes(24).toString('hex'),
    })
    const { counsellors } = await scene.coordinator<{ counsellors: { id: string; counsellor: boolean }[] }>(
      '/staff/counsellors',
    )
    hostId = counsellors.find(({ counsellor }) => counsellor)?.id ?? ''
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await picture(at, `failed-${task.name.replaceAll(/\W+/g, '-').slice(0, 40)}`)
  })
  afterAll(() => scene?.close())

  it('have a calendar, which says so while it is empty', async () => {
    at = await (await scene.onPhone({ reducedMotion: 'reduce' })).newPage()
    await at.goto(`${scene.origin}/events`)
    await says(at, m.seeker_events_none_title())
    await looksRight('events-none')
    const group = await plan({
      kind: 'group',
      title: inAll('Våga välja gymnasium'),
      purpose: inAll('Vi är några som inte vet än. Vi pratar om hur man väljer när allt verkar bra, eller inget.'),
      forWhom: inAll('Du som går i nian och ska söka till gymnasiet.'),
      outcome: inAll('Du vet vad som är viktigt för dig, och vad nästa steg är.'),
      topics: ['gymnasiet'],
      start: noonIn(3),
    })
    const webinar = await plan({
      title: inAll('Att läsa till sjuksköterska: så är det, på riktigt'),
      purpose: inAll('Två studenter berättar om sin vardag.\nNi frågar, de svarar.'),
      speakers: inAll('Sara och Omar, termin fyra.'),
      topics: ['vård', 'högskola'],
      captions: true,
      signLanguage: true,
      textOnly: true,
      recordingDays: 30,
      language: 'en',
      capacity: 100,
      start: noonIn(4),
    })
    const series = await plan({
      kind: 'open_house',
      title: inAll('Öppet hus om yrkeshögskolan'),
      purpose: inAll('Kom och fråga vad du vill.'),
      topics: ['yh'],
      start: noonIn(5),
      recurrence: 'FREQ=WEEKLY;COUNT=3',
    })
    const full = await plan({
      kind: 'group',
      title: inAll('Byta spår mitt i livet'),
      purpose: inAll('För dig som funderar på att byta yrke.'),
      topics: ['omställning'],
      capacity: 2,
      start: noonIn(6),
    })
    for (const [name, { id }] of Object.entries({ group, webinar, series, full }))
      events[name as keyof typeof events] = id
    first = await registerByApi(events.full)
    await registerByApi(events.full)
  })

  it('are narrowed by what there is, in an address that can be sent on', async () => {
    await at.goto(`${scene.origin}/events`)
    await at.getByRole('link', { name: 'Våga välja gymnasium' }).waitFor()
    await says(at, m.seeker_event_seats_full())
    await looksRight('events')
    await at.getByLabel(m.seeker_events_topic()).selectOption({ label: 'Vård' })
    await says(at, m.seeker_events_found({ count: 1 }))
    expect(at.url()).toContain('topic=v%C3%A5rd')
    const feed = at.getByRole('link', { name: m.seeker_events_follow_feed() })
    const read = await fetch(new URL((await feed.getAttribute('href')) ?? '', scene.origin))
    expect(await read.text()).toMatch(/<feed[^]*sjuksköterska/)
    await at.getByLabel(m.seeker_events_kind()).selectOption({ label: m.seeker_event_kind_group() })
    await says(at, m.seeker_events_none_like_title())
    await looksRight('events-none-like')
    await press(at, m.seeker_events_clear())
    await at.getByRole('link', { name: 'Byta spår mitt i livet' }).waitFor()
  })

  it('tell what they are, for whom and in which form, and whether they are recorded', async () => {
    await at.goto(`${scene.origin}/events/${events.webinar}`)
    await says(at, 'Sara och Omar, termin fyra.')
    await says(at, m.seeker_event_recorded({ count: 30 }))
    await looksRight('event')
    await at.goto(`${scene.origin}/events/${events.group}`)
    await says(at, 'Du som går i nian och ska söka till gymnasiet.')
    await at.goto(`${scene.origin}/events/${randomUUID()}`)
    await says(at, m.seeker_event_missing_title())
    await looksRight('event-missing')
  })

  it('are registered for by the keyboard alone, and the receipt has the code', async () => {
    await at.goto(`${scene.origin}/events/${events.group}`)
    await at.getByLabel(m.seeker_alias_label()).focus()
    await at.keyboard.type('Kim')
    await at.keyboard.press('Tab')
    await at.keyboard.type('Hur gör ni andra?')
    await at.keyboard.press('Tab')
    await at.keyboard.type('inte en adress')
    await at.keyboard.press('Enter')
    await says(at, m.seeker_contact_email_error())
    await at.getByLabel(m.seeker_contact_email()).fill('kim@example.org')
    await at.getByRole('heading', { name: m.seeker_register_title() }).scrollIntoViewIfNeeded()
    await looksRight('register')
    // What was typed is there after a reload.
    await at.reload()
    await expect.poll(() => at.getByLabel(m.seeker_alias_label()).inputValue()).toBe('Kim')
    await at.getByLabel(m.seeker_contact_email()).press('Enter')
    await at.getByRole('heading', { level: 1, name: m.seeker_registered_title() }).waitFor()
    await says(at, /^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/)
    await looksRight('registered')
  })

  it('once registered for, say so instead of taking a second place', async () => {
    await at.goto(`${scene.origin}/events/${events.group}`)
    await press(at, m.seeker_register_do())
    await says(at, m.seeker_register_already_title())
    expect(await violations(at)).toEqual([])
  })

  it('that are full have a waiting list, which never says that one has a place', async () => {
    await at.goto(`${scene.origin}/events/${events.full}`)
    await says(at, m.seeker_register_full_text())
    await at.getByRole('heading', { name: m.seeker_register_full_title() }).scrollIntoViewIfNeeded()
    await looksRight('register-full')
    await press(at, m.seeker_register_full_do())
    await at.getByRole('heading', { level: 1, name: m.seeker_registered_waiting_title() }).waitFor()
    await says(at, m.seeker_registered_waiting_text({ place: 1 }))
    expect(await at.getByText(m.seeker_registered_title()).count()).toBe(0)
    await looksRight('registered-waiting')
  })

  it('in a series are registered for one by one or all at once', async () => {
    await at.goto(`${scene.origin}/events/${events.series}`)
    await at.getByRole('radio', { name: m.seeker_register_series({ count: 3 }) }).check()
    await press(at, m.seeker_register_do())
    await at.getByRole('heading', { level: 1, name: m.seeker_registered_mixed_title() }).waitFor()
    expect(await at.getByText(m.seeker_registered_date_booked()).count()).toBe(3)
    await looksRight('registered-series')
  })

  it('that were cancelled say so, and take nobody', async () => {
    const { id } = await plan({ title: inAll('Inställd'), purpose: inAll('Blev inte av.'), start: noonIn(9) })
    await scene.coordinator(`/staff/events/${id}`, { method: 'DELETE' })
    await at.goto(`${scene.origin}/events/${id}`)
    await says(at, m.seeker_event_cancelled_title())
    expect(await at.getByRole('button', { name: m.seeker_register_do() }).count()).toBe(0)
    await looksRight('event-cancelled')
  })

  it('stand on one’s own page, where a place is given back and one that was offered is taken', async () => {
    await at.goto(`${scene.origin}/my`)
    await says(at, m.seeker_seats_title())
    await says(at, new RegExp(m.seeker_seat_state_waiting()))
    await looksRight('my-seats')
    await at.getByRole('link', { name: /Våga välja gymnasium/ }).click()
    await at.getByRole('heading', { level: 1, name: 'Våga välja gymnasium' }).waitFor()
    await says(at, 'Hur gör ni andra?')
    await looksRight('seat-booked')
    await press(at, m.seeker_seat_give_back())
    await looksRight('seat-sure')
    await press(at.getByRole('dialog'), m.seeker_seat_give_back())
    await says(at, m.seeker_seat_given_title())
    await looksRight('seat-given-back')

    await at.goto(`${scene.origin}/my`)
    await at.getByRole('link', { name: /Byta spår mitt i livet/ }).click()
    await says(at, m.seeker_seat_place({ place: 1 }))
    expect(await at.getByText(m.seeker_seat_state_booked()).count()).toBe(0)
    await looksRight('seat-waiting')
    await fetch(`${scene.origin}/api/seats/${first.id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${first.secret}` },
    })
    await at.reload()
    await says(at, m.seeker_seat_offer_title())
    expect(await at.getByText(m.seeker_seat_state_booked()).count()).toBe(0)
    await looksRight('seat-offered')
    await press(at, m.seeker_seat_take())
    await says(at, m.seeker_seat_state_booked())
  })
})
