import type { Context, MiddlewareHandler, Next } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { authOf } from './auth.ts'
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
  if (!mayEnter(staff)) throw problem(403, 'forbidden', 'Not among the things that you may do here')
  c.set('staff', staff)
  await next()
}

async function signedInStaff(c: Context<StaffEnv>): Promise<Staff | null> {
  const cookie = c.req.header('cookie')
  if (!cookie?.includes('fyrklang.session_token=')) return null
  const auth = await authOf(c.var.ports)
  const { response, headers } = await auth.api.getSession({ headers: new Headers({ cookie }), returnHeaders: true })
  passCookies(c, headers)
  return response ? staffOfUser(c.var.ports.db, response.user.id) : null
}

/** Hands on what better-auth sets: a session that was used is prolonged, one that ended is forgotten. */
export function passCookies(c: Context, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
}
