import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { goesOn, guestInRoom, guestOf, notLetIn } from '../room/access.ts'
import { addChat } from '../room/chat.store.ts'
import { participantOf } from '../room/participant.store.ts'
import { endPause } from '../room/pause.store.ts'
import { chatAsked, chatLine, seekersFormChoice } from '../room/room-request.ts'
import { changeForm } from './change-form.ts'
import { roomState } from './room-page.ts'

/** The room for the seeker and their companions. */
export const guestRoomRoutes = new Hono<AppEnv>()
  .get(
    '/bookings/:id/room',
    describeRoute({
      description:
        'Everything that a page in the room shows. Read it on entering, on every hint and after every reconnect. ' +
        'Of the chat it holds at most 200 lines, those after the line `after`; `chatGoesOn` says that there are more.',
    }),
    validate('query', chatAsked),
    async function readRoom(c) {
      const { role, talk, person } = await guestOf(c)
      const participant = await participantOf(c.var.ports.db, person)
      const mayRead = participant?.state === 'admitted' || (role === 'seeker' && participant?.state !== 'removed')
      if (!mayRead) throw notLetIn()
      return c.json(
        await roomState(c.var.ports, talk, { role, participant, chat: { after: c.req.valid('query').after } }),
      )
    },
  )
  .post(
    '/bookings/:id/room/chat',
    describeRoute({ description: 'Writes a line in the chat. The answer holds the lines from this one on.' }),
    validate('json', chatLine),
    async function write(c) {
      const { ports } = c.var
      const { role, talk, participant } = await guestInRoom(c)
      await goesOn(ports, talk)
      const after = await addChat(ports.db, ports, participant, c.req.valid('json').text)
      ports.tellRoom(talk.meetingId, 'chat')
      return c.json(await roomState(ports, talk, { role, participant, chat: { after } }), 201)
    },
  )
  .post(
    '/bookings/:id/room/form',
    describeRoute({ description: 'The talk goes on in another form, inside the same record; no letter tells of it.' }),
    validate('json', seekersFormChoice),
    async function goOnInAnotherForm(c) {
      const { ports } = c.var
      const { role, talk, participant } = await guestInRoom(c)
      if (role !== 'seeker') throw problem(403, 'forbidden', 'The form is the seeker’s choice.')
      const { form, phone } = c.req.valid('json')
      const changed = await changeForm(ports, talk, { form, by: role, phone: phone ?? undefined })
      return c.json(await roomState(ports, changed, { role, participant }))
    },
  )
  .delete(
    '/bookings/:id/room/pause',
    describeRoute({ description: 'Ends the reflection pause early.' }),
    async function endQuiet(c) {
      const { ports } = c.var
      const { role, talk, participant } = await guestInRoom(c)
      if (role !== 'seeker') throw problem(403, 'forbidden', 'The pause is the seeker’s and the counsellor’s.')
      await endPause(ports.db, ports, talk.meetingId)
      ports.tellRoom(talk.meetingId, 'pause')
      return c.json(await roomState(ports, talk, { role, participant }))
    },
  )
