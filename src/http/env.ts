import type { Ports } from '../ports.ts'

/** What every route finds in `c.var`. */
export type AppEnv = {
  Variables: {
    ports: Ports
    requestId: string
    /**
     * The caller's network address as far as it can be trusted: only for rate limits, only as an HMAC, never kept or
     * logged.
     */
    clientAddress: string
  }
}
