import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { ownTalk } from '../meeting/access.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { counsellorOnly } from '../people/session.ts'
import type { Ports } from '../ports.ts'
import { goesOn } from '../room/access.ts'
import { addChat } from '../room/chat.store.ts'
import { doorOpensAtMs } from '../room/door.ts'
import { addLink } from '../room/link.store.ts'
import { participantOf } from '../room/participant.store.ts'
import { beginPause, endPause } from '../room/pause.store.ts'
import { chatAsked, chatLine, formChoice, linkRequest, pauseRequest } from '../room/room-request.ts'
import { changeForm } from './change-form.ts'
import { roomState } from './room-page.ts'

/** The room for the talk's counsellor. */
export const counsellorRoomRoutes = new Hono<AppEnv>()
  .get(
    '/staff/talks/:id/room',
    describeRoute({
      description:
        'The room as its counsellor sees it: the state that everybody reads, and the rail. Of the chat it holds at most ' +
        '200 lines, those after the line `after`; `chatGoesOn` says that there are more.',
    }),
    counsellorOnly,
    validate('query', chatAsked),
    async function readRoom(c) {
      return c.json(await stateFor(c.var.ports, await ownTalk(c), { after: c.req.valid('query').after }))
    },
  )
  .post(
    '/staff/talks/:id/room/chat',
    describeRoute({ description: 'Writes a line in the chat. The answer holds the lines from this one on.' }),
    counsellorOnly,
    validate('json', chatLine),
    async function write(c) {
      const { ports } = c.var
      const talk = await ownTalk(c)
      await goesOn(ports, talk)
      const participant = await participantOf(ports.db, counsellorOf(talk))
      if (!participant) throw problem(409, 'conflict', 'Step into the room first.')
      const after = await addChat(ports.db, ports, participant, c.req.valid('json').text)
      ports.tellRoom(talk.meetingId, 'chat')
      return c.json(await stateFor(ports, talk, { after }), 201)
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
      await addLink(ports.db, ports, talk.meetingId, c.req.valid('json'))
      ports.tellRoom(talk.meetingId, 'links')
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
      const { seconds } = c.req.valid('json')
      if (!(await ports.db.transaction((tx) => beginPause(tx, ports, talk.meetingId, seconds))))
        throw problem(409, 'conflict', 'A pause is running.')
      ports.tellRoom(talk.meetingId, 'pause')
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
      await endPause(ports.db, ports, talk.meetingId)
      ports.tellRoom(talk.meetingId, 'pause')
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
      return c.json(await stateFor(ports, await changeForm(ports, talk, { form, by: 'counsellor' })))
    },
  )

const counsellorOf = ({ meetingId, hostId }: Talk) => ({ meetingId, hostId })

async function stateFor(ports: Ports, talk: Talk, chat?: { after: string | undefined }) {
  const participant = await participantOf(ports.db, counsellorOf(talk))
  return roomState(ports, talk, { role: 'counsellor', participant, ...(chat && { chat }) })
}
