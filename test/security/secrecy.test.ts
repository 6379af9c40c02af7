import { request } from 'node:http'
import { connect as connectSocket } from 'node:net'
import { sql } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import { journey } from '../setup/journey.ts'
import { callsTo, livedCase, words } from '../setup/lived-case.ts'
import { programScene } from '../setup/program-scene.ts'

const { db, databaseUrl, seeded, secretKey, sink, program } = await programScene()
const [anna] = seeded.counsellors

/** Keys that open something; none may stand anywhere. */
const keys: Record<string, string> = {}

describe('a whole journey', () => {
  const step = journey()
  step('goes from the booking to the Konklusion', async () => {
    Object.assign(keys, (await livedCase({ program, db, seeded, secretKey })).keys)
    await vi.waitFor(() => expect(sink.letters.length).toBeGreaterThan(2), { timeout: 15_000, interval: 200 })
  })

  step('counts attempts by who really calls: a header that only a proxy may set changes nothing', async () => {
    const statuses: number[] = []
    for (let attempt = 0; attempt < 11; attempt += 1)
      statuses.push(
        (
          await callsTo(program).call(
            '/api/case/entry',
            'POST',
            {
              'x-forwarded-for': `10.0.0.${attempt}`,
              forwarded: `for=10.0.0.${attempt}`,
              'x-real-ip': `10.0.0.${attempt}`,
            },
            // Ten wrong ends of one code, from one address, and no more.
            { code: `K7MQ-2RWX-9TC${'23456789ACD'.charAt(attempt)}` },
          )
        ).status,
      )
    expect(statuses.slice(-2)).toEqual([422, 429])
  })

  step('leaves no key, address or word of anybody in the log', () => {
    const log = program.output()
    for (const [name, value] of [
      ...Object.entries(keys),
      ...Object.entries(words),
      ['counsellor', anna.email],
      ['key', secretKey],
      ['database', databaseUrl],
    ] as const) {
      expect(value.length, name).toBeGreaterThan(8)
      expect(log.includes(value), `the log holds ${name}`).toBe(false)
    }
    expect(log).not.toMatch(/ at .*\.(ts|mjs):\d+/)
  })

  step(
    'leaves no key and no word of anybody in the database, in no column of no table, and not in what is kept under idempotency keys',
    async () => {
      const columns = await db.execute<{ table: string; column: string }>(
        sql`select table_name as table, column_name as column from information_schema.columns where table_schema = 'public'`,
      )
      const found: string[] = []
      for (const { table, column } of columns) {
        for (const [name, value] of [...Object.entries(keys), ...Object.entries(words)]) {
          // A session is found by its token, which better-auth keeps as it is: the cookie is worth nothing without its signature.
          if (`${table}.${column} ${name}` === 'auth_session.token session') continue
          const hex = Buffer.from(value).toString('hex')
          const [row] = await db.execute(
            sql.raw(
              `select 1 from "${table}" where strpos("${column}"::text, '${value}') > 0 or strpos("${column}"::text, '${hex}') > 0 limit 1`,
            ),
          )
          if (row) found.push(`${table}.${column} holds ${name}`)
        }
      }
      expect(found).toEqual([])
      // What was said is there, and none of it can be read.
      expect(await db.execute(sql`select 1 from booking where topic is not null`)).toHaveLength(1)
      expect(await db.execute(sql`select 1 from contact where has_address and has_phone`)).toHaveLength(1)
      expect(await db.execute(sql`select 1 from idempotent_answer where answer is not null`)).toHaveLength(1)
    },
  )

  step('puts no key, name, topic or word of anybody into a letter or its calendar file', () => {
    expect(sink.letters.length).toBeGreaterThan(2)
    for (const { subject, text, html, attachments, headerLines } of sink.letters) {
      const signIn = /staff\/enter#/.test(text ?? '')
      const whole = [subject, text, html, ...attachments.map(({ content }) => content.toString())].join('\n')
      for (const [name, value] of [...Object.entries(keys), ...Object.entries(words)]) {
        // A calendar names the one whom it is for.
        if (name === 'email') continue
        expect(whole.includes(value), `a letter holds ${name}`).toBe(false)
      }
      // The link that stops letters carries an HMAC of the address, and opens nothing.
      if (!signIn) expect(text?.replace(/\/not-for-me#[\da-f]{96}/, '')).not.toContain('#')
      expect(headerLines.filter(({ key }) => key === 'bcc' || key === 'cc')).toEqual([])
    }
  })
})

describe('the pages', () => {
  const raw = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
      const { hostname, port } = new URL(program.url)
      request({ hostname, port, path, headers }, (answer) => {
        let body = ''
        answer
          .on('data', (chunk) => {
            body += chunk
          })
          .on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
      })
        .on('error', reject)
        .end()
    })

  test.each([
    '/',
    '/book',
    '/my',
    '/staff/talks',
    '/assets/nothing.js',
    '/api/services',
    '/api/nowhere',
    '/api/staff/me',
  ])('%s carries every header that protects who reads it', async (path) => {
    const { headers } = await raw(path)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('geolocation=()'),
    })
    const policy = String(headers['content-security-policy'])
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
      expect(policy).toContain(rule)
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:\/\/(?!127|localhost)/)
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('access-control-allow-origin')
  })

  test.each([
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/assets/%2e%2e%2f%2e%2e%2f%2e%2e%2fpackage.json',
    '/assets/....//....//package.json',
    '/..\\..\\package.json',
    '/assets/..%5c..%5c..%5cpackage.json',
    '/%00',
    '/assets/%00.js',
    '/%E0%A4%A',
    '//etc/passwd',
    '/assets//etc/passwd',
    '/etc/passwd%00.html',
    '/.env',
    '/.git/config',
    `/${'a'.repeat(5000)}`,
    '/assets/%252e%252e%252fpackage.json',
  ])('%s leads to no file beside the pages', async (path) => {
    const { status, body } = await raw(path)
    expect(status).toBeLessThan(500)
    expect(body).not.toMatch(/"name": "fyrklang"|root:x:0|\[core\]|EUPL/)
  })

  test.each([
    '//evil.test',
    '/\\evil.test',
    '/https://evil.test',
    '/staff/enter?next=https://evil.test',
    '/api//evil.test',
  ])('%s redirects nobody elsewhere', async (path) => {
    const { status, headers } = await raw(path)
    expect([status >= 300 && status < 400, headers['location']]).toEqual([false, undefined])
  })

  test.each([
    ['GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'],
    ['GET /api/services HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n'],
    ['GET http://[/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    [
      'POST /api/bookings HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n',
    ],
    [
      'POST /api/bookings HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n',
    ],
    ['NONSENSE\r\n\r\n'],
    ['OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  ])('a request that no browser sends (%j) ends nothing', async (bytes) => {
    const { hostname, port } = new URL(program.url)
    const said = await new Promise<string>((resolve) => {
      let got = ''
      const socket = connectSocket(Number(port), hostname, () => socket.write(bytes))
      socket
        .on('data', (chunk) => {
          got += chunk
        })
        .on('close', () => resolve(got))
        .on('error', () => {})
      socket.setTimeout(3000, () => socket.destroy())
    })
    expect(said).not.toMatch(/ 5\d\d |\bat .*\.(ts|mjs|js):\d+/)
    expect((await raw('/api/health')).status).toBe(200)
  })
})
