import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { TalkRecord } from '../meeting/record.store.ts'
import { companionLabels } from '../meeting/room.store.ts'
import { ownTalk } from '../meeting/own-talk.ts'
import { formChanges } from '../guidance/store.ts'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { counsellorOnly } from '../people/session.ts'
import type { Ports } from '../ports.ts'
import { goesOn } from '../room/access.ts'
import { attendanceOf } from '../room/attendance.store.ts'
import { doorOpensAtMs } from '../room/door.ts'
import { changeForm } from './change-form.ts'
import { tellRoom } from '../room/hint.ts'
import { pauseBegins } from '../room/begin-pause.ts'
import { chatLine, formChoice, linkRequest, pauseRequest } from '../room/room-request.ts'
import { roomState } from './room-page.ts'
import { addChat, addLink, endPause, participantOf, roomOf } from '../room/store.ts'

/** The room for the talk's counsellor. */
export const counsellorRoomRoutes = new Hono<AppEnv>()
  .get(
    '/staff/talks/:id/room',
    describeRoute({ description: 'The room as its counsellor sees it: the state that everybody reads, and the rail.' }),
    counsellorOnly,
    async function readRoom(c) {
      return c.json(await stateFor(c.var.ports, await ownTalk(c)))
    },
  )
  .post(
    '/staff/talks/:id/room/chat',
    describeRoute({ description: 'Writes a line in the chat.' }),
    counsellorOnly,
    validate('json', chatLine),
    async function write(c) {
      const { ports } = c.var
      const talk = await ownTalk(c)
      await goesOn(ports, talk)
      const participant = await participantOf(ports.db, counsellorOf(talk))
      if (!participant) throw problem(409, 'conflict', 'Step into the room first.')
      await addChat(ports.db, ports, participant, c.req.valid('json').text)
      tellRoom(ports, talk.id, 'chat')
      return c.json(await stateFor(ports, talk), 201)
    },
  )
  .post(
    '/staff/talks/:id/room/links',
    describeRoute({ description: 'Shares a page by its http or https address.' }),
    counsellorOnly,
    validate('json', linkRequest),
    async function shareLink(c) {
      const { ports } = c.var
      const talk = await ownTalk(c)
      await goesOn(ports, talk)
      await addLink(ports.db, ports, talk.id, c.req.valid('json'))
      tellRoom(ports, talk.id, 'links')
      return c.json(await stateFor(ports, talk), 201)
    },
  )
  .post(
    '/staff/talks/:id/room/pause',
    describeRoute({ description: 'Begins a reflection pause of one to ten minutes.' }),
    counsellorOnly,
    validate('json', pauseRequest),
    async function beQuiet(c) {
      const { ports } = c.var
      const talk = await ownTalk(c)
      await goesOn(ports, talk)
      if (!(await pauseBegins(ports, talk.id, c.req.valid('json').seconds)))
        throw problem(409, 'conflict', 'A pause is running.')
      tellRoom(ports, talk.id, 'pause')
      return c.json(await stateFor(ports, talk), 201)
    },
  )
  .delete(
    '/staff/talks/:id/room/pause',
    describeRoute({ description: 'Ends the reflection pause early.' }),
    counsellorOnly,
    async function endQuiet(c) {
      const { ports } = c.var
      const talk = await ownTalk(c)
      await endPause(ports.db, ports, talk.id)
      tellRoom(ports, talk.id, 'pause')
      return c.json(await stateFor(ports, talk))
    },
  )
  .post(
    '/staff/talks/:id/room/form',
    describeRoute({ description: 'The talk goes on in another form, inside the same record.' }),
    counsellorOnly,
    validate('json', formChoice),
    async function goOnInAnotherForm(c) {
      const { ports } = c.var
      const talk = await ownTalk(c)
      const { form } = c.req.valid('json')
      // No letter tells of it, so nobody is surprised before they could be told by word.
      if (ports.clock.now() < doorOpensAtMs(talk)) throw problem(409, 'conflict', 'The talk has not begun.')
      await changeForm(ports, talk.id, form, 'counsellor')
      return c.json(await stateFor(ports, { ...talk, form }))
    },
  )
  .get(
    '/staff/talks/:id/attendance',
    describeRoute({ description: 'Who came, when they were in the room, and how the talk changed form and closed.' }),
    counsellorOnly,
    async function whoCame(c) {
      const { ports } = c.var
      const talk = await ownTalk(c)
      const [people, labels, room, changes] = await Promise.all([
        attendanceOf(ports.db, ports, talk.id),
        companionLabels(ports.db, [talk.id]),
        roomOf(ports.db, talk.id),
        formChanges(ports.db, talk.id),
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

const counsellorOf = (talk: TalkRecord) => ({ bookingId: talk.id, role: 'counsellor' as const, companionId: null })

async function stateFor(ports: Ports, talk: TalkRecord) {
  const participant = await participantOf(ports.db, counsellorOf(talk))
  return roomState(ports, talk, { role: 'counsellor', participant })
}
