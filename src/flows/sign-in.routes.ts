import { Hono } from 'hono'
import type { Context } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { talkChecklist, talkChecklistTitle } from '../checklist/starter.ts'
import { addTemplate } from '../checklist/store.ts'
import type { AppEnv } from '../http/env.ts'
import { problem } from '../http/problem.ts'
import { clientAddress, countAttempt, rateLimit } from '../http/rate-limit.ts'
import { validate } from '../http/validate.ts'
import type { Ports } from '../ports.ts'
import { authOf, mintSignInToken } from '../people/auth.ts'
import { emailAddress, interfaceLanguage, oneTimeToken, personName, zoneName } from '../people/fields.ts'
import { signInLetter, useSetUpToken } from './sign-in-links.ts'
import { passCookies, staffOnly } from '../people/session.ts'
import { sameSpelling } from '../people/staff.ts'
import type { Staff } from '../people/staff.ts'
import {
  addMember,
  addOrganisation,
  changeMember,
  firstOrganisation,
  organisationOf,
  setUpOnce,
  staffMember,
  staffOfUser,
} from '../people/store.ts'

const askForLink = z.object({ email: emailAddress })
const enter = z.object({ token: oneTimeToken })
const changeOfMe = z.object({ name: personName, language: interfaceLanguage, zone: zoneName }).partial()
const setUpRequest = z.object({
  token: oneTimeToken,
  organisation: personName,
  zone: zoneName,
  name: personName,
  email: emailAddress,
  language: interfaceLanguage,
})

const quarterHour = 15 * 60

export const peopleRoutes = new Hono<AppEnv>()
  .get(
    '/about',
    describeRoute({ description: 'Whose pages these are, and what can be offered now.' }),
    async function about(c) {
      const { db, video, settings, clock } = c.var.ports
      const organisation = await firstOrganisation(db)
      return c.json({
        organisation: organisation && { name: organisation.name, sample: organisation.sample },
        video: video !== null,
        mailbox: settings.mailbox,
        setUp: organisation !== null,
        serverNow: new Date(clock.now()).toISOString(),
      })
    },
  )
  .post(
    '/staff/sign-in/link',
    describeRoute({
      description: 'Asks for a letter with a sign-in link. The answer is the same whether the address is known or not.',
    }),
    rateLimit('sign-in letter', 30, quarterHour, clientAddress),
    validate('json', askForLink),
    async function askForSignInLink(c) {
      const { email } = c.req.valid('json')
      // Counted for unknown addresses too: the answer must not tell which are known.
      await countAttempt(c.var.ports, 'sign-in letter to', sameSpelling(email), 6, quarterHour)
      const send = await signInLetter(c.var.ports, email)
      c.var.ports.afterwards(send)
      return c.json({ sent: true }, 202)
    },
  )
  .post(
    '/staff/sign-in',
    describeRoute({ description: 'Uses up the token of a sign-in link and sets the session cookie.' }),
    rateLimit('sign-in', 60, quarterHour, clientAddress),
    validate('json', enter),
    async function signIn(c) {
      const staff = await signInWith(c, c.req.valid('json').token)
      return c.json(await meAnswer(c.var.ports, staff.id))
    },
  )
  .post('/staff/sign-out', staffOnly, async function signOut(c) {
    const auth = await authOf(c.var.ports)
    const { headers } = await auth.api.signOut({ headers: cookiesOf(c), returnHeaders: true })
    passCookies(c, headers)
    return c.json({ signedOut: true })
  })
  .get('/staff/me', staffOnly, async function me(c) {
    return c.json(await meAnswer(c.var.ports, c.var.staff.id))
  })
  .patch('/staff/me', staffOnly, validate('json', changeOfMe), async function changeMe(c) {
    const { staff, ports } = c.var
    const changed = await changeMember(ports.db, staff.organisationId, staff.id, c.req.valid('json'))
    if (typeof changed === 'string') throw problem(409, 'conflict', 'Your account was changed in the meantime.')
    return c.json(await meAnswer(ports, changed.id))
  })
  .post(
    '/setup',
    describeRoute({
      description:
        'Makes the organisation and its first coordinator, who is signed in at once. Only while there is no organisation.',
    }),
    rateLimit('set-up', 20, quarterHour, clientAddress),
    validate('json', setUpRequest),
    async function setUp(c) {
      const { ports } = c.var
      const { token, organisation, ...person } = c.req.valid('json')
      const done = await setUpOnce(ports.db, async function setUpAll(tx) {
        if (!(await useSetUpToken(tx, token, ports.clock.now()))) return false
        const { id } = await addOrganisation(tx, ports, { name: organisation, zone: person.zone, sample: false })
        await addMember(tx, ports, {
          ...person,
          organisationId: id,
          counsellor: false,
          coordinator: true,
          talkLanguages: [],
        })
        // Something to begin with: nobody should have to write a first checklist from nothing.
        await addTemplate(tx, ports, { organisationId: id, title: talkChecklistTitle, items: talkChecklist })
        return true
      })
      if (!done) throw linkIsGone()
      const staff = await signInWith(c, await mintSignInToken(ports, sameSpelling(person.email), 60))
      return c.json(await meAnswer(c.var.ports, staff.id), 201)
    },
  )

const linkIsGone = () => problem(410, 'gone', 'This link was used before, or is too old. Ask for a new one.')

/** Sets the session cookie for whoever the token is for. */
async function signInWith(c: Context<AppEnv>, token: string): Promise<Staff> {
  const auth = await authOf(c.var.ports)
  const entered = await auth.api
    .magicLinkVerify({ query: { token }, headers: new Headers(), returnHeaders: true })
    .catch(function turnedAway(error: unknown) {
      // better-auth answers a token that opens nothing with a redirect; anything else is a real failure.
      if (error instanceof Error && Reflect.get(error, 'status') === 'FOUND') throw linkIsGone()
      throw error
    })
  const staff = await staffOfUser(c.var.ports.db, entered.response.user.id)
  // Deactivated between the letter and the click: no cookie, and the session that was just made ends here.
  if (!staff) {
    await auth.api.signOut({ headers: new Headers({ cookie: entered.headers.getSetCookie().map(pair).join('; ') }) })
    throw linkIsGone()
  }
  passCookies(c, entered.headers)
  return staff
}

const pair = (setCookie: string) => setCookie.split(';', 1).join('')

const cookiesOf = (c: Context) => new Headers({ cookie: c.req.header('cookie') ?? '' })

async function meAnswer({ db, clock, video, settings }: Ports, id: string) {
  const member = await staffMember(db, id)
  const organisation = member && (await organisationOf(db, member.organisationId))
  if (!organisation) throw new Error(`staff ${id} without an organisation`)
  const { name, email, counsellor, coordinator, language, zone } = member
  return {
    id,
    name,
    email,
    counsellor,
    coordinator,
    language,
    zone,
    organisation: { id: organisation.id, name: organisation.name, sample: organisation.sample },
    video: video !== null,
    mailbox: settings.mailbox,
    serverNow: new Date(clock.now()).toISOString(),
  }
}
