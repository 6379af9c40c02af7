import { Hono } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { counsellorRoomRoutes } from '../flows/counsellor-room.routes.ts'
import { doorRoutes } from '../flows/door.routes.ts'
import { roomRoutes as guestRoomRoutes } from '../flows/guest-room.routes.ts'
import { webhookRoutes } from './webhook.routes.ts'

export const roomRoutes = new Hono<AppEnv>()
  .route('/', doorRoutes)
  .route('/', guestRoomRoutes)
  .route('/', counsellorRoomRoutes)
  .route('/', webhookRoutes)
