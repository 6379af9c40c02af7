import type { Tx } from '../db/client.ts'
import { lockMeeting } from '../meeting/meeting.store.ts'
import { talkById, talksUnderWay } from '../meeting/talk.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { queueHostLeft, queueHostReturned } from '../notify/outbox.ts'
import { changesOfRoles } from '../people/audit.ts'
import { writeAudit } from '../people/audit.store.ts'
import type { StaffChange, StaffMember } from '../people/staff.ts'
import { changeMember } from '../people/store.ts'
import type { Ports } from '../ports.ts'
import { emptyAfterwards } from '../room/empty-room.ts'
import { moveRoomsOf } from '../room/move-rooms.ts'

/** Further ahead than anybody books. */
const farAheadMs = 1000 * 86_400_000

/**
 * Changes somebody of the staff. Whoever is deactivated hears in the same transaction that their talks ahead are no
 * longer theirs, with a CANCEL for their calendar; the talks stay booked until a coordinator has settled them. Whoever
 * comes back hears of them anew.
 *
 * @param by id of the coordinator who does it
 * @returns the member as they are now; `not-found` in another organisation; `last-coordinator` when nobody would be left
 * to set the organisation up
 */
export async function changeStaff(
  ports: Ports,
  whom: { organisationId: string; staffId: string },
  change: StaffChange,
  by: string,
): Promise<StaffMember | 'not-found' | 'last-coordinator'> {
  let left: string[] = []
  const outcome = await ports.db.transaction(async function changeInOneGo(tx) {
    const changed = await changeMember(tx, whom, change)
    if (typeof changed === 'string') return changed
    const { before, after } = changed
    const details = changesOfRoles(before, after)
    const { organisationId, staffId: aboutId } = whom
    if (details.length > 0)
      await writeAudit(tx, ports, { kind: 'member_changed', organisationId, staffId: by, aboutId, details })
    if (before.active !== after.active) {
      // Also for somebody who goes on elsewhere: the rooms of this organisation are not theirs any more.
      if (!after.active) left = await moveRoomsOf(tx, ports, { staffId: whom.staffId })
      for (const talk of await lockTalksAhead(tx, ports, whom.staffId)) {
        if (after.active) await queueHostReturned(tx, ports, talk)
        else await queueHostLeft(tx, ports, talk, before.email)
      }
    }
    return after
  })
  emptyAfterwards(ports, left, 'room')
  return outcome
}

/** One after the other in the order of their ids, as everywhere: two who lock several wait for each other, never in a ring. */
async function lockTalksAhead(tx: Tx, { clock }: Ports, staffId: string): Promise<Talk[]> {
  const nowMs = clock.now()
  const found = await talksUnderWay(tx, staffId, new Date(nowMs), new Date(nowMs + farAheadMs))
  const locked: Talk[] = []
  for (const { id, meetingId } of found.toSorted((a, b) => (a.meetingId < b.meetingId ? -1 : 1))) {
    await lockMeeting(tx, meetingId)
    const talk = await talkById(tx, id)
    if (talk?.state === 'booked') locked.push(talk)
  }
  return locked
}
