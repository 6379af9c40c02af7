import { Hono } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { doorRoutes } from './door.routes.ts'

export const roomRoutes = new Hono<AppEnv>().route('/', doorRoutes)
