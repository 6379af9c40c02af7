import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { testDatabase } from '../setup/database.ts'
import { fingerprintOf } from './fingerprint.ts'
import { addressIn, exampleOf, ofCoordinators, operationsOf } from './operations.ts'
import type { Operation } from './operations.ts'
import { seedWorld } from './scene.ts'

const { db } = await testDatabase()
const { app, scene, headers } = await seedWorld(db)
const fingerprint = await fingerprintOf(db)
const operations = await operationsOf(app)
const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
afterEach(() => logged.mockClear())

const isCoordinators = (path: string) => new RegExp(`staff/(${ofCoordinators})`).test(path)

/** Whose call it is: the one person who may make it. */
function keyOf({ path, key }: Operation): Record<string, string> {
  if (key === 'staff') return isCoordinators(path) ? headers.coordinator : headers.counsellor
  if (key === 'seeker') return path === '/api/companion' ? headers.companion : headers.seeker
  return {}
}

let calls = 0
/** Never the same address twice: the limits of attempts have tests of their own. */
const somewhere = () => `192.0.2.${++calls}`

function call(operation: Operation, body?: BodyInit, more: Record<string, string> = {}) {
  return app.request(addressIn(scene, operation.path), {
    method: operation.method,
    headers: {
      'idempotency-key': crypto.randomUUID(),
      'x-test-address': somewhere(),
      'content-type': 'application/json',
      ...keyOf(operation),
      ...more,
    },
    ...(body === undefined ? {} : { body }),
  })
}

type Refusal = {
  type: string
  title: string
  status: number
  instance: string
  errors?: { field: string; message: string }[]
}

/** What every refusal promises, whatever was wrong. */
async function expectRefusal(what: string, answer: Response): Promise<Refusal> {
  const text = await answer.text()
  expect.soft(answer.status, `${what}: ${text}`).toBeLessThan(500)
  expect.soft(answer.headers.get('content-type'), what).toBe('application/problem+json')
  expect.soft(text, what).not.toMatch(/\bat .*\.(ts|js|mjs):\d+|node_modules|drizzle|postgres|select |insert into/i)
  const problem: Refusal = JSON.parse(text)
  expect.soft(problem, what).toMatchObject({
    type: expect.stringMatching(/^\/problems\/[a-z-]+$/),
    title: expect.any(String),
    status: answer.status,
  })
  if (answer.status === 422)
    expect
      .soft(
        problem.errors?.map(({ message }) => message.length > 3),
        `${what} names its fields: ${text}`,
      )
      .toContain(true)
  return problem
}

const writing = operations.filter(({ body }) => body !== null)
/** What ends or takes away comes last, so that everything else finds its talk. */
const late = (operation: Operation) =>
  Number(operation.method === 'DELETE') +
  2 *
    Number(
      /ending|sign-out|case\/keys|case\/erasure|case\/openings|staff\/sessions|\/door\/|bookings\/\{id\}$/.test(
        operation.path,
      ),
    )
const inOrder = writing.toSorted((a, b) => late(a) - late(b))

describe('the description', () => {
  test('has every route of the program, and none that is not there', () => {
    const routes = app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
    expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([...new Set(routes)].sort())
  })

  test('says which key every call needs, and how it refuses', async () => {
    const { paths, components } = await (await app.request('/api/openapi.json')).json()
    expect(components.schemas.Problem.properties).toHaveProperty('errors')
    const open = operations.filter(({ key }) => key === null).map(({ method, path }) => `${method} ${path}`)
    expect(open.sort()).toEqual([
      'DELETE /api/letter-stops/{token}',
      'GET /api/about',
      'GET /api/events',
      'GET /api/events/feed.atom',
      'GET /api/events/feed.ics',
      'GET /api/events/{id}',
      'GET /api/health',
      'GET /api/letter-stops/{token}',
      'GET /api/mailbox',
      'GET /api/mailbox/{id}',
      'GET /api/openapi.json',
      'GET /api/pages/{page}',
      'GET /api/services',
      'GET /api/services/{id}/slots',
      'POST /api/bookings',
      'POST /api/case/entry',
      'POST /api/case/link',
      'POST /api/case/link/entry',
      'POST /api/events/{id}/bookings',
      'POST /api/letter-stops/{token}',
      'POST /api/livekit/webhook',
      'POST /api/setup',
      'POST /api/staff/sign-in',
      'POST /api/staff/sign-in/link',
    ])
    for (const operation of Object.values<Record<string, { responses: object }>>(paths).flatMap((methods) =>
      Object.values(methods),
    )) {
      expect(operation.responses).toHaveProperty('default')
    }
  })
})

