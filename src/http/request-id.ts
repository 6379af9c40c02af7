import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './env.ts'

/** Every answer carries an id, and every log line of it the same: what a person reads out finds the cause. */
export const requestId = createMiddleware<AppEnv>(async function requestId(c, next) {
  const { clock, random } = c.var.ports
  const id = random.uuid(clock.now())
  c.set('requestId', id)
  await next()
  c.header('x-request-id', id)
})
