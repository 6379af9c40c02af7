import type { Ports } from '../ports.ts'

/** What every route finds in `c.var`. */
export type AppEnv = { Variables: { ports: Ports; requestId: string } }
