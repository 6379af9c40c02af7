import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { AccessToken, RoomServiceClient } from 'livekit-server-sdk'
import type { Page } from 'playwright-core'
import * as m from '../../src/words/paraglide-server/messages.js'
import { book, bookingIn, button, press, signIn } from '../e2e/people.ts'
import { offerTalkNow, startScene } from '../e2e/scene.ts'
import type { Scene } from '../e2e/scene.ts'
import { watchFirstFrame } from './first-frame.ts'
import { atMost, forTheRecord, median } from './figure.ts'
import type { Figure } from './figure.ts'

/** So many of each, turn by turn, so that a busy moment of the machine meets both. */
const rounds = 41

/**
 * From the click that steps in to the first picture of the other on the screen: our room, and a bare page of
 * livekit-client that joins the same room on the same server in the same browser. Both bring sound and picture
 * of their own along.
 */
export async function run(): Promise<Figure[]> {
  const scene = await startScene()
  const bare = await serveBarePage()
  try {
    const { seeker, bookingId } = await openRoom(scene)
    const bareContext = await scene.onPhone()
    await bareContext.addInitScript(watchFirstFrame)
    const other = await bareContext.newPage()
    const times = { ours: [] as number[], bare: [] as number[] }
    for (let round = 0; round <= rounds; round++) {
      const oursMs = await stepIn(seeker, `${scene.origin}/talk/${bookingId}`)
      const bareMs = await joinBare(other, `${bare.url}#${JSON.stringify(await ticket(scene))}`)
      // The first of each fills caches.
      if (round > 0) times.ours.push(oursMs)
      if (round > 0) times.bare.push(bareMs)
    }
    const [ours, plain] = [median(times.ours), median(times.bare)]
    return [
      forTheRecord('join.first-picture', ours, 'ms'),
      forTheRecord('join.first-picture-of-bare-page', plain, 'ms'),
      atMost('join.ratio-to-bare-page', ours / plain, 1.3),
    ]
  } finally {
    bare.stop()
    await scene.close()
  }
}

/** The counsellor is in the room with a picture; the seeker is let in. */
async function openRoom(scene: Scene): Promise<{ seeker: Page; bookingId: string }> {
  await offerTalkNow(scene)
  const context = await scene.onPhone()
  await context.addInitScript(watchFirstFrame)
  const [seeker, counsellor] = [await context.newPage(), await (await scene.onDesktop()).newPage()]
  const { call } = await book(seeker, scene.origin, { title: 'Samtal nu' })
  await seeker.getByRole('link', { name: m.seeker_booked_to_my() }).click()
  await seeker.waitForURL('**/my/*')
  const bookingId = bookingIn(seeker)
  const { items } = await call<{ items: { id: string; kind: string }[] }>(`/bookings/${bookingId}/checklist`)
  const camera = items.find(({ kind }) => kind === 'camera')?.id ?? ''
  await call(`/bookings/${bookingId}/checklist`, {
    method: 'PUT',
    body: { answers: { [camera]: { kind: 'camera', camera: 'on' } } },
  })
  await signIn(counsellor, scene.counsellorLink)
  await seeker.getByRole('link', { name: m.seeker_talk_door() }).click()
  await press(counsellor, m.counsellor_let_in())
  await counsellor.locator('video').first().waitFor()
  await press(counsellor, m.room_door_step_in())
  await counsellor.locator('video').first().waitFor()
  return { seeker, bookingId }
}

/** A fresh visit to the door, oneself in the mirror, and the click. Leaves again afterwards. */
async function stepIn(page: Page, door: string): Promise<number> {
  await page.goto(door)
  await page.locator('video').first().waitFor()
  await page.waitForLoadState('networkidle')
  await press(page, m.room_door_step_in())
  const ms = await firstFrame(page)
  await press(page, m.room_leave())
  await press(page, m.room_leave_yes())
  await button(page, m.room_left_return()).waitFor()
  return ms
}

async function joinBare(page: Page, address: string): Promise<number> {
  // A new address behind # alone would not load the page again.
  await page.goto('about:blank')
  await page.goto(address)
  await page.locator('#mirror[data-ready]').waitFor()
  await page.waitForLoadState('networkidle')
  await button(page, 'Join').click()
  const ms = await firstFrame(page)
  await page.goto('about:blank')
  return ms
}

/** Milliseconds from the last click to the first picture that came over the network. */
async function firstFrame(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => Reflect.get(window, 'firstFrameMs'))
  return Number(await handle.jsonValue())
}

type Ticket = { url: string; token: string }

/** For the room that is open, with what the seeker's ticket grants. */
async function ticket({ folder }: Scene): Promise<Ticket> {
  const kept: { port: number; apiKey: string; apiSecret: string } = JSON.parse(
    readFileSync(join(folder, 'livekit.json'), 'utf8'),
  )
  const url = `ws://127.0.0.1:${kept.port}`
  const [room] = await new RoomServiceClient(url, kept.apiKey, kept.apiSecret).listRooms()
  if (!room) throw new Error('No room is open')
  const token = new AccessToken(kept.apiKey, kept.apiSecret, { identity: crypto.randomUUID() })
  token.addGrant({ roomJoin: true, room: room.name, canPublish: true, canSubscribe: true })
  return { url, token: await token.toJwt() }
}

async function serveBarePage(): Promise<{ url: string; stop(): void }> {
  const client = readFileSync(createRequire(import.meta.url).resolve('livekit-client'))
  const page = readFileSync(join(import.meta.dirname, 'bare-page.html'))
  const server = createServer((request, response) => {
    const isClient = request.url === '/livekit-client.umd.js'
    response
      .writeHead(200, { 'content-type': isClient ? 'text/javascript' : 'text/html' })
      .end(isClient ? client : page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address !== 'object') throw new Error('The bare page has no port')
  return { url: `http://127.0.0.1:${address.port}/`, stop: () => server.close() }
}
