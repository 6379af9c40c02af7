import type { Context } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import type { Ports } from '../ports.ts'
import { onceIn } from './audit.ts'
import { signInOf, writeAudit } from './audit.store.ts'
import { authOf, hashOf } from './auth.ts'
import { passCookies } from './session.ts'
import type { Staff } from './staff.ts'
import { membersOfUser, staffOfUser } from './store.ts'

/**
 * Uses up the token of a sign-in link, and sets the session cookie for whoever it is for.
 *
 * @throws Problem 410 for a token that opens nothing, or nothing any more
 */
export async function signInWith(c: Context<AppEnv>, token: string): Promise<Staff> {
  const auth = await authOf(c.var.ports)
  const entered = await auth.api
    .magicLinkVerify({ query: { token }, headers: new Headers(), returnHeaders: true })
    .catch(async function turnedAway(error: unknown) {
      // better-auth answers a token that opens nothing with a redirect; anything else is a real failure.
      if (!(error instanceof Error && Reflect.get(error, 'status') === 'FOUND')) throw error
      await noteRefusal(c.var.ports, token)
      throw linkIsGone()
    })
  const { ports } = c.var
  const staff = await staffOfUser(ports.db, entered.response.user.id)
  // Deactivated between the letter and the click: no cookie, and the session that was just made ends here.
  if (!staff) {
    await auth.api.signOut({ headers: new Headers({ cookie: entered.headers.getSetCookie().map(pair).join('; ') }) })
    for (const former of await membersOfUser(ports.db, entered.response.user.id))
      await writeAudit(ports.db, ports, { kind: 'sign_in_refused', ...former, details: ['inactive'] })
    throw linkIsGone()
  }
  const { id: staffId, organisationId } = staff
  await writeAudit(ports.db, ports, {
    kind: 'signed_in',
    organisationId,
    staffId,
    reference: await linkReference(token),
  })
  passCookies(c, entered.headers)
  return staff
}

/** A link that was used before is known by its sign-in. One that was never ours, or ran out, is nobody's. */
async function noteRefusal(ports: Ports, token: string): Promise<void> {
  const reference = await linkReference(token)
  const used = await signInOf(ports.db, reference)
  const refused = { kind: 'sign_in_refused' as const, ...(used ?? { organisationId: null }) }
  // Whoever tries again and again fills no table.
  const once = onceIn(refusalMinutes, ports.clock.now(), refused.kind, used ? reference : 'unknown')
  await writeAudit(ports.db, ports, {
    ...refused,
    details: [used ? 'used' : 'unknown'],
    once,
    ...(used && { reference }),
  })
}

const refusalMinutes = 5

/** Of a used-up token: it tells one link from another, and is too short to be mistaken for what is kept of a fresh one. */
const linkReference = async (token: string): Promise<string> => (await hashOf(token)).slice(0, 22)

export const linkIsGone = () => problem(410, 'gone', 'This link was used before, or is too old. Ask for a new one.')

const pair = (setCookie: string) => setCookie.split(';', 1).join('')
