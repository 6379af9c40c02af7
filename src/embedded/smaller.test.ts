import { expect, test } from 'vitest'
import { gunzipSync } from 'node:zlib'
import { smaller } from './smaller.ts'

const long = JSON.stringify({ slots: Array.from({ length: 200 }, (_, index) => ({ start: index })) })
const answered = smaller(() => new Response(long, { headers: { 'content-type': 'application/json', 'x-kept': 'yes' } }))
const ask = (path: string, headers: Record<string, string> = {}) =>
  answered(new Request(`http://localhost:3000${path}`, { headers: { 'accept-encoding': 'gzip, br', ...headers } }), {})

test.each(['/api/services', '/api/services?x=1', '/api/services/0199/slots?from=a'])(
  'what everybody may read comes compressed: %s',
  async (path) => {
    const answer = await ask(path)
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(answer.headers.get('x-kept')).toBe('yes')
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.length).toBeLessThan(long.length / 3)
    expect(gunzipSync(bytes).toString()).toBe(long)
  },
)

test.each<[string, Record<string, string>]>([
  ['/api/case', {}],
  ['/api/bookings/0199', {}],
  ['/api/servicesx', {}],
  ['/api/services/0199/slots', { authorization: 'Bearer secret' }],
  ['/api/services/0199/slots', { 'accept-encoding': 'identity' }],
])('nothing with a secret does, and nothing for who does not ask for it: %s %o', async (path, headers) => {
  const answer = await ask(path, headers)
  expect(answer.headers.get('content-encoding')).toBeNull()
  expect(await answer.text()).toBe(long)
})
