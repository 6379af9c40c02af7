import { Hono } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { konklusionRoutes } from './konklusion.routes.ts'
import { railRoutes } from './rail.routes.ts'

/** The record of a talk: goals, scale questions, phases, notes, Konklusion and follow-up. */
export const guidanceRoutes = new Hono<AppEnv>().route('/', railRoutes).route('/', konklusionRoutes)
