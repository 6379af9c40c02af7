import type { Locator, Page } from 'playwright-core'
import { overwriteGetLocale } from '../../src/words/paraglide-server/runtime.js'
import * as m from '../../src/words/paraglide-server/messages.js'
import { apiCall } from './scene.ts'
import type { Call } from './scene.ts'

// Tests read the pages as people do, by their words: in Swedish, unless a test says otherwise.
overwriteGetLocale(() => 'sv')

/** A button by the whole of its words. */
export const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true })

export const press = (page: Page | Locator, name: string) => button(page, name).click()

/** Waits until the page says so, somewhere. */
export const says = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()

/** A choice among cards, by the first words of its card. */
export const choose = (page: Page, name: string) =>
  page.getByRole('radio', { name: new RegExp(`^${escaped(name)}`) }).check()

export const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

export type Wish = { title: string; alias?: string; email?: string; topic?: string; phone?: string; form?: string }

/** From the first page to the receipt, as a seeker walks it. */
export async function book(page: Page, origin: string, wish: Wish): Promise<{ code: string; call: Call }> {
  await page.goto(origin)
  await page
    .getByRole('link', { name: new RegExp(`${escaped(m.seeker_start_choose())} ?: ${escaped(wish.title)}`) })
    .click()
  await press(page, m.seeker_time_take_first())
  await choose(page, wish.form ?? m.common_form_video())
  await press(page, m.common_next())
  await page.getByLabel(m.seeker_alias_label()).fill(wish.alias ?? '')
  await press(page, m.common_next())
  await page.getByLabel(m.seeker_contact_email()).fill(wish.email ?? '')
  await page.getByLabel(m.seeker_contact_phone()).fill(wish.phone ?? '')
  await press(page, m.common_next())
  await page.getByLabel(m.seeker_topic_label()).fill(wish.topic ?? '')
  await press(page, m.common_next())
  await press(page, m.seeker_check_book())
  await page.getByRole('heading', { name: m.seeker_booked_title() }).waitFor()
  const code = (await page.locator('[translate=no]').first().textContent()) ?? ''
  return { code: code.trim(), call: apiCall(origin, { authorization: `Bearer ${await secretIn(page)}` }) }
}

/** The secret that the page keeps for this visit; none where the browser keeps nothing. */
export const secretIn = (page: Page) =>
  page.evaluate(() => {
    try {
      return sessionStorage.getItem('fyrklang.seeker') ?? ''
    } catch {
      return ''
    }
  })

/** The booking whose page this is. */
export const bookingIn = (page: Page) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(page.url())?.[0] ?? ''

/** With the printed link: one button, so that no mail scanner uses it up. */
export async function signIn(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await press(page, m.staff_enter())
  await page.waitForURL(/\/staff$/)
  await page.getByRole('heading', { level: 1 }).waitFor()
}
