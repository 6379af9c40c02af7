import { Hono } from 'hono'
import type { AppEnv } from './http/env.ts'
import type { Ports } from './ports.ts'

/**
 * The whole program as one fetch handler. `portsOf` is called once per request: Node always gives the
 * same ports, Workers a set that lives as long as the request.
 */
export function createApp(portsOf: (bindings: unknown) => Ports) {
  return new Hono<AppEnv>()
    .use(async function ports(c, next) {
      c.set('ports', portsOf(c.env))
      await next()
    })
}

export type AppType = ReturnType<typeof createApp>
