import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as m from '../../src/words/paraglide-server/messages.js'
import { overflow, violations } from './axe.ts'
import { book, bookingIn, button, choose, escaped, press, says, signIn } from './people.ts'
import { picture } from './picture.ts'
import { apiCall, offerTalkNow, startScene } from './scene.ts'
import type { Call, Scene } from './scene.ts'
import { alwaysTranslate, translate } from './translator.ts'

const title = 'Samtal nu'

type Who = 'stranger' | 'seeker' | 'companion' | 'counsellor' | 'coordinator'

/** What the paths of pages are about. */
type Known = {
  serviceId: string
  bookingId: string
  itemId: string
  checklistId: string
  staffId: string
  stopToken: string
}

/** All pages but the room, which one talk walks through; `device` items come with the checklist of one talk. */
const pages: [name: string, who: Who, path: (known: Known) => string][] = [
  ['start', 'stranger', () => '/'],
  ['choose a time', 'stranger', ({ serviceId }) => `/book/${serviceId}`],
  ['a service that is gone', 'stranger', () => `/book/${randomUUID()}`],
  ['nothing booked', 'stranger', () => '/booked'],
  ['enter the code', 'stranger', () => '/my'],
  ['a companion without a link', 'stranger', () => '/with'],
  ['a letter for somebody else, without its link', 'stranger', () => '/not-for-me'],
  ['a letter for somebody else', 'stranger', ({ stopToken }) => `/not-for-me#${stopToken}`],
  ['your information', 'stranger', () => '/privacy'],
  ['accessibility', 'stranger', () => '/accessibility'],
  ['help', 'stranger', () => '/help'],
  ['a page that is not there', 'stranger', () => '/nowhere'],
  ['the door without a key', 'stranger', ({ bookingId }) => `/talk/${bookingId}`],
  ['sign in', 'stranger', () => '/staff/sign-in'],
  ['enter without a link', 'stranger', () => '/staff/enter'],
  ['set up without a link', 'stranger', () => '/setup'],
  ['own page', 'seeker', () => '/my'],
  ['one talk', 'seeker', ({ bookingId }) => `/my/${bookingId}`],
  ['move a talk', 'seeker', ({ bookingId }) => `/my/${bookingId}/move`],
  ['checklist', 'seeker', ({ bookingId }) => `/my/${bookingId}/checklist`],
  ['an item of the checklist', 'seeker', ({ bookingId, itemId }) => `/my/${bookingId}/checklist?item=${itemId}`],
  ['no Konklusion yet', 'seeker', ({ bookingId }) => `/my/${bookingId}/konklusion`],
  ['no follow-up yet', 'seeker', ({ bookingId }) => `/my/${bookingId}/follow-up`],
  ['a closed door', 'seeker', ({ bookingId }) => `/talk/${bookingId}`],
  ["a companion's page", 'companion', () => '/with'],
  ["a companion's checklist", 'companion', () => '/with?view=checklist'],
  ['today', 'counsellor', () => '/staff'],
  ['the week', 'counsellor', () => '/staff/week'],
  ["a talk's page", 'counsellor', ({ bookingId }) => `/staff/talk/${bookingId}`],
  ['getting ready', 'counsellor', ({ bookingId }) => `/staff/talk/${bookingId}/room`],
  ['follow-ups', 'counsellor', () => '/staff/follow-ups'],
  ['own hours', 'counsellor', () => '/staff/hours'],
  ['own account', 'counsellor', () => '/staff/account'],
  ["not a coordinator's", 'counsellor', () => '/staff/services'],
  ['services', 'coordinator', () => '/staff/services'],
  ['a new service', 'coordinator', () => '/staff/services/new'],
  ['a service', 'coordinator', ({ serviceId }) => `/staff/services/${serviceId}`],
  ['checklists', 'coordinator', () => '/staff/checklists'],
  ['a checklist', 'coordinator', ({ checklistId }) => `/staff/checklists/${checklistId}`],
  ['counsellors', 'coordinator', () => '/staff/counsellors'],
  ["a colleague's hours", 'coordinator', ({ staffId }) => `/staff/counsellors/${staffId}`],
  ['what is kept how long', 'coordinator', () => '/staff/retention'],
  ['what seekers said', 'coordinator', () => '/staff/feedback'],
  ['pages about the service', 'coordinator', () => '/staff/pages'],
  ['who did what', 'coordinator', () => '/staff/audit'],
  ['letters', 'coordinator', () => '/staff/letters'],
  ['mailbox', 'coordinator', () => '/staff/mailbox'],
  ['the mailbox without a sign-in', 'stranger', () => '/mailbox'],
]

