import type { Context } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { authOf } from './auth.ts'
import type { StaffEnv } from './session.ts'
import { endSession, passCookies } from './session.ts'
import type { Staff } from './staff.ts'
import { endSessions, staffMember, staffOfUser } from './store.ts'

/**
 * Uses up the token of a sign-in link, and sets the session cookie for whoever it is for.
 *
 * @throws Problem 410 for a token that opens nothing, or nothing any more
 */
export async function signInWith(c: Context<AppEnv>, token: string): Promise<Staff> {
  const auth = await authOf(c.var.ports)
  const entered = await auth.api
    .magicLinkVerify({ query: { token }, headers: new Headers(), returnHeaders: true })
    .catch(function turnedAway(error: unknown) {
      // better-auth answers a token that opens nothing with a redirect; anything else is a real failure.
      if (error instanceof Error && Reflect.get(error, 'status') === 'FOUND') throw linkIsGone()
      throw error
    })
  const staff = await staffOfUser(c.var.ports.db, entered.response.user.id)
  // Deactivated between the letter and the click: no cookie, and the session that was just made ends here.
  if (!staff) {
    await auth.api.signOut({ headers: new Headers({ cookie: entered.headers.getSetCookie().map(pair).join('; ') }) })
    throw linkIsGone()
  }
  passCookies(c, entered.headers)
  return staff
}

export const linkIsGone = () => problem(410, 'gone', 'This link was used before, or is too old. Ask for a new one.')

const pair = (setCookie: string) => setCookie.split(';', 1).join('')

/** Ends every session of the caller, on whatever machine, and forgets this one's cookie. */
export async function signOutEverywhere(c: Context<StaffEnv>): Promise<void> {
  const me = await staffMember(c.var.ports.db, c.var.staff.id)
  if (me) await endSessions(c.var.ports.db, me.userId)
  await endSession(c)
}
