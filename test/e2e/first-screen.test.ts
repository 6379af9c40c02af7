import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as m from '../../src/words/paraglide-server/messages.js'
import { overflow, violations } from './axe.ts'
import { picture } from './picture.ts'
import { offerTalkNow, startScene } from './scene.ts'
import type { Scene } from './scene.ts'

const locales = [
  ['sv', 'sv-SE'],
  ['da', 'da-DK'],
  ['en', 'en-GB'],
] as const
const sizes = [
  { width: 360, height: 740 },
  { width: 640, height: 360 },
  { width: 1280, height: 800 },
]

/** What one sees before the scripts have come. */
describe('the first screen', () => {
  let scene: Scene
  let serviceId: string
  beforeAll(async () => {
    scene = await startScene({
      SMTP_URL: '',
      LIVEKIT_URL: 'ws://127.0.0.1:9',
      LIVEKIT_API_KEY: 'a-key',
      LIVEKIT_API_SECRET: randomBytes(24).toString('hex'),
    })
    serviceId = (await offerTalkNow(scene)).service.id
  })
  afterAll(() => scene?.close())

  it.each(locales)(
    'is read without any script, in the language that the browser asks for: %s',
    async (locale, asked) => {
      const context = await scene.onDesktop({ locale: asked, javaScriptEnabled: false })
      const page = await context.newPage()
      for (const size of sizes) {
        await page.setViewportSize(size)
        await page.goto(scene.origin)
        await page.getByRole('heading', { level: 1, name: m.seeker_start_title({}, { locale }) }).waitFor()
        expect(await page.locator('html').getAttribute('lang')).toBe(locale)
        expect(await page.title()).toContain(m.seeker_start_title({}, { locale }))
        await page.getByText(m.seeker_start_anonymous({}, { locale })).waitFor()
        // A driven browser shows no <noscript>: its words stand in the page all the same.
        expect(await page.content()).toContain(m.common_no_scripts_text({}, { locale }))
        expect(await overflow(page)).toBe(0)
        await picture(page, `no-scripts-${locale}-${size.height}`)
      }
      // Its links lead on.
      await page.getByRole('link', { name: m.seeker_start_have_code({}, { locale }) }).click()
      await page.waitForURL(/\/my$/)
      await page
        .getByRole('link', { name: m.seeker_nav_book({}, { locale }) })
        .first()
        .waitFor()
      await page.goto(`${scene.origin}/book/${serviceId}`)
      await page.getByRole('heading', { level: 1, name: m.seeker_time_title({}, { locale }) }).waitFor()
      await context.close()
    },
  )

  it.each<[string, () => string, () => string]>([
    ['start', () => '/', m.seeker_start_title],
    ['a booking', () => `/book/${serviceId}`, m.seeker_time_title],
  ])('of "%s" stays where it is when the scripts take over', async (name, path, title) => {
    const context = await scene.onPhone({ reducedMotion: 'reduce' })
    const page = await context.newPage()
    const scripts = await holdScripts(page)
    // The bar of the sample organisation is not of the page.
    await page.route('**/api/about', async (route) => {
      const answer = await route.fetch()
      const about = await answer.json()
      await route.fulfill({ json: { ...about, organisation: { ...about.organisation, sample: false } } })
    })
    await page.goto(scene.origin + path(), { waitUntil: 'commit' })
    const heading = page.getByRole('heading', { level: 1, name: title() })
    await heading.waitFor()
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
    expect(await violations(page)).toEqual([])
    await picture(page, `first-screen-${name.replaceAll(' ', '-')}`)
    const before = await boxOfHeading(page)
    const paragraph = await page.locator('main p').first().textContent()
    scripts.release()
    await page.waitForFunction(() => document.querySelector('#app noscript') === null)
    expect(await boxOfHeading(page)).toEqual(before)
    // That of a booking names its service as soon as it is read.
    if (name === 'start') expect(await page.locator('main p').first().textContent()).toBe(paragraph)
    await (name === 'start' ? page.getByRole('link', { name: /Samtal nu/ }) : page.locator('button[aria-pressed]'))
      .first()
      .waitFor()
    expect((await boxOfHeading(page))?.y).toBe(before?.y)
    await context.close()
  })

  it('keeps what was done on it: the language that was chosen, and the focus', async () => {
    const context = await scene.onDesktop()
    const page = await context.newPage()
    const scripts = await holdScripts(page)
    await page.goto(scene.origin, { waitUntil: 'commit' })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('banner').getByRole('combobox').selectOption('da')
    await page.getByRole('link', { name: m.seeker_start_have_code() }).focus()
    scripts.release()
    await page.getByRole('heading', { level: 1, name: m.seeker_start_title({}, { locale: 'da' }) }).waitFor()
    await page.waitForFunction(() => document.activeElement?.getAttribute('href') === '/my')

    const again = await holdScripts(page)
    await page.reload({ waitUntil: 'commit' })
    await page.getByRole('heading', { level: 1, name: m.seeker_start_title({}, { locale: 'da' }) }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('da')
    again.release()
    await context.close()
  })
})

/** As a slow line: everything but scripts comes at once, they come when they are let go. */
async function holdScripts(page: Page): Promise<{ release(): void }> {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/assets/*.js', async (route) => {
    await released
    await route.continue()
  })
  return { release }
}

/** Read in one breath: a heading that is drawn anew between being found and being measured has no box. */
const boxOfHeading = (page: Page) =>
  page.evaluate(() => {
    const box = document.querySelector('h1')?.getBoundingClientRect()
    return box && { x: box.x, y: box.y, width: box.width, height: box.height }
  })
