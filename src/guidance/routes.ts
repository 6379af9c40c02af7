import { Hono } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { followUpRoutes } from './follow-up.routes.ts'
import { goalRoutes } from './goal.routes.ts'
import { konklusionRoutes } from './konklusion.routes.ts'
import { phaseRoutes } from './phase.routes.ts'
import { privateNoteRoutes } from './private-note.routes.ts'
import { scaleRoutes } from './scale.routes.ts'

/** The record of a talk: phases, goals, scale questions and notes while it goes on; Konklusion and follow-up after. */
export const guidanceRoutes = new Hono<AppEnv>()
  .route('/', phaseRoutes)
  .route('/', goalRoutes)
  .route('/', scaleRoutes)
  .route('/', privateNoteRoutes)
  .route('/', konklusionRoutes)
  .route('/', followUpRoutes)
