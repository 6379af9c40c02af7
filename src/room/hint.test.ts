import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, expect, it, vi } from 'vitest'
import { createApp } from '../app.ts'
import { enter } from './participant.store.ts'
import { openRoom } from './room.store.ts'
import { liveKit } from './video.ts'
import { callerOf } from '../../test/setup/call.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testNow, testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { seedTalk } from '../../test/setup/talk.ts'

/** A video server that takes every call and answers none. */
const calls: Socket[] = []
const hanging = createServer((socket) => void calls.push(socket.on('error', () => {})))
await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve))
const { port } = hanging.address() as AddressInfo
afterAll(() => {
  for (const socket of calls) socket.destroy()
  hanging.close()
})

const { db } = await testDatabase()
// Whoever waited for an answer of that server would wait longer than a test lasts.
const ports = testPorts(db, {
  video: liveKit({
    url: `ws://127.0.0.1:${port}`,
    apiKey: 'key',
    apiSecret: 'a-secret-of-at-least-thirty-two-letters',
    timeoutSeconds: 600,
  }),
})
const app = createApp(() => ports)
const call = callerOf(app)
const seeded = await seedOrganisation(db)

it('what is stored is answered at once, and the hint goes out after it, however long that takes', async () => {
  const staff = await signedIn(app, ports, seeded.counsellors[0].id)
  const talk = await seedTalk(ports, seeded, { startsMs: testNow })
  await openRoom(db, ports, talk.meetingId)
  await enter(db, ports, talk)
  const post = async (path: string, body: unknown) =>
    (await call('POST', `/staff/talks/${talk.id}${path}`, staff, body)).status

  expect(await post('/room/chat', { text: 'hej' })).toBe(201)
  await vi.waitUntil(() => calls.length === 1)
  expect(await post('/room/goals', { text: 'Välja program' })).toBe(200)
  await vi.waitUntil(() => calls.length === 2)
  expect(await post('/ending', { outcome: 'held' })).toBe(200)
  await vi.waitUntil(() => calls.length === 3)
})
