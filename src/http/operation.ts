import answers from './answers.json' with { type: 'json' }

/** What hono-openapi makes of a route. */
type Made = { responses?: object; parameters?: unknown; requestBody?: unknown }
type Parameter = { in: string; name: string; required?: boolean; schema?: unknown }
type Place = { method: string; path: string }
type Key = { needed: 'staff' | 'seeker' | null; taken: 'seeker' | null }

/** An operation with all that its address, its method and the types of its handler tell: key, answers, refusals. */
export function describedOperation(at: Place, made: Made): object {
  const key = keyOf(at)
  const parameters = (Array.isArray(made.parameters) ? (made.parameters as Parameter[]) : []).map(withForm)
  const body = made.requestBody ? { ...made.requestBody, required: at.method !== 'DELETE' } : undefined
  return {
    ...made,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: body } : {}),
    ...(key.needed ? { security: [{ [key.needed]: [] }] } : {}),
    // Whoever brings a secret along is known by it, and nobody has to.
    ...(key.taken ? { security: [{}, { [key.taken]: [] }] } : {}),
    responses: {
      ...answersOf(at, made.responses),
      ...refusals({ at, key, parameters, hasBody: body !== undefined }),
    },
  }
}

function keyOf({ method, path }: Place): Key {
  if (path.startsWith('/api/staff/'))
    return { needed: path.startsWith('/api/staff/sign-in') ? null : 'staff', taken: null }
  if (
    `${method} ${path}` === 'POST /api/bookings' ||
    /^\/api\/(services\/\{id\}\/slots|events\/\{id\}\/bookings)$/.test(path)
  )
    return { needed: null, taken: 'seeker' }
  const isSeekers = /^\/api\/(bookings\/|seats\/|case$|case\/(keys|openings|erasure|export)|companion$)/.test(path)
  return { needed: isSeekers ? 'seeker' : null, taken: null }
}

/** Ids are UUIDs, whatever they name; a token is whatever a letter carried. */
function withForm(parameter: Parameter): Parameter {
  if (parameter.in !== 'path') return parameter
  if (parameter.name === 'openingId')
    return { ...parameter, schema: { type: 'string', pattern: '^(here|[0-9a-f]{32})$' } }
  const isId = /^id$|Id$/.test(parameter.name)
  return isId ? { ...parameter, schema: { type: 'string', format: 'uuid' } } : parameter
}

const described: Record<string, Record<string, object | null>> = answers.answers

/**
 * What a route says itself of its answers stands before what its types say: a file is no JSON. hono-openapi gives every
 * route an empty 200, which says nothing.
 */
function answersOf({ method, path }: Place, said: object = {}) {
  const typed = described[`${method} ${path}`] ?? {}
  const withContent = Object.entries(said).filter(([, answer]) => Reflect.has(answer, 'content'))
  const statuses = new Set([...Object.keys(typed), ...withContent.map(([status]) => status)])
  return Object.fromEntries(
    [...statuses].map((status) => {
      const schema = typed[status]
      return [
        status,
        {
          description: status === '204' ? 'Done' : 'As asked',
          ...(schema ? { content: { 'application/json': { schema } } } : {}),
          ...Object.fromEntries(Object.entries(Reflect.get(said, status) ?? {}).filter(([, value]) => value !== '')),
        },
      ]
    }),
  )
}

type Known = { at: Place; key: Key; parameters: Parameter[]; hasBody: boolean }

/** With which statuses a call of this kind is refused, all in the form of RFC 9457. */
function refusals({ at, key, parameters, hasBody }: Known) {
  const named = parameters.some((parameter) => parameter.in === 'path')
  const changes = at.method !== 'GET'
  const statuses: Record<string, string | false> = {
    400: hasBody && 'The body is no JSON',
    401: (key.needed ?? key.taken) !== null && 'The key is missing, or opens nothing',
    403: key.needed !== null && 'Not for the one who calls',
    404: named && 'It does not exist, or is not for the one who calls',
    409: changes && 'What is there does not allow it now',
    410: (named || key.needed === 'seeker') && 'It was there, and is gone',
    413: changes && 'Larger than 64 kB',
    415: hasBody && 'The body is of another kind than JSON',
    422: (hasBody || parameters.length > 0) && 'Some of what was sent does not fit: `errors` names the fields',
    429: 'Too many calls of this kind',
    503: 'The database or the video server cannot do this right now',
  }
  return Object.fromEntries(
    [...Object.entries(statuses), ['default', 'What went wrong'] as const].flatMap(([status, why]) =>
      why === false ? [] : [[status, problemOf(why, status)]],
    ),
  )
}

const problemOf = (description: string, status: string) => ({
  description,
  ...(status === '429' || status === '503'
    ? { headers: { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer', minimum: 1 } } } }
    : {}),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})
