import ICAL from 'ical.js'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import * as m from '../../src/words/paraglide-server/messages.js'
import { desktop, phone } from '../setup/browser.ts'
import { journey } from '../setup/journey.ts'
import { overflow, violations } from './axe.ts'
import { answerChecklist } from './checklist.ts'
import { cutOff, mediaGoesUp, mediaOf, waitFor } from './media.ts'
import { book, bookingIn, button, press, says, secretIn, signIn } from './people.ts'
import { picture } from './picture.ts'
import { offerTalkNow, startScene } from './scene.ts'
import type { Call, Scene } from './scene.ts'

const title = 'Samtal nu'
const alias = 'Blåmesen'
const email = 'blamesen@example.org'
const topic = 'Vård eller teknik'
const goal = 'Veta vilket program jag ska söka'
const companionLabel = 'Mamma'

/** A state of a page that is passed: axe finds nothing, and nothing sticks out at the side. */
async function looksRight(page: Page, name: string): Promise<void> {
  await picture(page, name)
  expect(await violations(page), name).toEqual([])
  expect(await overflow(page), name).toBe(0)
}

/** One talk from the first click to the follow-up: a seeker on a phone, a counsellor at a desk, a companion. */
describe('one talk', () => {
  let scene: Scene
  let seeker: Page
  let counsellor: Page
  let companion: Page
  let asSeeker: Call
  let bookingId = ''
  let code = ''
  let companionLink = ''
  const step = journey()

  beforeAll(async () => {
    scene = await startScene()
    await offerTalkNow(scene, { title })
    seeker = await (await scene.onPhone({ reducedMotion: 'reduce' })).newPage()
    counsellor = await (await scene.onDesktop({ reducedMotion: 'reduce' })).newPage()
    companion = await (await scene.onDesktop({ reducedMotion: 'reduce' })).newPage()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail')
      for (const [who, page] of Object.entries({ seeker, counsellor, companion })) await picture(page, `failed-${who}`)
  })
  afterAll(() => scene?.close())

  step('is booked on a phone without an account; the code is the key', async () => {
    const booked = await book(seeker, scene.origin, { title, alias, email, topic })
    code = booked.code
    asSeeker = booked.call
    expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/)
    await looksRight(seeker, 'booked')
    await seeker.getByRole('link', { name: m.seeker_booked_to_my() }).click()
    await seeker.waitForURL('**/my/*')
    bookingId = bookingIn(seeker)
    await says(seeker, m.seeker_next_title())
    await looksRight(seeker, 'own-page')
  })

  step('is told of in a letter that names nobody and opens nothing, with the appointment for a calendar', async () => {
    const letter = await scene.sink.letter(
      ({ to, attachments }) =>
        JSON.stringify(to).includes(email) && attachments.some(({ contentType }) => contentType === 'text/calendar'),
    )
    const calendar =
      letter.attachments.find(({ contentType }) => contentType === 'text/calendar')?.content.toString() ?? ''
    const talk = await asSeeker<{ start: string; end: string }>(`/bookings/${bookingId}`)
    const parsed = new ICAL.Component(ICAL.parse(calendar))
    const [event] = parsed.getAllSubcomponents('vevent')
    expect(parsed.getFirstPropertyValue('method')).toBe('REQUEST')
    expect(event?.getFirstPropertyValue('sequence')).toBe(0)
    expect(new ICAL.Event(event).startDate.toJSDate().toISOString()).toBe(new Date(talk.start).toISOString())
    expect(new ICAL.Event(event).endDate.toJSDate().toISOString()).toBe(new Date(talk.end).toISOString())
    const said = `${letter.subject}\n${letter.text}\n${letter.html}\n${calendar.replaceAll(/\r?\n[ \t]/g, '')}`
    for (const secret of [await secretIn(seeker), code, code.replaceAll('-', ''), alias, topic])
      expect(said).not.toContain(secret)
  })

  step('is prepared for by the checklist, whose device check is real', async () => {
    type Sheet = { answered: number; total: number; answers: Record<string, { kind: string; text?: string }> }
    const sheetNow = () => asSeeker<Sheet>(`/bookings/${bookingId}/checklist`)
    // The topic that was given at booking is its first answer.
    expect(Object.values((await sheetNow()).answers)).toEqual([{ kind: 'text', text: topic }])
    await seeker.getByRole('link', { name: m.seeker_checklist_begin() }).click()
    await answerChecklist(seeker, asSeeker, bookingId, { goal, scale: 4 })
    const sheet = await sheetNow()
    expect(sheet.answered).toBe(sheet.total)
    const device = Object.values(sheet.answers).find(({ kind }) => kind === 'device')
    // How it went, never which devices somebody has.
    expect(device).toEqual({ kind: 'device', camera: 'ok', microphone: 'ok', speaker: 'ok', network: 'ok' })
  })

  step('has a link for a companion', async () => {
    await seeker.getByRole('link', { name: m.seeker_back_to_talk() }).first().click()
    await press(seeker, m.seeker_companion_invite())
    await seeker.getByLabel(m.seeker_companion_label(), { exact: true }).fill(companionLabel)
    await press(seeker, m.seeker_companion_make_link())
    const link = seeker.getByText(/\/with#\S+/)
    await link.waitFor()
    companionLink = (await link.textContent()) ?? ''
    await seeker.getByRole('dialog').getByRole('button', { name: m.common_close() }).last().click()
  })

  step('begins at the door: the seeker knocks, the counsellor sees it and lets in', async () => {
    await signIn(counsellor, scene.counsellorLink)
    await says(counsellor, alias)
    await seeker.getByRole('link', { name: m.seeker_talk_door() }).click()
    await says(seeker, m.room_door_waiting_title())
    await seeker.locator('video').first().waitFor()
    await looksRight(seeker, 'door-waiting')
    await button(counsellor, m.counsellor_let_in()).waitFor()
    await looksRight(counsellor, 'today-somebody-waits')
    await press(counsellor, m.counsellor_let_in())
    await counsellor.locator('video').first().waitFor()
    await looksRight(counsellor, 'ready')
    await press(counsellor, m.room_door_step_in())
    await says(seeker, m.room_door_open_title())
    await looksRight(seeker, 'door-open')
    await press(seeker, m.room_door_step_in())
  })

  step('has moving pictures and sound on both sides', async () => {
    await mediaGoesUp(seeker, counsellor)
    await looksRight(seeker, 'room')
    await looksRight(counsellor, 'room')
  })

  step('shows the counsellor’s screen to the seeker, large and with the faces beside, and one at a time', async () => {
    await press(counsellor, m.room_screen_share())
    const shared = seeker.locator('[data-shared] video')
    await shared.waitFor()
    await waitFor(
      () => shared.evaluate((video: HTMLVideoElement) => video.videoWidth > 0 && !video.paused),
      () => 'the shared screen does not move',
    )
    await says(counsellor, m.room_screen_yours())
    for (const size of [phone, { width: 640, height: 360 }, desktop]) {
      await seeker.setViewportSize(size)
      await looksRight(seeker, 'shared-screen')
      const [screen, face] = [await shared.boundingBox(), await seeker.locator('[data-identity]').first().boundingBox()]
      expect(face?.height ?? 0).toBeGreaterThan(40)
      expect((screen?.width ?? 0) * (screen?.height ?? 0)).toBeGreaterThan((face?.width ?? 0) * (face?.height ?? 0))
    }
    await seeker.setViewportSize(phone)
    await looksRight(counsellor, 'own-screen-shared')
    await press(seeker, m.room_screen_share())
    await says(seeker, m.room_screen_taken())
    await seeker.getByRole('alert').getByRole('button', { name: m.room_close() }).click()
    await press(counsellor, m.room_screen_stop())
    await shared.waitFor({ state: 'detached' })

    // The other way round.
    await press(seeker, m.room_screen_share())
    await counsellor.locator('[data-shared] video').waitFor()
    await looksRight(counsellor, 'seekers-screen-shared')
    await press(seeker, m.room_screen_stop())
    await counsellor.locator('[data-shared]').waitFor({ state: 'detached' })
    await button(seeker, m.room_screen_share()).waitFor()
  })

  step('fits 320 pixels, the rail as a sheet from below', async () => {
    await Promise.all([seeker, counsellor].map((page) => page.setViewportSize({ width: 320, height: 640 })))
    await looksRight(seeker, 'room-narrow')
    await looksRight(counsellor, 'counsellor-room-narrow')
    await press(counsellor, m.room_rail())
    await looksRight(counsellor, 'rail-narrow')
    await counsellor.getByRole('dialog').getByRole('button', { name: m.common_close() }).click()
    await seeker.setViewportSize(phone)
    await counsellor.setViewportSize(desktop)
  })

  step('agrees the goal that the seeker wrote', async () => {
    await counsellor.getByText(goal).first().waitFor()
    await press(counsellor, m.room_goal_agree())
    await seeker.getByRole('button', { name: goal }).waitFor()
  })

  step('walks through the four phases, and back when the talk needs it', async () => {
    const current = (phase: string) => counsellor.locator('button[aria-current=step]', { hasText: phase }).waitFor()
    await press(counsellor, m.room_rail_begin({ phase: 'Kontakt' }))
    await current('Kontakt')
    await press(counsellor, m.room_rail_forward({ phase: 'Kontrakt' }))
    await current('Kontrakt')
    await press(counsellor, m.room_rail_forward({ phase: 'Kommunikation' }))
    await current('Kommunikation')
    await press(counsellor, m.room_rail_back({ phase: 'Kontrakt' }))
    await current('Kontrakt')
    await press(counsellor, m.room_rail_forward({ phase: 'Kommunikation' }))
    await current('Kommunikation')
    await press(counsellor, m.room_rail_forward({ phase: 'Konklusion' }))
    await current('Konklusion')
    expect(await phasesLogged()).toEqual([
      'kontakt',
      'kontrakt',
      'kommunikation',
      'kontrakt',
      'kommunikation',
      'konklusion',
    ])
    // The seeker sees no cockpit.
    expect(await seeker.getByText(m.room_rail_prompts()).count()).toBe(0)
  })

  step('asks a scale question, and the answer reaches the counsellor', async () => {
    await openSection(m.room_scale_title())
    await press(counsellor, m.room_scale_ask())
    const question = seeker.getByRole('region', { name: m.room_scale_title() })
    await question.waitFor()
    await looksRight(seeker, 'scale')
    await question.getByText('6', { exact: true }).click()
    await says(seeker, m.room_scale_answered({ value: 6 }))
    await says(counsellor, m.room_scale_value({ value: 6 }))
    await press(counsellor, m.room_scale_close())
    await question.waitFor({ state: 'detached' })
  })

  step('thinks in silence, which both see', async () => {
    await openSection(m.room_pause_title())
    await press(counsellor, m.room_pause_start())
    await Promise.all([seeker, counsellor].map((page) => says(page, m.room_pause_text())))
    await looksRight(seeker, 'pause')
    await looksRight(counsellor, 'pause')
    await seeker
      .getByRole('region', { name: m.room_pause_title() })
      .getByRole('button', { name: m.room_pause_end() })
      .click()
    await Promise.all(
      [seeker, counsellor].map((page) => page.getByText(m.room_pause_text()).waitFor({ state: 'detached' })),
    )
  })

  step('writes in the chat both ways and shares a link', async () => {
    await press(seeker, m.room_chat())
    await seeker.getByLabel(m.room_chat_write()).fill('Kan du skriva namnet?')
    await press(seeker, m.room_send())
    await press(counsellor, m.room_chat_unread({ count: 1 }))
    await says(counsellor, 'Kan du skriva namnet?')
    await counsellor.getByLabel(m.room_chat_write()).fill('Teknikprogrammet, TE.')
    await press(counsellor, m.room_send())
    await says(seeker, 'Teknikprogrammet, TE.')
    await looksRight(seeker, 'chat')
    await looksRight(counsellor, 'chat')
    await counsellor.getByRole('complementary').getByRole('button', { name: m.room_close() }).click()
    await seeker.getByRole('dialog').getByRole('button', { name: m.common_close() }).click()
    await openSection(m.room_link_share())
    await counsellor.getByLabel(m.room_link_address()).fill('studera.nu')
    await counsellor.getByLabel(m.room_link_name()).fill('Att välja utbildning')
    await press(counsellor, m.room_link_do())
    await seeker.getByRole('link', { name: /Att välja utbildning/ }).waitFor()
    expect(await seeker.getByRole('link', { name: /Att välja utbildning/ }).getAttribute('href')).toMatch(
      /^https?:\/\/studera\.nu/,
    )
    await looksRight(seeker, 'link')
  })

  step('keeps private notes private', async () => {
    await counsellor.getByRole('tab', { name: m.room_rail_notes() }).click()
    await counsellor.getByRole('textbox', { name: m.room_rail_notes() }).fill('Orolig för matten.')
    await says(counsellor, m.room_saved())
    expect(JSON.stringify(await asSeeker(`/bookings/${bookingId}/room`))).not.toContain('Orolig')
  })

  step('is back within seconds after a reload, with everything kept', async () => {
    const from = Date.now()
    await seeker.reload()
    await seeker.getByRole('button', { name: goal }).waitFor()
    await waitFor(
      async () => (await mediaOf(seeker)).framesDecoded > 0,
      () => 'no picture after the reload',
    )
    expect(Date.now() - from).toBeLessThan(10_000)
    await mediaGoesUp(seeker, counsellor)
    await openChat(seeker)
    await says(seeker, 'Teknikprogrammet, TE.')
    await seeker.getByRole('dialog').getByRole('button', { name: m.common_close() }).click()
  })

  step('comes back by itself when the network was away, and lacks nothing that happened meanwhile', async () => {
    const backAgain = await cutOff(seeker)
    await says(seeker, m.room_returning())
    await looksRight(seeker, 'returning')
    await press(counsellor, m.room_chat())
    await counsellor.getByLabel(m.room_chat_write()).fill('Jag väntar på dig.')
    await press(counsellor, m.room_send())
    await says(counsellor, 'Jag väntar på dig.')
    await counsellor.getByRole('complementary').getByRole('button', { name: m.room_close() }).click()
    await backAgain()
    await mediaGoesUp(seeker, counsellor)
    await seeker.getByText(m.room_returning()).waitFor({ state: 'detached' })
    await openChat(seeker)
    await says(seeker, 'Jag väntar på dig.')
    await seeker.getByRole('dialog').getByRole('button', { name: m.common_close() }).click()
  })

  step('lets a companion in by a link of their own', async () => {
    await companion.goto(companionLink)
    await companion.getByRole('link', { name: m.seeker_talk_door() }).click()
    await says(companion, m.room_door_waiting_title())
    await says(counsellor, m.room_at_door_waits({ who: companionLabel }))
    await looksRight(counsellor, 'room-companion-waits')
    await press(counsellor, m.room_admit())
    await press(companion, m.room_door_step_in())
    await mediaGoesUp(companion, seeker, counsellor)
    await looksRight(counsellor, 'room-three')
    await looksRight(seeker, 'room-three')
  })

  step('sends somebody out for good, and the others stay together', async () => {
    await counsellor.getByRole('tab', { name: m.room_rail_now() }).click()
    await openSection(m.room_people())
    const row = counsellor.getByRole('listitem').filter({ hasText: companionLabel })
    await row.getByRole('button', { name: m.room_send_out() }).click()
    await counsellor.getByRole('dialog').getByRole('button', { name: m.room_send_out() }).click()
    await says(companion, m.room_door_removed_title())
    await companion.reload()
    await says(companion, m.room_door_removed_title())
    await mediaGoesUp(seeker, counsellor)
  })

  step('ends in a Konklusion that the counsellor writes and the seeker approves in the room', async () => {
    await counsellor.getByRole('tab', { name: m.room_rail_konklusion() }).click()
    const editor = counsellor.getByRole('region', { name: m.room_rail_konklusion() })
    await editor.getByLabel(m.room_k_summary()).fill('Du söker teknikprogrammet och går på öppet hus.')
    await editor.getByLabel(m.room_k_outcome()).selectOption('reached')
    await editor.getByLabel(m.room_k_sentence()).fill('Du vet vad du vill söka.')
    await press(counsellor, m.room_k_action_add())
    await editor.getByLabel(m.room_k_action_what()).fill('Gå på öppet hus')
    await press(counsellor, m.room_k_links_take())
    await looksRight(counsellor, 'konklusion-draft')
    await press(counsellor, m.room_k_show())
    await says(seeker, m.room_k_ready_notice())
    await looksRight(seeker, 'konklusion-ready')
    await press(seeker, m.room_k_read())
    await says(seeker, 'Du söker teknikprogrammet och går på öppet hus.')
    await looksRight(seeker, 'konklusion')
    await press(seeker, m.seeker_konklusion_approve())
    await says(seeker, m.seeker_konklusion_final_title())
    await says(counsellor, m.room_k_state_approved())
    // What was approved is read; writing on is a step of its own.
    await button(counsellor, m.room_k_write_new()).waitFor()
    expect(await editor.getByLabel(m.room_k_summary()).count()).toBe(0)
    await looksRight(counsellor, 'konklusion-approved')
    await seeker.getByRole('dialog').getByRole('button', { name: m.common_close() }).first().click()
    const letter = await scene.sink.letter(
      ({ to, subject }) => JSON.stringify(to).includes(email) && subject === m.letter_summary_ready_subject(),
    )
    expect(letter.text).not.toContain('teknikprogrammet')
  })

  step('books the next talk there and then', async () => {
    await counsellor.getByRole('radio', { name: new RegExp(`^${m.room_f_talk()}`) }).check()
    const times = counsellor.getByRole('group', { name: m.room_f_slot() })
    await times.getByRole('radio').first().check()
    await looksRight(counsellor, 'follow-up')
    await press(counsellor, m.room_f_book())
    await says(counsellor, m.room_f_saved())
    // The list closes, so that a second press books no second talk.
    await times.waitFor({ state: 'detached' })
    await button(counsellor, m.room_f_other_time()).waitFor()
    await button(counsellor, m.room_f_book()).waitFor({ state: 'detached' })
    const { talks } = await asSeeker<{ talks: { id: string; state: string }[] }>('/case')
    expect(talks.filter(({ state }) => state === 'booked')).toHaveLength(2)
  })

  step('closes for everybody, and the record tells who was there', async () => {
    await counsellor.getByRole('tab', { name: m.room_rail_now() }).click()
    await press(counsellor, m.room_end())
    await looksRight(counsellor, 'ending')
    await press(counsellor, m.room_end_yes())
    await says(seeker, m.room_door_ended_title())
    await looksRight(seeker, 'ended')
    const answered = await counsellor.request.get(`${scene.origin}/api/staff/talks/${bookingId}/attendance`)
    const record: {
      state: string
      closedAt: string | null
      people: {
        role: string
        label: string | null
        state: string
        seconds: number
        present: boolean
        stays: { joinedAt: string | null; leftAt: string | null }[]
      }[]
    } = await answered.json()
    expect(record.state).toBe('held')
    expect(record.closedAt).not.toBeNull()
    expect(record.people.map(({ role }) => role).sort()).toEqual(['companion', 'counsellor', 'seeker'])
    for (const person of record.people) {
      expect(person.seconds).toBeGreaterThan(0)
      expect(person.stays.every(({ joinedAt }) => joinedAt !== null)).toBe(true)
    }
    const [counsellorSeconds = 0, seekerSeconds = 0, companionSeconds = 0] = ['counsellor', 'seeker', 'companion'].map(
      (role) => record.people.find((person) => person.role === role)?.seconds,
    )
    expect(counsellorSeconds).toBeGreaterThan(companionSeconds)
    expect(seekerSeconds).toBeGreaterThan(companionSeconds)
    await waitFor(
      async () => {
        const now: typeof record = await (
          await counsellor.request.get(`${scene.origin}/api/staff/talks/${bookingId}/attendance`)
        ).json()
        return now.people.every(({ present, stays }) => !present && stays.every(({ leftAt }) => leftAt !== null))
      },
      () => 'somebody is still said to be in the room',
    )
  })

  step('is found again with the code, Konklusion and next talk at hand', async () => {
    const later = await (await scene.onPhone({ reducedMotion: 'reduce' })).newPage()
    await later.goto(`${scene.origin}/my`)
    await later.getByLabel(m.seeker_code_label()).fill(code.toLowerCase().replaceAll('-', ' '))
    await press(later, m.seeker_code_enter())
    await says(later, m.seeker_next_title())
    await later.goto(`${scene.origin}/my/${bookingId}/konklusion`)
    await says(later, 'Du söker teknikprogrammet och går på öppet hus.')
    await says(later, m.seeker_konklusion_final_title())
    await looksRight(later, 'konklusion-page')
    await later.goto(`${scene.origin}/my/${bookingId}`)
    await says(later, m.seeker_follow_up_title())
    await looksRight(later, 'own-page-after')

    // Two questions, whose answers nobody can trace to this talk.
    const feedback = later.getByRole('region', { name: m.seeker_feedback_title() })
    for (const size of [{ width: 640, height: 360 }, desktop, phone]) {
      await later.setViewportSize(size)
      await feedback.scrollIntoViewIfNeeded()
      await looksRight(later, 'feedback')
    }
    await feedback.getByRole('radio', { name: '5', exact: true }).check()
    await feedback.getByLabel(m.seeker_feedback_better()).fill('Lite mer tid.')
    await press(feedback, m.seeker_feedback_send())
    await says(later, m.seeker_feedback_thanks())
    await later.reload()
    await says(later, m.seeker_follow_up_title())
    expect(await feedback.count()).toBe(0)
  })

  /** What the counsellor's rail has logged, in order. */
  async function phasesLogged(): Promise<string[]> {
    const state: { steps: { phase: string }[] } = await (
      await counsellor.request.get(`${scene.origin}/api/staff/talks/${bookingId}/room`)
    ).json()
    return state.steps.map(({ phase }) => phase)
  }

  /** However many lines are new. */
  const openChat = (page: Page) =>
    page
      .getByRole('button', { name: new RegExp(`^${m.room_chat()}`) })
      .first()
      .click()
  const openSection = (name: string) => counsellor.locator('summary', { hasText: name }).click()
})
