import type { Context, MiddlewareHandler, Next } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import type { Ports } from '../ports.ts'
import { onceIn, readingMinutes } from './audit.ts'
import { writeAudit } from './audit.store.ts'
import { authOf, hasSessionCookie } from './auth.ts'
import { sessionLimits } from './limits.ts'
import type { Staff } from './staff.ts'
import { staffOfUser } from './store.ts'

/** What a staff route finds in `c.var` besides the usual. */
export type StaffEnv = { Variables: AppEnv['Variables'] & { staff: Staff } }

/**
 * Lets signed-in, active members of the staff pass and sets `c.var.staff`.
 *
 * @example routes.get('/staff/me', staffOnly, (c) => c.json({ name: c.var.staff.name }))
 * @throws Problem 401 `unauthorized` for everybody else
 */
export const staffOnly: MiddlewareHandler<StaffEnv> = createMiddleware<StaffEnv>(async function staffOnly(c, next) {
  await enter(c, next, () => true)
})

/** As {@link staffOnly}, for those who hold talks; 403 `forbidden` for a coordinator who does not. */
export const counsellorOnly: MiddlewareHandler<StaffEnv> = createMiddleware<StaffEnv>(
  async function counsellorOnly(c, next) {
    await enter(c, next, (staff) => staff.counsellor)
  },
)

/** As {@link staffOnly}, for those who set up an organisation; 403 `forbidden` for other counsellors. */
export const coordinatorOnly: MiddlewareHandler<StaffEnv> = createMiddleware<StaffEnv>(
  async function coordinatorOnly(c, next) {
    await enter(c, next, (staff) => staff.coordinator)
  },
)

async function enter(c: Context<StaffEnv>, next: Next, mayEnter: (staff: Staff) => boolean): Promise<void> {
  const staff = await signedInStaff(c)
  if (!staff) throw problem(401, 'unauthorized', 'Sign in first')
  if (!mayEnter(staff)) {
    await noteForbidden(c.var.ports, staff)
    throw problem(403, 'forbidden', 'Not among the things that you may do here')
  }
  c.set('staff', staff)
  await next()
}

async function noteForbidden(ports: Ports, { id: staffId, organisationId }: Staff): Promise<void> {
  const once = onceIn(readingMinutes, ports.clock.now(), 'refused', staffId)
  await writeAudit(ports.db, ports, { kind: 'refused', organisationId, staffId, details: ['role'], once })
}

async function signedInStaff(c: Context<StaffEnv>): Promise<Staff | null> {
  const { ports } = c.var
  const cookie = c.req.header('cookie') ?? ''
  if (!hasSessionCookie(ports.settings, cookie)) return null
  const auth = await authOf(ports)
  const { response, headers } = await auth.api.getSession({ headers: new Headers({ cookie }), returnHeaders: true })
  if (response && isTooOld(response.session.createdAt)) {
    await endSession(c)
    return null
  }
  passCookies(c, headers)
  return response ? staffOfUser(ports.db, response.user.id) : null
}

/** By the machine's clock, by which better-auth wrote it down. */
const isTooOld = (signedInAt: Date) => Date.now() >= signedInAt.getTime() + sessionLimits.days * 86_400_000

/** Ends the session of the caller's cookie, and forgets the cookie. */
export async function endSession(c: Context<StaffEnv>): Promise<void> {
  const auth = await authOf(c.var.ports)
  const headers = new Headers({ cookie: c.req.header('cookie') ?? '' })
  const ended = await auth.api.signOut({ headers, returnHeaders: true })
  passCookies(c, ended.headers)
}

/** Hands on what better-auth sets: a session that was used is prolonged, one that ended is forgotten. */
export function passCookies(c: Context, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
}
