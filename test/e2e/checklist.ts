import type { Page } from 'playwright-core'
import * as m from '../../src/words/paraglide-server/messages.js'
import { button, choose, press, says } from './people.ts'
import { picture } from './picture.ts'
import type { Call } from './scene.ts'

type Item = {
  id: string
  kind: 'information' | 'choice' | 'text' | 'goal' | 'scale' | 'camera' | 'device'
  title: { sv: string }
  sameCard?: boolean
}
type Answers = { goal: string; scale: number }

/** Goes through the checklist from its first item to its last, as its page leads. */
export async function answerChecklist(page: Page, call: Call, bookingId: string, answers: Answers): Promise<void> {
  const { items } = await call<{ items: Item[] }>(`/bookings/${bookingId}/checklist`)
  const [begin, goOn] = [m.seeker_checklist_begin(), m.seeker_checklist_go_on()]
  await page
    .getByRole('button', { name: new RegExp(`^(${begin}|${goOn})$`) })
    .or(page.getByRole('link', { name: new RegExp(`^(${begin}|${goOn})$`) }))
    .first()
    .click()
  for (const [index, item] of items.entries()) {
    await page.getByRole('heading', { name: item.title.sv }).waitFor()
    const next = items[index + 1]
    if (item.kind !== 'information') {
      await answer(page, item, answers)
      await says(page, m.common_saved())
    }
    if (next?.sameCard) continue
    await picture(page, `checklist-${item.id}`)
    await press(page, next ? m.seeker_checklist_next() : m.seeker_checklist_overview())
  }
  await says(page, m.seeker_checklist_all_title())
}

async function answer(page: Page, { kind, title }: Item, { goal, scale }: Answers): Promise<void> {
  const item = page.getByRole('group', { name: title.sv, exact: true }).first()
  if (kind === 'choice') return item.getByRole('radio').or(item.getByRole('checkbox')).first().check()
  if (kind === 'text') return item.getByLabel(m.seeker_item_text()).fill('Vad jag ska söka efter nian.')
  if (kind === 'goal') return page.getByLabel(m.seeker_goal_label({ number: 1 })).fill(goal)
  if (kind === 'scale') return page.getByRole('radio', { name: String(scale), exact: true }).check()
  if (kind === 'camera') return choose(page, m.seeker_camera_on())
  await checkDevices(page)
}

/** Camera, microphone, loudspeaker and the way to the video server, one after the other, each for real. */
async function checkDevices(page: Page): Promise<void> {
  await press(page, m.room_check_start())
  await press(page, m.room_check_yes_see())
  await says(page, m.room_check_heard())
  await picture(page, 'device-check')
  await button(page, m.common_next()).click()
  await press(page, m.room_speaker_play())
  await press(page, m.room_check_no_hear())
  await says(page, m.room_speaker_silent())
  await picture(page, 'device-check-silent')
  await press(page, m.room_speaker_again())
  await press(page, m.room_check_yes_hear())
  await says(page, m.room_check_done_well())
  await picture(page, 'device-check-done')
}
