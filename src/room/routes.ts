import { Hono } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { counsellorRoomRoutes } from './counsellor.routes.ts'
import { doorRoutes } from './door.routes.ts'
import { roomRoutes as guestRoomRoutes } from './room.routes.ts'
import { webhookRoutes } from './webhook.routes.ts'

export const roomRoutes = new Hono<AppEnv>()
  .route('/', doorRoutes)
  .route('/', guestRoomRoutes)
  .route('/', counsellorRoomRoutes)
  .route('/', webhookRoutes)
