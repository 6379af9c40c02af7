import type { Context, Hono } from 'hono'
import { generateSpecs } from 'hono-openapi'
import type { AppEnv } from './env.ts'

/** `/api/openapi.json`, made of the same schemas that check the requests. Made once: the routes do not change. */
export function openApi(app: Hono<AppEnv>) {
  let made: Promise<object> | undefined
  return async (c: Context) => c.json(await (made ??= describeApi(app)))
}

async function describeApi(app: Hono<AppEnv>): Promise<object> {
  const { paths, ...rest } = await generateSpecs(app, {
    documentation,
    // Routes that need no further words stand in it, too; middlewares do not.
    includeEmptyPaths: true,
    excludeStaticFile: false,
    exclude: ['/*', '/api/*'],
    defaultValidationErrorResponse: false,
  })
  return {
    ...rest,
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, operations]) => [path, withKeys(path, operations ?? {})]),
    ),
  }
}

const documentation = {
  info: {
    title: 'Fyrklang',
    version: '1',
    description:
      'Instants are RFC 3339 UTC, zones IANA names, ids UUIDv7. Errors are application/problem+json (RFC 9457).',
  },
  components: {
    securitySchemes: {
      seeker: { type: 'http' as const, scheme: 'bearer', description: 'The secret of a case, or of a companion' },
      staff: { type: 'apiKey' as const, in: 'cookie' as const, name: 'fyrklang.session_token' },
    },
    schemas: {
      Problem: {
        type: 'object' as const,
        required: ['type', 'title', 'status'],
        properties: {
          type: {
            type: 'string' as const,
            description: '`/problems/` and a name that stays: `taken`, `invalid`, `not-found` …',
          },
          title: { type: 'string' as const },
          status: { type: 'integer' as const },
          errors: {
            type: 'array' as const,
            items: {
              type: 'object' as const,
              required: ['field', 'message'],
              properties: { field: { type: 'string' as const }, message: { type: 'string' as const } },
            },
          },
        },
      },
    },
    responses: {
      problem: {
        description: 'What went wrong (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  },
}

type Operation = { responses?: object }

/** Says of every operation whose key it needs, and in what form it refuses. */
function withKeys(path: string, operations: object): object {
  const needed = keyOf(path)
  return Object.fromEntries(
    Object.entries(operations).map(([method, operation]: [string, Operation]) => [
      method,
      {
        ...operation,
        ...(needed ? { security: [{ [needed]: [] }] } : {}),
        responses: { ...described(operation.responses), default: { $ref: '#/components/responses/problem' } },
      },
    ]),
  )
}

/** A response without a description is none to OpenAPI. */
const described = (responses: object = {}) =>
  Object.fromEntries(
    Object.entries(responses).map(([status, response]) => [status, { description: 'As asked', ...response }]),
  )

function keyOf(path: string): 'staff' | 'seeker' | null {
  if (path.startsWith('/api/staff/')) return path.startsWith('/api/staff/sign-in') ? null : 'staff'
  return /^\/api\/(bookings\/|case$|case\/(keys|openings|erasure|export)|companion$)/.test(path) ? 'seeker' : null
}