describe('a body', () => {
  test('that is no JSON is refused by every call that takes one, and changes nothing', async () => {
    const before = await fingerprint()
    for (const operation of inOrder) {
      for (const body of ['{', ...(operation.bodyNeeded ? [''] : []), '\u0000', '['.repeat(9000)]) {
        const problem = await expectRefusal(
          `${operation.method} ${operation.path} ${body.slice(0, 9)}`,
          await call(operation, body),
        )
        expect([400, 422]).toContain(problem.status)
      }
    }
    expect(await fingerprint()).toEqual(before)
  })

  test('is never judged before the one who sent it: a stranger hears 401 whatever was in it', async () => {
    for (const operation of inOrder.filter(({ key }) => key !== null)) {
      for (const [body, type] of [
        ['{', 'application/json'],
        ['{"no":"such thing"}', 'application/json'],
        ['', 'application/json'],
        ['<a/>', 'text/xml'],
      ]) {
        const answer = await app.request(addressIn(scene, operation.path), {
          method: operation.method,
          headers: { 'content-type': type ?? '', 'x-test-address': somewhere() },
          ...(body ? { body } : {}),
        })
        expect.soft(answer.status, `${operation.method} ${operation.path} ${body}`).toBe(401)
      }
    }
  })

  test('that is empty where one is needed is a 422 that says so, and of another kind than JSON a 415', async () => {
    const before = await fingerprint()
    for (const operation of inOrder.filter(({ bodyNeeded }) => bodyNeeded)) {
      const name = `${operation.method} ${operation.path}`
      const empty = await expectRefusal(name, await call(operation, ''))
      expect.soft(empty, name).toMatchObject({ status: 422, errors: [{ field: 'body' }] })
      const missing = await expectRefusal(name, await call(operation))
      expect.soft(missing, name).toMatchObject({ status: 422, errors: [{ field: 'body' }] })
      const other = await expectRefusal(name, await call(operation, 'a=b', { 'content-type': 'text/plain' }))
      expect.soft(other.status, name).toBe(415)
    }
    expect(await fingerprint()).toEqual(before)
  })

  test('that is JSON of another kind is refused with the field, and changes nothing', async () => {
    const before = await fingerprint()
    for (const operation of inOrder.filter(({ body }) => (body?.required ?? []).length > 0)) {
      for (const body of [
        'null',
        '[]',
        '7',
        '"text"',
        '{}',
        '{"__proto__":{"a":1},"constructor":{"prototype":{}},"toString":1}',
        `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`,
      ]) {
        const problem = await expectRefusal(
          `${operation.method} ${operation.path} ${body.slice(0, 20)}`,
          await call(operation, body),
        )
        expect.soft(problem.status, `${operation.path} ${body.slice(0, 20)}`).toBe(422)
      }
    }
    expect(await fingerprint()).toEqual(before)
    expect(Object.keys({})).toEqual([])
  })

  test('of more than 64 kB is refused with 413, also when it does not say how long it is', async () => {
    const before = await fingerprint()
    const large = JSON.stringify({ text: 'å'.repeat(40_000) })
    for (const operation of operations.filter(({ method }) => method !== 'GET')) {
      const streamed = new ReadableStream({
        start(controller) {
          for (const part of [large.slice(0, 30_000), large.slice(30_000)])
            controller.enqueue(new TextEncoder().encode(part))
          controller.close()
        },
      })
      const reads = operation.body !== null || operation.path.includes('webhook')
      const told = await call(operation, large, { 'content-length': String(Buffer.byteLength(large)) })
      expect.soft((await expectRefusal(operation.path, told)).status, operation.path).toBe(413)
      if (!reads) continue
      const answer = await app.request(addressIn(scene, operation.path), {
        method: operation.method,
        headers: {
          'content-type': 'application/json',
          'x-test-address': somewhere(),
          'idempotency-key': crypto.randomUUID(),
          ...keyOf(operation),
        },
        body: streamed,
        duplex: 'half',
      } as RequestInit)
      expect.soft((await expectRefusal(operation.path, answer)).status, `${operation.path}, streamed`).toBe(413)
    }
    expect(await fingerprint()).toEqual(before)
  })
})

