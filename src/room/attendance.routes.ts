import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from '../http/env.ts'
import { ownTalk } from '../meeting/access.ts'
import { companionLabels } from '../meeting/companion.store.ts'
import { formChanges } from '../meeting/form-change.store.ts'
import { counsellorOnly } from '../people/session.ts'
import { attendanceOf } from './attendance.store.ts'
import { roomOf } from './room.store.ts'

/** Who came to a talk, for its counsellor. */
export const attendanceRoutes = new Hono<AppEnv>().get(
  '/staff/talks/:id/attendance',
  describeRoute({ description: 'Who came, when they were in the room, and how the talk changed form and closed.' }),
  counsellorOnly,
  async function whoCame(c) {
    const { ports } = c.var
    const talk = await ownTalk(c)
    const [people, labels, room, changes] = await Promise.all([
      attendanceOf(ports.db, ports, talk.meetingId),
      companionLabels(ports.db, ports, [talk.id]),
      roomOf(ports.db, talk.meetingId),
      formChanges(ports.db, talk.meetingId),
    ])
    return c.json({
      state: talk.state,
      closedAt: room?.closedAt ?? null,
      closedBy: room?.closedBy ?? null,
      formChanges: changes,
      people: people.map(({ id, role, companionId, state, knockedAt, stays, seconds, present }) => ({
        participantId: id,
        role,
        label: (companionId && labels.get(companionId)) || null,
        state,
        knockedAt,
        stays,
        seconds,
        present,
      })),
      serverNow: new Date(ports.clock.now()),
    })
  },
)
