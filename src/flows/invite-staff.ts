import { queueInvitation } from '../notify/outbox.ts'
import { sendDueLetters } from '../notify/sending.ts'
import { changesOfRoles } from '../people/audit.ts'
import { writeAudit } from '../people/audit.store.ts'
import { addMember, staffMember } from '../people/store.ts'
import type { FreshMember } from '../people/store.ts'
import type { StaffMember } from '../people/staff.ts'
import type { Ports } from '../ports.ts'
import { factsOfLetters } from './letter-facts.store.ts'

/**
 * Adds somebody to an organisation, and queues a letter with a link that signs them in: it waits for a mail server that
 * is away. {@link sendSoon} once the answer is made, which would else tell now of a letter that waits, now of one that is
 * out. Nothing in what comes of it tells whether they work for another organisation already.
 *
 * @param by id of the coordinator who invites
 * @returns `null` for somebody who is staff of this organisation already
 */
export async function inviteStaff(ports: Ports, fresh: FreshMember, by: string): Promise<StaffMember | null> {
  const id = await ports.db.transaction(async function inviteInOneGo(tx) {
    const added = await addMember(tx, ports, fresh)
    if (!added) return null
    const { organisationId } = fresh
    await queueInvitation(tx, ports, { id: added, organisationId })
    const roles = { counsellor: fresh.counsellor, coordinator: fresh.coordinator, active: false }
    const details = changesOfRoles({ counsellor: false, coordinator: false, active: false }, roles)
    await writeAudit(tx, ports, { kind: 'invited', organisationId, staffId: by, aboutId: added, details })
    return added
  })
  return id === null ? null : staffMember(ports.db, id)
}

/**
 * Sends the letter of an invitation again, with a link of its own.
 *
 * @returns false for somebody who is not among the active staff of that organisation
 */
export async function inviteAgain(
  ports: Ports,
  { organisationId, staffId }: { organisationId: string; staffId: string },
  by: string,
): Promise<boolean> {
  const member = await staffMember(ports.db, staffId)
  if (!member?.active || member.organisationId !== organisationId) return false
  await ports.db.transaction(async function inviteOnceMore(tx) {
    await queueInvitation(tx, ports, member)
    await writeAudit(tx, ports, { kind: 'invited', organisationId, staffId: by, aboutId: staffId, details: ['again'] })
  })
  sendSoon(ports)
  return true
}

/** Whoever was invited may sit beside whoever invited them: the letter does not wait for the clock. */
export const sendSoon = (ports: Ports) => ports.afterwards(() => sendDueLetters(ports, factsOfLetters, { most: 20 }))
