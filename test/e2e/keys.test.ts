import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as m from '../../src/words/paraglide-server/messages.js'
import { book, press, secretIn, signIn } from './people.ts'
import { picture } from './picture.ts'
import { offerTalkNow, startScene } from './scene.ts'
import type { Scene } from './scene.ts'

const title = 'Samtal nu'
let scene: Scene
let secret: string
const sv = { locale: 'sv' } as const

beforeAll(async () => {
  scene = await startScene({ VIDEO: 'off' })
  const { service } = await offerTalkNow(scene, { title })
  secret = await bookByCall(service.id)
})
afterAll(() => scene.close())

async function bookByCall(serviceId: string): Promise<string> {
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
  const query = `from=${day(0)}&to=${day(5)}&zone=Europe/Stockholm`
  const { slots } = await (await fetch(`${scene.origin}/api/services/${serviceId}/slots?${query}`)).json()
  const answer = await fetch(`${scene.origin}/api/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({
      serviceId,
      start: slots.at(-1).start,
      form: 'phone',
      language: 'sv',
      zone: 'Europe/Stockholm',
      lettersLanguage: 'sv',
      phone: '+46 (0)70-123 45 67',
    }),
  })
  return (await answer.json()).secret
}

const ownPage = (page: Page) => page.getByRole('heading', { name: m.seeker_next_title({}, sv) })

describe('a link to the own page', () => {
  test.each([
    ['as it was made', () => `/my#${secret}`],
    ['with %23 for the #', () => `/my%23${secret}`],
    ['with a full stop', () => `/my#${secret}.`],
    ['with a bracket and a lone %', () => `/my#${secret})%`],
    ['with what a newsletter adds', () => `/my#${secret}?utm_source=mail`],
    ['in capitals', () => `/MY#${secret}`],
    ['with the key in its path', () => `/my/${secret}`],
  ])('opens it %s, and its key leaves the address and the history', async (_, link) => {
    const context = await scene.onPhone()
    const page = await context.newPage()
    await page.goto(`${scene.origin}/`)
    await page.goto(`${scene.origin}${link()}`)
    await ownPage(page).waitFor()
    expect(page.url()).toBe(`${scene.origin}/my`)
    await page.reload()
    await ownPage(page).waitFor()
    await page.goBack()
    await page.goForward()
    await ownPage(page).waitFor()
    expect(page.url()).not.toContain(secret)
    await context.close()
  })

  test('leaves no key in what the program writes down', () => expect(scene.program.output()).not.toContain(secret))
})

test('a browser that blocks storage and cookies books, opens the own page, and says that the code is the only key', async () => {
  const context = await scene.onPhone()
  await context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError')
        },
      })
  })
  const page = await context.newPage()
  const failures: string[] = []
  page.on('pageerror', (error) => failures.push(error.message))
  await book(page, scene.origin, { title, form: m.common_form_phone(), phone: '070-123 45 67' })
  await page.getByText(m.seeker_booked_code_not_kept({}, sv)).waitFor()
  await picture(page, 'keys-receipt-360')
  await page
    .getByRole('main')
    .getByRole('link', { name: m.seeker_booked_to_my({}, sv) })
    .click()
  await ownPage(page).waitFor()
  expect(failures).toEqual([])
  await context.close()
})

