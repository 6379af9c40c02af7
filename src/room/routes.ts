import { Hono } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { attendanceRoutes } from './attendance.routes.ts'
import { deviceCheckRoutes } from './device-check.routes.ts'
import { doorRoutes } from './door.routes.ts'
import { webhookRoutes } from './webhook.routes.ts'

/** What the room answers by itself. What shows the whole room, or opens it, is among the flows. */
export const roomRoutes = new Hono<AppEnv>()
  .route('/', doorRoutes)
  .route('/', deviceCheckRoutes)
  .route('/', attendanceRoutes)
  .route('/', webhookRoutes)