/** What people, programs and attackers put where something else was meant. */
const always: unknown[] = [null, true, -1, 'a\u0000b', '\ud800', '0000-01-01', [], {}]
const sometimes: unknown[] = [
  0.5,
  1e21,
  '',
  ' ',
  'x'.repeat(30_000),
  [null],
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '9999-12-31',
  '2026-02-30',
  '9999-12-31T23:59',
  '0000-01-01T00:00',
  '9999-12-31T23:59:59Z',
  '0000-01-01T00:00:00Z',
  'Mars/Olympus',
  '+99:99',
  'a@b\r\nBcc: c@d.test',
  '00000000-0000-0000-0000-000000000000',
  'javascript:alert(1)',
  'java\tscript:alert(1)',
]
let turn = 0
/** For each place all of the first, and every fifth of the others by turns. */
const oddValues = () => [...always, ...sometimes.filter((_, index) => (index + turn) % 5 === 0, (turn += 1))]

type Place = (string | number)[]

/** Every place in a value, the keys of objects among them. */
function placesIn(value: unknown, at: Place = []): Place[] {
  if (Array.isArray(value)) return [at, ...value.slice(0, 1).flatMap((inner, index) => placesIn(inner, [...at, index]))]
  if (value !== null && typeof value === 'object')
    return [at, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...at, key]))]
  return [at]
}

function withAt(value: unknown, [first, ...rest]: Place, put: unknown): unknown {
  if (first === undefined) return put
  if (Array.isArray(value)) return value.map((inner, index) => (index === first ? withAt(inner, rest, put) : inner))
  return { ...(value as object), [first]: withAt(Reflect.get(value as object, first), rest, put) }
}

/** What is written after an answer, such as that an invitation was sent, is written by then. */
async function settled() {
  let last = await fingerprint()
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 60))
    const now = await fingerprint()
    if (JSON.stringify(now) === JSON.stringify(last)) return now
    last = now
  }
}

describe('one odd value in an otherwise fitting body', () => {
  test.each(inOrder.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
    'never breaks %s',
    async (name, operation) => {
      const example = exampleOf(operation.body ?? {}, scene)
      for (const place of placesIn(example).filter(
        (place) => place.length > 0 && place.at(-1) !== 'da' && place.at(-1) !== 'en',
      )) {
        const send = (put: unknown) => call(operation, JSON.stringify(withAt(example, place, put)))
        const odd = oddValues()
        const refused: unknown[] = []
        for (const put of odd) {
          const answer = await send(put)
          if (answer.status < 300) continue
          refused.push(put)
          await expectRefusal(`${name} with ${JSON.stringify(put)?.slice(0, 40)} at ${place.join('.')}`, answer)
        }
        if (refused.length < odd.length && place.length > 1) continue
        const before = await settled()
        for (const put of refused.slice(0, 6)) await send(put)
        expect.soft(await fingerprint(), `${name}, ${place.join('.')}`).toEqual(before)
      }
      expect(logged.mock.calls).toEqual([])
    },
  )
})

const strange = fc.oneof(
  fc.anything({ maxDepth: 3 }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...always, ...sometimes),
)
const json = (value: unknown) =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner)) ?? 'null'

test('no mixture of odd values breaks a call', async () => {
  const mixture = fc.constantFrom(...inOrder).chain((operation) => {
    const fields = Object.keys(operation.body?.properties ?? {})
    return fc.tuple(
      fc.constant(operation),
      fc.dictionary(fields.length > 0 ? fc.constantFrom(...fields) : fc.string(), strange, { maxKeys: 6 }),
    )
  })
  await fc.assert(
    fc.asyncProperty(mixture, async ([operation, body]) => {
      const answer = await call(operation, json(body))
      if (answer.status >= 300) await expectRefusal(`${operation.method} ${operation.path} ${json(body)}`, answer)
    }),
    { numRuns: 300, seed: 4041998 },
  )
})