test('who lost the code and gave an address comes back in by a link that only a person uses up', async () => {
  const email = 'kim.lost@example.org'
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` }
  const { talks } = await (await fetch(`${scene.origin}/api/case`, { headers })).json()
  const change = { method: 'PATCH', headers, body: JSON.stringify({ email }) }
  expect((await fetch(`${scene.origin}/api/bookings/${talks[0].id}`, change)).status).toBe(200)
  const context = await scene.onPhone()
  const page = await context.newPage()
  await page.goto(`${scene.origin}/my`)
  await page.getByRole('link', { name: m.seeker_code_lost_link() }).click()
  await page.getByLabel(m.seeker_lost_email()).fill(email)
  await picture(page, 'keys-lost-360')
  await press(page, m.seeker_lost_send())
  await page.getByText(m.seeker_lost_sent_title()).waitFor()
  await picture(page, 'keys-lost-sent-360')
  const letter = await scene.sink.letter(({ subject }) => subject === m.letter_one_time_link_subject({}, sv))
  const link = /http\S+\/open#[\w-]+/.exec(letter.text ?? '')?.[0] ?? ''
  // A mail scanner opens the page, and presses nothing.
  await page.goto(link)
  await page.reload()
  await picture(page, 'keys-open-360')
  await press(page, m.seeker_open_button())
  await ownPage(page).waitFor()
  expect(page.url()).toBe(`${scene.origin}/my`)
  await page.goto(link)
  await press(page, m.seeker_open_button())
  await page.getByText(m.seeker_open_used()).waitFor()
  await context.close()
})

test('a page that nobody uses for fifteen minutes asks, and then locks here and on the server', async () => {
  const context = await scene.onPhone()
  const page = await context.newPage()
  await page.clock.install()
  const renewal = {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'idempotency-key': crypto.randomUUID() },
  }
  const fresh = await (await fetch(`${scene.origin}/api/case/keys`, renewal)).json()
  secret = fresh.secret
  const headers = { 'content-type': 'application/json' }
  const entry = { method: 'POST', headers, body: JSON.stringify({ code: fresh.code }) }
  const { secret: own } = await (await fetch(`${scene.origin}/api/case/entry`, entry)).json()
  await page.goto(`${scene.origin}/my#${own}`)
  await ownPage(page).waitFor()
  await page.clock.fastForward('14:10')
  await page.getByText(m.seeker_idle_title()).waitFor()
  await picture(page, 'keys-idle-360')
  await press(page, m.seeker_idle_stay())
  await page.getByText(m.seeker_idle_title()).waitFor({ state: 'detached' })
  // As a computer that sleeps: no timer runs, and the clock is another one afterwards.
  await page.clock.fastForward('10:00:00')
  await page.getByText(m.seeker_idle_locked_title()).waitFor()
  await picture(page, 'keys-idle-locked-360')
  expect(await secretIn(page)).toBe('')
  await expect
    .poll(async () => (await fetch(`${scene.origin}/api/case`, { headers: { authorization: `Bearer ${own}` } })).status)
    .toBe(401)
  await context.close()
})

test('who lost a phone gets a new code, sees where the page is open, and locks it on the server', async () => {
  const [lost, found] = [await scene.onPhone(), await scene.onDesktop()]
  const [old, page] = [await lost.newPage(), await found.newPage()]
  for (const one of [old, page]) {
    await one.goto(`${scene.origin}/my#${secret}`)
    await ownPage(one).waitFor()
  }
  await press(page, m.seeker_keys_renew())
  await press(page, m.seeker_keys_renew_now())
  const code = (await page.locator('dialog [translate=no]').textContent()) ?? ''
  await picture(page, 'keys-new-code')
  await press(page, m.seeker_keys_done())
  await ownPage(page).waitFor()
  await old.reload()
  await old.getByLabel(m.seeker_code_label()).fill(`Kod: ${code.trim().toLowerCase()}.`)
  await press(old, m.seeker_code_enter())
  await ownPage(old).waitFor()
  await page.reload()
  await page.getByText(m.seeker_keys_elsewhere()).waitFor()
  await page.getByText(m.seeker_keys_elsewhere()).scrollIntoViewIfNeeded()
  await picture(page, 'keys-open')
  await page.setViewportSize({ width: 360, height: 740 })
  await page.getByText(m.seeker_keys_elsewhere()).scrollIntoViewIfNeeded()
  await picture(page, 'keys-open')
  await press(page, m.seeker_keys_close())
  await page.getByText(m.seeker_keys_elsewhere()).waitFor({ state: 'detached' })
  await old.reload()
  await old.getByLabel(m.seeker_code_label()).waitFor()
  const kept = await secretIn(page)
  await press(page, m.seeker_my_lock())
  await page.getByLabel(m.seeker_code_label()).waitFor()
  await expect
    .poll(async () => {
      const headers = { authorization: `Bearer ${kept}` }
      return (await fetch(`${scene.origin}/api/case`, { headers })).status
    })
    .toBe(401)
  await Promise.all([lost.close(), found.close()])
})

test('somebody of the staff signs out everywhere from the account page', async () => {
  const context = await scene.onDesktop()
  const page = await context.newPage()
  await signIn(page, scene.counsellorLink)
  await page.goto(`${scene.origin}/staff/account`)
  await page.getByRole('button', { name: m.staff_sign_out_everywhere({}, sv) }).waitFor()
  await picture(page, 'keys-account-1280')
  await page.setViewportSize({ width: 360, height: 740 })
  await picture(page, 'keys-account-360')
  await page.getByRole('button', { name: m.staff_sign_out_everywhere({}, sv) }).click()
  await page.waitForURL('**/staff/sign-in')
  await page.goto(`${scene.origin}/staff/account`)
  await page.waitForURL('**/staff/sign-in*')
  await context.close()
})