/** The token of a seeker's letter, once the built-in mailbox has caught one. */
async function stopInLetter(origin: string): Promise<string> {
  const read = apiCall(origin, {})
  for (;;) {
    const { mails } = await read<{ mails: { id: string; to: string }[] }>('/mailbox')
    const seekers = mails.find(({ to }) => to === 'kim@example.org')
    const text = seekers && (await read<{ text: string }>(`/mailbox/${seekers.id}`)).text
    const token = text && /not-for-me#([\da-f]{96})/.exec(text)?.[1]
    if (token) return token
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** Every page, with a video server that is set but does not answer and the built-in mailbox. */
describe('the pages', () => {
  let scene: Scene
  const people = new Map<Who, Page>()
  const asked = new Set<string>()
  let known: Known
  let asSeeker: Call
  let failedPage: Page | undefined

  beforeAll(async () => {
    scene = await startScene({
      SMTP_URL: '',
      LIVEKIT_URL: 'ws://127.0.0.1:9',
      LIVEKIT_API_KEY: 'a-key',
      LIVEKIT_API_SECRET: randomBytes(24).toString('hex'),
    })
    const { service, counsellor } = await offerTalkNow(scene, { title })
    const booked = await bookByApi({ alias: 'Kim', topic: 'Något med djur', email: 'kim@example.org' }, service.id, 20)
    asSeeker = apiCall(scene.origin, { authorization: `Bearer ${booked.secret}` })
    const { items } = await asSeeker<{ items: { id: string; kind: string }[] }>(`/bookings/${booked.id}/checklist`)
    const { secret } = await asSeeker<{ secret: string }>(`/bookings/${booked.id}/companions`, {
      method: 'POST',
      body: { label: 'Mamma' },
    })
    const stop = await stopInLetter(scene.origin)
    known = {
      serviceId: service.id,
      bookingId: booked.id,
      itemId: items.find(({ kind }) => kind === 'scale')?.id ?? '',
      checklistId: service.checklistTemplateId ?? '',
      staffId: counsellor.id,
      stopToken: stop,
    }
    for (const who of ['stranger', 'seeker', 'companion', 'counsellor', 'coordinator'] as const) {
      const context = await scene.onDesktop({ viewport: { width: 320, height: 720 }, reducedMotion: 'reduce' })
      listen(context)
      if (who === 'coordinator') await context.addCookies([scene.coordinatorCookie])
      people.set(who, await context.newPage())
    }
    await page('seeker').goto(`${scene.origin}/my#${booked.secret}`)
    await page('companion').goto(`${scene.origin}/with#${secret}`)
    await signIn(page('counsellor'), scene.counsellorLink)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail' && failedPage)
      await picture(failedPage, `failed-${task.name.replaceAll(/\W+/g, '-').slice(0, 40)}`)
  })
  afterAll(() => scene?.close())

  it.each(pages)('"%s" passes axe by day and by night and fits 320 pixels', async (name, who, path) => {
    const at = page(who)
    const inTheDark: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await at.emulateMedia({ colorScheme })
      if (colorScheme === 'light') await at.goto(scene.origin + path(known))
      await settled(at)
      if (colorScheme === 'light') expect(await overflow(at)).toBe(0)
      inTheDark.push(...(await violations(at)).map((found) => `${colorScheme}: ${found}`))
      await picture(at, `page-${name.replaceAll(/\W+/g, '-')}-${colorScheme}`)
    }
    expect(inTheDark).toEqual([])
  })

  it.each(pages)('"%s" changes every word when the browser has translated it', async (_name, who, path) => {
    const at = page(who)
    const errors: unknown[] = []
    const note = (error: unknown) => errors.push(error)
    at.on('pageerror', note)
    await at.goto(scene.origin + path(known))
    await settled(at)
    async function speak(language: string) {
      await at.getByRole('banner').getByRole('combobox').selectOption(language)
      await settled(at)
    }
    const read = async () => (await at.locator('body').innerText()).replaceAll(/\s+/g, ' ')
    // A page that still looks for something reads otherwise a moment later.
    const found = (locale: 'sv' | 'en') =>
      at.getByText(m.common_loading({}, { locale }), { exact: true }).first().waitFor({ state: 'detached' })
    await speak('sv')
    await found('sv')
    const swedish = await read()
    await speak('en')
    await found('en')
    await expect.poll(read).not.toContain(m.seeker_time_loading({}, { locale: 'en' }))
    const english = await read()
    await speak('sv')
    await expect.poll(read).toBe(swedish)
    await translate(at)
    await speak('en')
    await expect.poll(read).toBe(english)
    await translate(at)
    await speak('sv')
    await expect.poll(read).toBe(swedish)
    at.off('pageerror', note)
    expect(errors).toEqual([])
  })

  it('load nothing from another host', () => {
    const hosts = new Set([...asked].filter((url) => /^(https?|wss?):/.test(url)).map((url) => new URL(url).host))
    expect([...hosts]).toEqual([new URL(scene.origin).host])
  })

  it('let somebody book by the keyboard alone, and each step passes axe', async () => {
    const at = await (
      await scene.onDesktop({ viewport: { width: 320, height: 720 }, reducedMotion: 'reduce' })
    ).newPage()
    await at.goto(scene.origin)
    await go(at, at.getByRole('link', { name: new RegExp(`: ${title}`) }), 'Enter')
    await go(at, at.locator('input[name=day]:checked'), 'ArrowRight')
    await go(at, at.locator('button[aria-pressed]').first(), 'Enter')
    await at.getByRole('heading', { name: m.seeker_form_title(), level: 1 }).waitFor()
    expect(await violations(at)).toEqual([])
    const chosen =
      (await at
        .getByText(/\d\d:\d\d–\d\d:\d\d/)
        .first()
        .textContent()) ?? 'no time'
    await go(at, at.getByRole('radio').first(), 'Space')
    await at.keyboard.press('ArrowDown')
    await at
      .getByRole('radio', { name: new RegExp(`^${m.common_form_audio()}`) })
      .and(at.locator(':checked'))
      .waitFor()
    await go(at, button(at, m.common_next()), 'Enter')
    await at.getByRole('heading', { name: m.seeker_alias_title() }).waitFor()
    await says(at, chosen)
    await picture(at, 'booking-alias')
    expect(await violations(at)).toEqual([])
    await go(at, at.getByLabel(m.seeker_alias_label()), 'K')
    await at.keyboard.press('Enter')
    await at.getByRole('heading', { name: m.seeker_contact_title() }).waitFor()
    await says(at, chosen)
    expect(await violations(at)).toEqual([])
    await go(at, at.getByLabel(m.seeker_contact_email()), 'Enter')
    await at.getByRole('heading', { name: m.seeker_topic_title() }).waitFor()
    await says(at, chosen)
    expect(await violations(at)).toEqual([])
    await go(at, button(at, m.common_next()), 'Enter')
    await at.getByRole('heading', { name: m.seeker_check_title() }).waitFor()
    expect(await violations(at)).toEqual([])
    await go(at, button(at, m.seeker_check_book()), 'Enter')
    await at.getByRole('heading', { name: m.seeker_booked_title() }).waitFor()
    await says(at, /^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/)
    expect(await violations(at)).toEqual([])
    expect(await overflow(at)).toBe(0)
    await picture(at, 'booked-by-keyboard')
  })

  it('offer other times when one was taken meanwhile, and keep what was typed', async () => {
    const [first, second] = [await (await scene.onPhone()).newPage(), await (await scene.onPhone()).newPage()]
    failedPage = second
    await Promise.all([first, second].map((at, index) => fillIn(at, `Nummer ${index + 1}`)))
    await press(first, m.seeker_check_book())
    await first.getByRole('heading', { name: m.seeker_booked_title() }).waitFor()
    await press(second, m.seeker_check_book())
    await says(second, m.common_problem_taken_title())
    await says(second, m.seeker_check_taken())
    await says(second, 'Nummer 2')
    await picture(second, 'taken')
    expect(await violations(second)).toEqual([])
    await second.getByRole('alert').getByRole('listitem').first().getByRole('button').click()
    await second.getByText(m.common_problem_taken_title()).waitFor({ state: 'detached' })
    await press(second, m.seeker_check_book())
    await second.getByRole('heading', { name: m.seeker_booked_title() }).waitFor()
  })

  it('speak Swedish, Danish and English, as the browser asks and as one chooses', async () => {
    const at = await (await scene.onDesktop({ locale: 'da-DK' })).newPage()
    failedPage = at
    await at.goto(scene.origin)
    for (const [locale, name] of [
      ['da', 'Dansk'],
      ['sv', 'Svenska'],
      ['en', 'English'],
    ] as const) {
      if (locale !== 'da') await at.getByRole('banner').getByRole('combobox').selectOption(name)
      await at.getByRole('heading', { level: 1, name: m.seeker_start_title({}, { locale }) }).waitFor()
      expect(await at.locator('html').getAttribute('lang')).toBe(locale)
    }
    await at.reload()
    await at.getByRole('heading', { level: 1, name: m.seeker_start_title({}, { locale: 'en' }) }).waitFor()
  })

  it('move a talk, which keeps its page', async () => {
    const at = await (await scene.onPhone()).newPage()
    failedPage = at
    await book(at, scene.origin, { title, alias: 'Flytt' })
    await at.getByRole('link', { name: m.seeker_booked_to_my() }).click()
    await at.getByRole('link', { name: m.seeker_move_action() }).waitFor()
    const before = (await at.getByRole('heading', { level: 1 }).textContent()) ?? ''
    await at.getByRole('link', { name: m.seeker_move_action() }).click()
    await at.locator('button[aria-pressed]').last().click()
    await picture(at, 'move-confirm')
    await at.getByRole('dialog').getByRole('button', { name: m.seeker_move_do() }).click()
    await says(at, m.seeker_next_title())
    expect(await at.getByRole('heading', { level: 1 }).textContent()).not.toBe(before)
    const receipt = at.getByRole('alert').filter({ hasText: m.seeker_moved_title() })
    await receipt.getByText(m.seeker_moved_no_mail()).waitFor()
    await receipt.getByText(before.slice(-11)).waitFor()
    expect(await violations(at)).toEqual([])
    await picture(at, 'moved')
  })

  it('hand everything over as a page that is read and printed without the program', async () => {
    const at = await (await scene.onPhone({ reducedMotion: 'reduce' })).newPage()
    failedPage = at
    await book(at, scene.origin, { title, alias: 'Tar med sig', topic: 'Vilken linje?' })
    await at.goto(`${scene.origin}/my`)
    const download = at.waitForEvent('download')
    await press(at, m.seeker_export_page())
    const file = await download
    expect(file.suggestedFilename()).toBe('fyrklang.html')
    const kept = join(scene.folder, 'fyrklang.html')
    await file.saveAs(kept)
    await at.goto(`file://${kept}`)
    await says(at, 'Vilken linje?')
    expect([await violations(at), await overflow(at)]).toEqual([[], 0])
    await picture(at, 'export')
  })

  it('erase everything when it is asked for twice, and say until when that can be undone', async () => {
    const at = await (await scene.onPhone({ reducedMotion: 'reduce' })).newPage()
    failedPage = at
    await book(at, scene.origin, { title, alias: 'Ångrar' })
    await at.goto(`${scene.origin}/my`)
    await press(at, m.seeker_erase_open())
    await says(at, m.seeker_erase_what_talks())
    expect(await violations(at)).toEqual([])
    await picture(at, 'erase-sure')
    await press(at.getByRole('dialog'), m.seeker_erase_do())
    await says(at, m.seeker_erase_pending_text())
    await says(at, /raderas kl\. \d\d[.:]\d\d/)
    expect(await at.getByRole('link', { name: m.seeker_my_book_another() }).count()).toBe(0)
    expect([await violations(at), await overflow(at)]).toEqual([[], 0])
    await picture(at, 'erase-pending')
    await press(at, m.seeker_erase_undo())
    await at.getByText(m.seeker_erase_pending_text()).waitFor({ state: 'detached' })
    await at.getByRole('link', { name: m.seeker_my_book_another() }).waitFor()
  })

  it('cancel a talk from either side, each in words of its own', async () => {
    const at = await (await scene.onPhone({ reducedMotion: 'reduce' })).newPage()
    failedPage = at
    await book(at, scene.origin, { title, alias: 'Avbokad' })
    await at.getByRole('link', { name: m.seeker_booked_to_my() }).click()
    await press(at, m.seeker_cancel_action())
    await at.getByRole('dialog').getByRole('button', { name: m.seeker_cancel_do() }).click()
    await says(at, m.seeker_cancelled_by_you())
    expect(await violations(at)).toEqual([])
    await picture(at, 'cancelled')

    const other = await (await scene.onPhone({ reducedMotion: 'reduce' })).newPage()
    failedPage = other
    await book(other, scene.origin, { title, alias: 'Inställd' })
    await other.getByRole('link', { name: m.seeker_booked_to_my() }).click()
    await other.waitForURL('**/my/*')
    const staff = page('counsellor')
    await staff.goto(`${scene.origin}/staff/talk/${bookingIn(other)}`)
    await press(staff, m.counsellor_cancel())
    await staff.getByLabel(m.counsellor_cancel_reason()).fill('Jag har blivit sjuk.')
    await staff.getByRole('dialog').getByRole('button', { name: m.counsellor_cancel() }).click()
    await says(staff, m.counsellor_cancelled_by_you())
    await other.reload()
    await says(other, m.seeker_cancelled_by_counsellor())
    await says(other, /Jag har blivit sjuk\./)
    expect(await violations(other)).toEqual([])
    await picture(other, 'cancelled-by-counsellor')
  })

  it('let a seeker say after the limit that they cannot come, which the counsellor reads as told late', async () => {
    const at = await (await scene.onPhone({ reducedMotion: 'reduce' })).newPage()
    failedPage = at
    const soon = await offerTalkNow(scene, { title: 'Strax', cancelUntilMinutes: 24 * 60 })
    await cancelAllOf()
    await book(at, scene.origin, { title: soon.service.title.sv, alias: 'Försenad' })
    await at.getByRole('link', { name: m.seeker_booked_to_my() }).click()
    await says(at, m.seeker_change_late())
    expect(await violations(at)).toEqual([])
    await picture(at, 'cannot-come')
    await press(at, m.seeker_cancel_late_action())
    await picture(at, 'cannot-come-sure')
    await press(at.getByRole('dialog'), m.seeker_cancel_late_do())
    await says(at, m.seeker_cancelled_by_you())
    const staff = page('counsellor')
    await staff.goto(`${scene.origin}/staff/talk/${bookingIn(at)}`)
    await says(staff, m.counsellor_cancelled_late())
    await picture(staff, 'told-late')
  })

  it('let a stranger stop the letters that came to them by mistake, and change their mind', async () => {
    const at = await (await scene.onPhone({ reducedMotion: 'reduce' })).newPage()
    failedPage = at
    await at.goto(`${scene.origin}/not-for-me#${known.stopToken}`)
    await picture(at, 'not-for-me')
    await press(at, m.seeker_stop_do())
    await says(at, m.seeker_stop_done_text())
    expect([await violations(at), await overflow(at)]).toEqual([[], 0])
    await picture(at, 'not-for-me-stopped')
    await at.reload()
    await press(at, m.seeker_stop_undo())
    await button(at, m.seeker_stop_do()).waitFor()
  })

  it('bring the time into a calendar as a file, or by the page of one, without a key', async () => {
    const at = await (await scene.onPhone({ reducedMotion: 'reduce' })).newPage()
    failedPage = at
    const { id, secret } = await bookByApi({ alias: 'Kalle' }, known.serviceId, 40)
    await at.goto(`${scene.origin}/my/${id}#${secret}`)
    await press(at, m.seeker_calendar_add())
    await says(at, m.seeker_calendar_text())
    expect(await violations(at)).toEqual([])
    await picture(at, 'calendar')
    const links = await at.getByRole('dialog').getByRole('link').all()
    for (const link of links) {
      const address = decodeURIComponent((await link.getAttribute('href')) ?? '')
      expect(address).toContain(`/my/${id}`)
      expect(address).not.toMatch(new RegExp(`${secret}|Kalle`))
    }
    expect(links).toHaveLength(3)
    const download = at.waitForEvent('download')
    await press(at.getByRole('dialog'), m.seeker_calendar_file())
    expect((await download).suggestedFilename()).toBe('calendar.ics')
  })

  it('are friendly to links and codes that nobody has', async () => {
    const at = await (await scene.onPhone({ reducedMotion: 'reduce' })).newPage()
    failedPage = at
    const unknown = randomBytes(24).toString('base64url')
    await at.goto(`${scene.origin}/my#${unknown}`)
    await says(at, m.common_problem_key_title())
    expect(await violations(at)).toEqual([])
    await picture(at, 'unknown-link')
    await at.getByLabel(m.seeker_code_label()).fill('K7MQ 2RWX 9TCD')
    await press(at, m.seeker_code_enter())
    await says(at, m.seeker_code_unknown())
    await at.goto(`${scene.origin}/with#${unknown}`)
    await says(at, m.common_problem_key_title())
    await page('seeker').goto(`${scene.origin}/my/${randomUUID()}`)
    await says(page('seeker'), m.common_problem_missing_title())
    const staff = await (await scene.onDesktop()).newPage()
    await staff.goto(`${scene.origin}/staff/enter#${unknown}`)
    await press(staff, m.staff_enter())
    await says(staff, m.staff_link_used())
    await staff.getByRole('link', { name: m.staff_link_again() }).waitFor()
    expect(await violations(staff)).toEqual([])
    await picture(staff, 'used-link')
  })

  it('take going on for an answer where the checklist is only read', async () => {
    // A talk of its own: answers to one that another test cancelled are no longer taken.
    const own = await bookByApi({ alias: 'Läser' }, known.serviceId, 30)
    const at = await (await scene.onPhone({ reducedMotion: 'reduce' })).newPage()
    failedPage = at
    await at.goto(`${scene.origin}/my#${own.secret}`)
    await at.getByRole('heading', { level: 1 }).waitFor()
    await at.goto(`${scene.origin}/my/${own.id}/checklist?item=welcome`)
    await press(at, m.seeker_checklist_next())
    const call = apiCall(scene.origin, { authorization: `Bearer ${own.secret}` })
    const read = async () =>
      (await call<{ answers: Record<string, unknown> }>(`/bookings/${own.id}/checklist`)).answers['welcome']
    await expect.poll(read).toEqual({ kind: 'information', confirmed: true })
  })

  it('say how many letters still fit where a field ends', async () => {
    const at = await (await scene.onPhone({ reducedMotion: 'reduce' })).newPage()
    failedPage = at
    const own = await bookByApi({ alias: 'Skriver' }, known.serviceId, 34)
    await at.goto(`${scene.origin}/my#${own.secret}`)
    await at.getByRole('heading', { level: 1 }).waitFor()
    await at.goto(`${scene.origin}/my/${own.id}/checklist?item=about`)
    await at.getByLabel(m.seeker_item_text()).first().fill('a'.repeat(1999))
    await says(at, m.common_field_left({ left: 1 }))
    expect(await violations(at)).toEqual([])
    await picture(at, 'field-ends')
  })

  it('say that a service was saved, by its name', async () => {
    const at = page('coordinator')
    await at.goto(`${scene.origin}/staff/services/${known.serviceId}`)
    await press(at, m.common_save())
    await says(at, m.coordinator_service_saved({ name: title }))
    expect(await violations(at)).toEqual([])
    await picture(at, 'service-saved')
  })

  it('mark "my page" in the head on every page that belongs to it', async () => {
    const at = page('seeker')
    for (const path of ['', `/${known.bookingId}`, `/${known.bookingId}/checklist`]) {
      await at.goto(`${scene.origin}/my${path}`)
      const link = at.getByRole('banner').getByRole('link', { name: m.seeker_nav_my() })
      await expect.poll(() => link.getAttribute('aria-current')).toBe('page')
    }
  })

  it('say that the video server is away, and offer phone and text; the talk goes on', async () => {
    const seeker = await (await scene.onPhone({ reducedMotion: 'reduce' })).newPage()
    const staff = page('counsellor')
    failedPage = seeker
    const soon = await offerTalkNow(scene, { title: 'Utan video' })
    await cancelAllOf()
    await book(seeker, scene.origin, { title: soon.service.title.sv, alias: 'Ljudlös' })
    await seeker.getByRole('link', { name: m.seeker_booked_to_my() }).click()
    await seeker.getByRole('link', { name: m.seeker_talk_door() }).click()
    await says(seeker, m.room_door_waiting_title())
    await staff.goto(`${scene.origin}/staff`)
    await press(staff, m.counsellor_let_in())
    await says(seeker, m.room_door_away_title())
    expect(await violations(seeker)).toEqual([])
    await picture(seeker, 'video-away')
    await press(staff, m.room_door_step_in())
    await says(staff, m.room_door_away_title())
    await picture(staff, 'video-away')
    await press(seeker, m.room_door_away_text_form())
    await press(seeker, m.room_door_step_in())
    await says(seeker, m.room_form_text_title())
    await press(staff, m.room_door_away_again())
    await says(staff, m.room_form_text_title())
    await picture(seeker, 'room-text')
    await picture(staff, 'room-text')
    expect(await violations(seeker)).toEqual([])
    expect(await violations(staff)).toEqual([])
    await press(seeker, m.room_form_change())
    await choose(seeker, m.room_form_phone())
    await press(seeker.getByRole('dialog'), m.room_form_change())
    await press(seeker, m.room_form_phone_give())
    await says(seeker, m.seeker_contact_phone_missing())
    expect(await violations(seeker)).toEqual([])
    await picture(seeker, 'room-phone-number')
    await seeker.getByLabel(m.room_form_phone_which()).fill('070-123 45 67')
    await press(seeker, m.room_form_phone_give())
    await says(seeker, '0701234567')
    await staff.getByRole('link', { name: '0701234567' }).waitFor({ timeout: 30_000 })
    await picture(staff, 'room-phone-number')
    await press(seeker, m.room_chat())
    await seeker.getByLabel(m.room_chat_write()).fill('Hej')
    await press(seeker, m.room_send())
    await staff.getByRole('button', { name: m.room_chat_unread({ count: 1 }) }).waitFor({ timeout: 30_000 })
  })

  it('let somebody whose browser translates book, step into the room, write there and leave', async () => {
    const phone = await scene.onPhone({ reducedMotion: 'reduce' })
    await alwaysTranslate(phone)
    const seeker = await phone.newPage()
    const errors: unknown[] = []
    seeker.on('pageerror', (error) => errors.push(error))
    const staff = page('counsellor')
    failedPage = seeker
    // An earlier test's talk may still keep the counsellor busy for three quarters of an hour.
    const soon = await offerTalkNow(scene, { title: 'Översatt', doorOpensMinutes: 120 })
    await cancelAllOf()
    await book(seeker, scene.origin, { title: soon.service.title.sv, alias: 'Översatt', form: m.common_form_text() })
    expect(await seeker.locator('h1 font').count()).toBeGreaterThan(0)
    await seeker.getByRole('link', { name: m.seeker_booked_to_my() }).click()
    await seeker.getByRole('link', { name: m.seeker_talk_door() }).click()
    await says(seeker, m.room_door_waiting_title())
    await staff.goto(`${scene.origin}/staff`)
    await press(staff, m.counsellor_let_in())
    await press(seeker, m.room_door_step_in())
    await says(seeker, m.room_form_text_title())
    await press(seeker, m.room_chat())
    for (const words of ['Hej', 'Är någon där?']) {
      await seeker.getByLabel(m.room_chat_write()).fill(words)
      await press(seeker, m.room_send())
      await says(seeker, words)
    }
    await seeker.goBack()
    await says(seeker, m.seeker_next_title())
    expect(errors).toEqual([])
  })

  it('say that the database is away, and lose nothing until it is back', async () => {
    const at = await (await scene.onPhone({ reducedMotion: 'reduce' })).newPage()
    failedPage = at
    await fillIn(at, 'Tålmodig')
    const data = join(scene.folder, 'postgres')
    const postmaster = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
    // Without its folder it does not come back at once.
    renameSync(data, `${data}.away`)
    process.kill(postmaster, 'SIGKILL')
    try {
      await press(at, m.seeker_check_book())
      await says(at, m.common_problem_away_title())
      await says(at, 'Tålmodig')
      expect(await violations(at)).toEqual([])
      await picture(at, 'database-away')
    } finally {
      renameSync(`${data}.away`, data)
    }
    const back = Date.now() + 60_000
    while ((await fetch(`${scene.origin}/api/services`)).status !== 200 && Date.now() < back);
    await press(at, m.common_retry())
    await at.getByRole('heading', { name: m.seeker_booked_title() }).waitFor()
  })

  function page(who: Who): Page {
    const found = people.get(who)
    if (!found) throw new Error(`nobody is a ${who}`)
    failedPage = found
    return found
  }

  function listen(context: BrowserContext): void {
    context.on('request', (request) => asked.add(request.url()))
    context.on('page', (opened) => opened.on('websocket', (socket) => asked.add(socket.url())))
  }

  /** A booking without a browser: the free time with this number. */
  async function bookByApi(wish: object, serviceId: string, number: number): Promise<{ id: string; secret: string }> {
    const call = apiCall(scene.origin, {})
    const query = `from=${new Date().toISOString()}&to=${new Date(Date.now() + 14 * 86_400_000).toISOString()}&zone=Europe/Stockholm&form=video&language=sv`
    const { slots } = await call<{ slots: { start: string }[] }>(`/services/${serviceId}/slots?${query}`)
    return call('/bookings', {
      method: 'POST',
      headers: { 'idempotency-key': randomUUID() },
      body: {
        serviceId,
        start: slots[number]?.start,
        form: 'video',
        language: 'sv',
        zone: 'Europe/Stockholm',
        lettersLanguage: 'sv',
        ...wish,
      },
    })
  }

  /** Up to the last question, with the first free time. */
  async function fillIn(at: Page, alias: string): Promise<void> {
    await at.goto(scene.origin)
    await at.getByRole('link', { name: new RegExp(`: ${escaped(title)}`) }).click()
    await press(at, m.seeker_time_take_first())
    await choose(at, m.common_form_video())
    await press(at, m.common_next())
    await at.getByLabel(m.seeker_alias_label()).fill(alias)
    await press(at, m.common_next())
    await at.getByRole('heading', { name: m.seeker_contact_title() }).waitFor()
    await press(at, m.common_next())
    await at.getByRole('heading', { name: m.seeker_topic_title() }).waitFor()
    await press(at, m.common_next())
    await at.getByRole('heading', { name: m.seeker_check_title() }).waitFor()
  }

  /** Frees the counsellor's next hours of what the tests before have booked. */
  async function cancelAllOf(): Promise<void> {
    const { request } = page('counsellor')
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
    const found = await request.get(
      `${scene.origin}/api/staff/talks?from=${day(Date.now() - 86_400_000)}&to=${day(Date.now() + 2 * 86_400_000)}`,
    )
    const { talks }: { talks: { id: string; state: string }[] } = await found.json()
    for (const { id } of talks.filter(({ state }) => state === 'booked')) {
      await request.delete(`${scene.origin}/api/staff/talks/${id}`, { data: {}, headers: { origin: scene.origin } })
    }
  }
})

/** Everything that the page fetches of itself is there. */
async function settled(at: Page): Promise<void> {
  await at.getByRole('heading').first().waitFor()
  await at.waitForLoadState('networkidle')
  await at.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
}

/** Reaches it by Tab, as somebody without a mouse does, and presses a key there. */
async function go(at: Page, target: Locator, key: string): Promise<void> {
  await target.waitFor({ state: 'attached' })
  for (let tabs = 0; tabs < 80; tabs++) {
    if (await target.evaluate((element) => element === document.activeElement)) return at.keyboard.press(key)
    await at.keyboard.press('Tab')
  }
  throw new Error(`Tab never comes to ${target}`)
}
