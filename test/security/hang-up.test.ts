import { once } from 'node:events'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { afterAll, expect, test, vi } from 'vitest'
import { createApp } from '../../src/app.ts'
import { testDatabase } from '../setup/database.ts'
import { testPorts } from '../setup/ports.ts'

const { db } = await testDatabase()
const app = createApp(() => testPorts(db))
/** What the program answered, whether or not somebody was there to read it. */
const answered: number[] = []
const server = createAdaptorServer({
  async fetch(request) {
    const answer = await app.fetch(request)
    answered.push(answer.status)
    return answer
  },
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
afterAll(() => void server.close())
const { port } = server.address() as AddressInfo
const logged = vi.spyOn(console, 'error').mockImplementation(() => {})

/** Says `words` and goes, with a reset (as a phone that loses its network) or properly. */
async function sayAndGo(words: string, how: 'reset' | 'end') {
  const before = answered.length
  const socket = connect(port, '127.0.0.1').on('error', () => {})
  await once(socket, 'connect')
  await new Promise((written) => socket.write(words, written))
  const [request] = /^[A-Z]+ \S+ HTTP\/1\.1\r\n[^]*\r\n\r\n/.exec(words) ?? []
  // Only when the program has begun does it make a difference that somebody goes.
  if (request) await new Promise((next) => setImmediate(next))
  if (how === 'reset') socket.resetAndDestroy()
  else socket.destroy()
  await once(socket, 'close')
  if (request) await vi.waitFor(() => expect(answered.length).toBeGreaterThan(before), 5000)
}

const head = (first: string, ...headers: string[]) => [first, 'host: x', ...headers, '', ''].join('\r\n')
const json = 'content-type: application/json'
const id = '0199c000-0000-7000-8000-000000000abc'

test.each([
  ['in the middle of a body', `${head('POST /api/bookings HTTP/1.1', json, 'content-length: 900')}{"serviceId"`],
  [
    'in the middle of a body in pieces',
    `${head('POST /api/bookings HTTP/1.1', json, 'transfer-encoding: chunked')}5\r\n{"se`,
  ],
  [
    'in the middle of a body that may be left out',
    `${head(`DELETE /api/bookings/${id} HTTP/1.1`, json, 'content-length: 90')}{`,
  ],
  ['in the middle of a signed body', `${head('POST /api/livekit/webhook HTTP/1.1', 'content-length: 90')}{`],
  ['before the answer', head('GET /api/services HTTP/1.1')],
  ['before a large answer', head('GET /api/openapi.json HTTP/1.1')],
  ['in the middle of the headers', 'GET /api/services HTTP/1.1\r\nhost: x\r\nx-slow: '],
])('a client that goes %s is no error, and nothing is ill after it', async (_, words) => {
  for (let round = 0; round < 5; round += 1) for (const how of ['reset', 'end'] as const) await sayAndGo(words, how)
  expect(logged.mock.calls).toEqual([])
  expect(answered.filter((status) => status >= 500)).toEqual([])
  const health = await fetch(`http://127.0.0.1:${port}/api/health`)
  expect(await health.json()).toMatchObject({ ok: true })
})
