import { Room, RoomEvent, dispose } from '@livekit/rtc-node'
import { afterAll, expect, it, vi } from 'vitest'
import { createApp } from '../app.ts'
import type { Ports } from '../ports.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { testLiveKit } from '../../test/setup/livekit.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { seedTalk } from '../../test/setup/talk.ts'

/** A seeker who is really in the room, and a video server that really goes away. */
const { db } = await testDatabase()
const server = await testLiveKit()
// LiveKit lives by the wall clock: here, so does the program.
const ports: Ports = Object.assign(testPorts(db, { video: server.video }), { clock: { now: () => Date.now() } })
const app = createApp(() => ports)
const seeded = await seedOrganisation(db)
const anna = await signedIn(app, ports, seeded.counsellors[0].id)
const talk = await seedTalk(ports, seeded, { startsMs: Date.now() })
const seeker = new Room()
afterAll(async () => {
  await seeker.disconnect()
  await dispose()
  await server.stop()
})

async function call(method: string, path: string, headers: Record<string, string>, body?: unknown) {
  const answer = await app.request(`/api${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: await answer.json() }
}
const staff = (method: string, path: string, body?: unknown) =>
  call(method, `/staff/talks/${talk.id}${path}`, anna, body)
const door = () => call('POST', `/bookings/${talk.id}/door`, { authorization: `Bearer ${talk.secret}` }, {})

it('goals, scale questions, phases and the Konklusion reach the room as they are stored', async () => {
  await staff('POST', '/door', {})
  await door()
  const { waiting } = (await call('GET', '/staff/waiting', anna)).body
  await staff('POST', `/door/${waiting[0].personId}`, { decision: 'admit' })
  const { url, token } = (await door()).body
  const heard: string[] = []
  seeker.on(RoomEvent.DataReceived, (payload) => heard.push(JSON.parse(new TextDecoder().decode(payload)).changed))
  await seeker.connect(url, token, { autoSubscribe: true, dynacast: false })

  await staff('POST', '/room/phase', { phase: 'kontakt' })
  const goal = (await staff('POST', '/room/goals', { text: 'Veta vad jag vill läsa' })).body.goals[0]
  await staff('POST', '/room/scale', { moment: 'start', question: 'Hur säker är du?' })
  await staff('DELETE', `/room/goals/${goal.id}`)
  await staff('PUT', '/konklusion', { body: { summary: 'Klart.', goals: [], actions: [], links: [] } })
  await staff('POST', '/konklusion/readiness', {})
  await vi.waitFor(() => expect(heard).toEqual(expect.arrayContaining(['phase', 'goals', 'scale', 'konklusion'])), {
    timeout: 10_000,
  })
  expect(JSON.stringify(heard)).not.toContain('Klart')
})

it('the record goes on when the video server is away', async () => {
  await server.stop()
  expect((await staff('POST', '/room/goals', { text: 'Våga ringa skolan' })).status).toBe(200)
  expect((await staff('POST', '/room/phase', { phase: 'konklusion' })).status).toBe(200)
  expect((await staff('POST', '/ending', { outcome: 'held' })).body).toMatchObject({ outcome: 'held' })
  expect((await staff('GET', '')).body).toMatchObject({ state: 'held', roomOpen: false })
})
