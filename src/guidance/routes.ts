import { Hono } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { followUpRoutes } from '../flows/follow-up.routes.ts'
import { konklusionRoutes } from '../flows/konklusion.routes.ts'
import { railRoutes } from './rail.routes.ts'
import { talkRoutes } from '../flows/counsellor-talks.routes.ts'

/** The record of a talk: goals, scale questions, phases, notes, Konklusion and follow-up. */
export const guidanceRoutes = new Hono<AppEnv>()
  .route('/', talkRoutes)
  .route('/', railRoutes)
  .route('/', konklusionRoutes)
  .route('/', followUpRoutes)
