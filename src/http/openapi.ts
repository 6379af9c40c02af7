import type { Hono } from 'hono'
import { openAPIRouteHandler } from 'hono-openapi'
import type { AppEnv } from './env.ts'

/** `/api/openapi.json`, made of the same schemas that check the requests. */
export const openApi = (app: Hono<AppEnv>) => openAPIRouteHandler(app, {
  documentation: {
    info: {
      title: 'Fyrklang',
      version: '1',
      description: 'Instants are RFC 3339 UTC, zones IANA names, ids UUIDv7. Errors are application/problem+json (RFC 9457).',
    },
    components: {
      securitySchemes: {
        seeker: { type: 'http', scheme: 'bearer', description: 'The secret of a case, or of a companion' },
        staff: { type: 'apiKey', in: 'cookie', name: 'fyrklang.session_token' },
      },
    },
  },
})
