import { addMember, staffMember } from '../people/store.ts'
import type { FreshMember } from '../people/store.ts'
import type { StaffMember } from '../people/staff.ts'
import type { Ports } from '../ports.ts'
import { invitationLetter } from './sign-in-links.ts'

/**
 * Adds somebody to an organisation, and sends them a letter with a link that signs them in. Nothing in what comes of it
 * tells whether they work for another organisation already.
 *
 * @returns `null` for somebody who is staff of this organisation already
 */
export async function inviteStaff(ports: Ports, fresh: FreshMember): Promise<StaffMember | null> {
  const id = await ports.db.transaction((tx) => addMember(tx, ports, fresh))
  const member = id && (await staffMember(ports.db, id))
  if (!member) return null
  const send = await invitationLetter(ports, member)
  ports.afterwards(send)
  return member
}
