import type { Context, Hono } from 'hono'
import { generateSpecs } from 'hono-openapi'
import answers from './answers.json' with { type: 'json' }
import type { AppEnv } from './env.ts'
import { describedOperation } from './operation.ts'
import { forOtherTools } from './pattern.ts'

/**
 * `/api/openapi.json`. Requests are described by the schemas that check them, answers by the types of what is answered
 * (`answers.json`, which `npm run describe` writes). Made once: the routes do not change.
 */
export function openApi(app: Hono<AppEnv>) {
  let made: Promise<object> | undefined
  return async (c: Context) => c.json(await (made ??= describeApi(app)))
}

async function describeApi(app: Hono<AppEnv>): Promise<object> {
  const { paths, components, ...rest } = await generateSpecs(app, {
    documentation,
    // Routes that need no further words stand in it, too; middlewares do not.
    includeEmptyPaths: true,
    excludeStaticFile: false,
    exclude: ['/*', '/api/*'],
    defaultValidationErrorResponse: false,
  })
  return forOtherTools({
    ...rest,
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, operations]) => [
        path,
        Object.fromEntries(
          Object.entries(operations as Record<string, object>).map(([method, operation]) => [
            method,
            describedOperation({ method: method.toUpperCase(), path }, operation),
          ]),
        ),
      ]),
    ),
    components: { ...components, schemas: { ...components?.schemas, ...answers.schemas } },
  })
}

const documentation = {
  info: {
    title: 'Fyrklang',
    version: '1',
    description:
      'Instants are RFC 3339 UTC, zones IANA names, ids UUIDv7. Errors are application/problem+json (RFC 9457). ' +
      'Lengths count code points. No text may hold U+0000 or half of a surrogate pair.',
  },
  components: {
    securitySchemes: {
      seeker: { type: 'http' as const, scheme: 'bearer', description: 'The secret of a case, or of a companion' },
      staff: {
        type: 'apiKey' as const,
        in: 'cookie' as const,
        name: 'fyrklang.session_token',
        description: 'Of a sign-in. Over https its name begins with `__Host-`.',
      },
    },
    schemas: {
      Problem: {
        type: 'object' as const,
        required: ['type', 'title', 'status', 'instance'],
        properties: {
          type: {
            type: 'string' as const,
            pattern: '^/problems/[a-z-]+$',
            description: '`/problems/` and a name that stays: `taken`, `invalid`, `not-found` …',
          },
          title: { type: 'string' as const },
          status: { type: 'integer' as const, minimum: 400, maximum: 599 },
          instance: { type: 'string' as const, description: 'The call, as the log of the server names it' },
          detail: { type: 'string' as const },
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
  },
}
