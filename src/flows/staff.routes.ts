import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { talksAhead } from '../meeting/talks-ahead.store.ts'
import type { AppEnv } from '../http/env.ts'
import { isId } from '../http/id.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import type { Ports } from '../ports.ts'
import { emailAddress, interfaceLanguage, personName, talkLanguage, zoneName } from '../people/fields.ts'
import { staffLimits } from '../people/limits.ts'
import { invitationLetter } from './sign-in-links.ts'
import { coordinatorOnly } from '../people/session.ts'
import type { StaffMember } from '../people/staff.ts'
import { addMember, changeMember, membersOf, staffMember } from '../people/store.ts'

const talkLanguages = z.array(talkLanguage).max(staffLimits.languages, `At most ${staffLimits.languages} languages`)
const invitation = z
  .object({
    name: personName,
    email: emailAddress,
    counsellor: z.boolean(),
    coordinator: z.boolean(),
    language: interfaceLanguage,
    talkLanguages: talkLanguages.default([]),
    zone: zoneName,
  })
  .refine(({ counsellor, coordinator }) => counsellor || coordinator, {
    path: ['counsellor'],
    message: 'Choose at least one role',
  })
const change = z
  .object({
    name: personName,
    counsellor: z.boolean(),
    coordinator: z.boolean(),
    language: interfaceLanguage,
    talkLanguages,
    zone: zoneName,
    active: z.boolean(),
  })
  .partial()
export const counsellorRoutes = new Hono<AppEnv>()
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
      const fresh = { ...c.req.valid('json'), organisationId: staff.organisationId }
      const added = await ports.db.transaction((tx) => addMember(tx, ports, fresh))
      if (added.known) throw addressIsKnown()
      const member = await staffMember(ports.db, added.id)
      if (!member) throw new Error('an invited member is gone')
      const send = await invitationLetter(ports, member)
      ports.afterwards(send)
      return c.json({ ...toldOf(member), talksAhead: 0 }, 201)
    },
  )
  .patch('/staff/counsellors/:id', coordinatorOnly, validate('json', change), async function changeOne(c) {
    const { ports, staff } = c.var
    const id = c.req.param('id')
    const changed = isId(id) ? await changeMember(ports.db, staff.organisationId, id, c.req.valid('json')) : 'not-found'
    if (changed === 'not-found') throw notFound('This person')
    if (changed === 'last-coordinator') throw lastCoordinator()
    const [answer] = await memberAnswers(ports, [changed])
    return c.json(answer)
  })

const addressIsKnown = () =>
  problem(409, 'conflict', 'Somebody signs in with this address already.', {
    errors: [{ field: 'email', message: 'Somebody signs in with this address already' }],
  })

const lastCoordinator = () =>
  problem(409, 'conflict', 'Somebody must remain who can set up the organisation. Make another coordinator first.', {
    errors: [{ field: 'coordinator', message: 'The last active coordinator stays' }],
  })

/** With the talks that somebody still has to hold: whoever stops should not leave seekers at a closed door. */
async function memberAnswers({ db, clock }: Ports, members: StaffMember[]) {
  const ahead = await talksAhead(
    db,
    members.map(({ id }) => id),
    clock.now(),
  )
  return members.map((member) => ({ ...toldOf(member), talksAhead: ahead.get(member.id) ?? 0 }))
}

function toldOf({ id, name, email, counsellor, coordinator, language, talkLanguages, zone, active }: StaffMember) {
  return { id, name, email, counsellor, coordinator, language, talkLanguages, zone, active }
}
