import { problem } from '../http/problem.ts'
import type { Ports } from '../ports.ts'
import { membershipsOf } from './membership.store.ts'
import { staffMember } from './store.ts'

/**
 * The own account as its page shows it: who is signed in, for which organisation, and for which others they could be.
 *
 * @throws Problem 401 for somebody who was deactivated in the meantime
 */
export async function accountOf({ db, clock, video, settings }: Ports, staffId: string) {
  const member = await staffMember(db, staffId)
  const memberships = member ? await membershipsOf(db, member.userId) : []
  const current = memberships.find((one) => one.staffId === staffId)
  if (!member || !current) throw problem(401, 'unauthorized', 'Sign in first')
  const { id, name, email, counsellor, coordinator, language, zone } = member
  return {
    id,
    name,
    email,
    counsellor,
    coordinator,
    language,
    zone,
    organisation: current.organisation,
    memberships: memberships
      .map((one) => ({
        staffId: one.staffId,
        organisation: { id: one.organisation.id, name: one.organisation.name },
        current: one === current,
      }))
      .sort((one, other) => one.organisation.name.localeCompare(other.organisation.name, language)),
    video: video !== null,
    mailbox: settings.mailbox,
    serverNow: new Date(clock.now()).toISOString(),
  }
}