describe('an address', () => {
  const strangeIds = [
    'x',
    '%00',
    '..%2f..',
    '%E0%A4%A',
    '00000000-0000-0000-0000-000000000000',
    '0199c000-0000-7000-8000-000000000abc',
    "'%20or%201=1",
    '__proto__',
    'a'.repeat(3000),
    '%F0%9F%8F%B3',
  ]

  test('with an id that nobody has is a 404 that changes nothing', async () => {
    const before = await fingerprint()
    for (const operation of operations.filter(({ path }) => path.includes('{'))) {
      for (const id of strangeIds) {
        const place = operation.path.match(/\{\w+\}/g)?.at(-1) ?? ''
        const url =
          addressIn(scene, operation.path.slice(0, operation.path.lastIndexOf(place))) +
          id +
          operation.path.slice(operation.path.lastIndexOf(place) + place.length)
        const body = operation.body ? JSON.stringify(exampleOf(operation.body, scene)) : undefined
        const query = operation.path.endsWith('/slots') ? '?from=2026-10-06&to=2026-10-08' : ''
        const answer = await app.request(url + query, {
          method: operation.method,
          headers: { ...keyOf(operation), 'content-type': 'application/json', 'x-test-address': somewhere() },
          ...(body ? { body } : {}),
        })
        const problem = await expectRefusal(`${operation.method} ${url}`, answer)
        // A letter and a mail are asked for by an id that is checked as a field.
        expect
          .soft(
            [404, ...(/letters|mailbox/.test(url) ? [422] : []), ...(url.includes('..%2f') ? [401, 403, 422] : [])],
            `${operation.method} ${url}`,
          )
          .toContain(problem.status)
      }
    }
    expect(await fingerprint()).toEqual(before)
  })

  test('that does not exist is a 404', async () => {
    for (const [method, path] of [
      ['GET', '/api'],
      ['GET', '/api/'],
      ['GET', '/api/staff'],
      ['GET', '/api//services'],
      ['PATCH', '/api/bookings/'],
    ] as const) {
      const answer = await app.request(path, { method })
      expect.soft((await expectRefusal(path, answer)).status, path).toBe(404)
    }
  })

  test.each([
    ['POST', '/api/services', 'GET, HEAD'],
    ['PUT', '/api/bookings', 'POST'],
    ['OPTIONS', '/api/bookings', 'POST'],
    ['GET', '/api/staff/sign-in', 'POST'],
    ['PROPFIND', '/api/case', 'GET, HEAD'],
    ['POST', '/api/bookings/0199c000-0000-7000-8000-000000000abc', 'GET, PATCH, DELETE, HEAD'],
  ])('that is asked with another method, %s %s, tells which it knows', async (method, path, allow) => {
    const answer = await app.request(path, { method })
    expect((await expectRefusal(path, answer)).status).toBe(405)
    expect(answer.headers.get('allow')?.split(', ').sort()).toEqual(allow.split(', ').sort())
  })
})

describe('a query', () => {
  const dates = [
    '',
    'x',
    '%00',
    '0000-01-01',
    '9999-12-31',
    '2026-13-45',
    '9999-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
    '2026-10-06T00:00:00+14:00',
    '2026-10-06&from=2026-10-07',
    '-1',
    '1e9',
    '2199-12-31',
  ]
  const others = [
    'zone=Mars/Olympus',
    'zone=%00',
    'zone=',
    'zone=%2B01:00',
    'form=dance',
    'form[]=video',
    'language=%F0%9F%8F%B3%EF%B8%8F',
    'language=%00',
    'counsellor=x',
    'counsellor=00000000-0000-0000-0000-000000000000',
    'moving=x',
    'cursor=x',
    'cursor=00000000-0000-0000-0000-000000000000',
    'state=alive',
    '__proto__=1',
    'constructor=1',
    'from',
  ]

  test('with anything in it is answered, or refused with the field', async () => {
    const asked = operations.filter(
      ({ method, path }) => method === 'GET' && /slots|staff\/talks$|letters$|mailbox$/.test(path),
    )
    expect(asked).toHaveLength(6)
    for (const operation of asked) {
      const path = addressIn(scene, operation.path)
      for (const query of [
        ...dates.flatMap((date) => [
          `from=${date}&to=${date}`,
          `from=2026-10-06&to=${date}`,
          `from=${date}&to=2026-10-08`,
        ]),
        ...others.map((other) => `from=2026-10-06&to=2026-10-08&${other}`),
        ...others,
      ]) {
        const answer = await app.request(`${path}?${query}`, { headers: keyOf(operation) })
        if (answer.status !== 200) await expectRefusal(`${path}?${query}`, answer)
      }
    }
    expect(logged.mock.calls).toEqual([])
  })
})
