import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { isId } from '../http/id.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { meetingsAhead } from '../meeting/meeting.store.ts'
import { invitationsOf } from '../notify/record.store.ts'
import { emailAddress, interfaceLanguage, personName, talkLanguages, zone } from '../people/fields.ts'
import { coordinatorOnly } from '../people/session.ts'
import type { StaffMember } from '../people/staff.ts'
import { membersOf } from '../people/store.ts'
import type { Ports } from '../ports.ts'
import { changeStaff } from './change-staff.ts'
import { inviteAgain, inviteStaff, sendSoon } from './invite-staff.ts'

const person = z.object({
  name: personName,
  counsellor: z.boolean(),
  coordinator: z.boolean(),
  language: interfaceLanguage,
  talkLanguages,
  zone,
})
const invitation = person
  .extend({ email: emailAddress, talkLanguages: talkLanguages.default([]) })
  .refine(({ counsellor, coordinator }) => counsellor || coordinator, {
    path: ['counsellor'],
    message: 'Choose at least one role',
  })
const change = person.extend({ active: z.boolean() }).partial()

/** Who works for an organisation, as its coordinators see and change it. */
export const staffRoutes = new Hono<AppEnv>()
  .get('/staff/counsellors', coordinatorOnly, async function list(c) {
    const { ports, staff } = c.var
    const members = await membersOf(ports.db, staff.organisationId)
    return c.json({ counsellors: await memberAnswers(ports, members) })
  })
  .post(
    '/staff/counsellors',
    coordinatorOnly,
    describeRoute({ description: 'Invites somebody: they get a letter with a sign-in link.' }),
    validate('json', invitation),
    async function invite(c) {
      const { ports, staff } = c.var
      const member = await inviteStaff(
        ports,
        { ...c.req.valid('json'), organisationId: staff.organisationId },
        staff.id,
      )
      if (!member) throw isStaffAlready()
      const [answer] = await memberAnswers(ports, [member])
      sendSoon(ports)
      return c.json(answer, 201)
    },
  )
  .post(
    '/staff/counsellors/:id/invitation',
    coordinatorOnly,
    describeRoute({ description: 'Sends the letter of an invitation again: the first link works for a day.' }),
    async function again(c) {
      const { ports, staff } = c.var
      const staffId = c.req.param('id')
      if (!isId(staffId) || !(await inviteAgain(ports, { organisationId: staff.organisationId, staffId }, staff.id)))
        throw notFound('This person')
      return c.json({ state: 'pending' as const }, 202)
    },
  )
  .patch('/staff/counsellors/:id', coordinatorOnly, validate('json', change), async function changeOne(c) {
    const { ports, staff } = c.var
    const id = c.req.param('id')
    const whom = { organisationId: staff.organisationId, staffId: id }
    const changed = isId(id) ? await changeStaff(ports, whom, c.req.valid('json'), staff.id) : 'not-found'
    if (changed === 'not-found') throw notFound('This person')
    if (changed === 'last-coordinator') throw lastCoordinator()
    const [answer] = await memberAnswers(ports, [changed])
    return c.json(answer)
  })

const isStaffAlready = () =>
  problem(409, 'conflict', 'Somebody of the staff has this address already.', {
    errors: [{ field: 'email', message: 'Somebody of the staff has this address already' }],
  })

const lastCoordinator = () =>
  problem(409, 'conflict', 'Somebody must remain who can set up the organisation. Make another coordinator first.', {
    errors: [{ field: 'coordinator', message: 'The last active coordinator stays' }],
  })

/** An invitation of which so long nothing was heard is no news any more. */
const invitationShownMs = 30 * 86_400_000

/**
 * With the talks that somebody still has to hold, because whoever stops should not leave seekers at a closed door; and
 * with the letter of their invitation while it is new.
 */
async function memberAnswers({ db, clock }: Ports, members: StaffMember[]) {
  const ids = members.map(({ id }) => id)
  const nowMs = clock.now()
  const [ahead, invitations] = await Promise.all([meetingsAhead(db, ids, nowMs), invitationsOf(db, ids)])
  return members.map((member) => {
    const invited = invitations.get(member.id)
    const isNew = invited && nowMs - invited.createdAt.getTime() < invitationShownMs
    return {
      ...toldOf(member),
      talksAhead: ahead.get(member.id) ?? 0,
      invitation: isNew ? { state: invited.state, sentAt: invited.sentAt?.toISOString() ?? null } : null,
    }
  })
}

function toldOf({ id, name, email, counsellor, coordinator, language, talkLanguages, zone, active }: StaffMember) {
  return { id, name, email, counsellor, coordinator, language, talkLanguages, zone, active }
}
