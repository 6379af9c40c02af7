import type { Context } from 'hono'
import { endSession } from '../people/session.ts'
import type { StaffEnv } from '../people/session.ts'
import { endSessions, staffMember } from '../people/store.ts'
import { emptyAfterwards } from '../room/empty-room.ts'
import { moveRoomsOf } from '../room/move-rooms.ts'

/** Ends every session of the caller, on whatever machine, and whatever room they came into by one; forgets the cookie. */
export async function signOutEverywhere(c: Context<StaffEnv>): Promise<void> {
  const { ports, staff } = c.var
  const left = await ports.db.transaction(async function endInOneGo(tx) {
    const me = await staffMember(tx, staff.id)
    if (!me) return []
    await endSessions(tx, me.userId)
    return moveRoomsOf(tx, ports, me)
  })
  emptyAfterwards(ports, left, 'room')
  await endSession(c)
}
