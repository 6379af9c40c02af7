import type { Hono } from 'hono'
import { mintSignInToken } from '../../src/people/auth.ts'
import { staffMember } from '../../src/people/store.ts'
import type { Ports } from '../../src/ports.ts'

/**
 * Signs a member of the staff in, as their page would, and gives the headers of their further calls: the
 * session cookie, and the origin without which no change is taken.
 *
 * @example app.request('/api/staff/me', { headers: await signedIn(app, ports, coordinator.id) })
 */
export async function signedIn(
  app: Pick<Hono, 'request'>,
  ports: Ports,
  staffId: string,
): Promise<{ cookie: string; origin: string }> {
  const member = await staffMember(ports.db, staffId)
  if (!member) throw new Error('nobody of the staff has this id')
  const token = await mintSignInToken(ports, member.email, 60)
  const answer = await app.request('/api/staff/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`)
  return { cookie: cookieOf(answer), origin: ports.settings.publicUrl }
}

/** What a browser would send back of the cookies that an answer sets. */
export const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1).join(''))
    .join('; ')
