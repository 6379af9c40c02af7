import { Hono } from 'hono'
import type { Context } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { wallOf } from '../time/local-time.ts'
import type { AppEnv } from '../http/env.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { onceIn, readingMinutes } from '../people/audit.ts'
import { writeAudit } from '../people/audit.store.ts'
import { coordinatorOnly } from '../people/session.ts'
import type { StaffEnv } from '../people/session.ts'
import { firstOrganisation, staffMember } from '../people/store.ts'
import type { Ports } from '../ports.ts'
import { letterStates } from './letter.ts'
import { lettersOfOrganisation, reviveLetter } from './list.store.ts'
import { caughtMailById, caughtMails } from './mailbox.store.ts'
import type { MailReader } from './mailbox.store.ts'
import { reasonOf } from './reason.ts'

const lettersQuery = z.object({ state: z.enum(letterStates).default('dead'), cursor: z.uuid().optional() })
const mailsQuery = z.object({ cursor: z.uuid().optional() })
const oneOf = z.object({ id: z.uuid() })

/** What a coordinator sees of the letters: which, when and why not; never an address or a text. */
export const lettersRoutes = new Hono<AppEnv>()
  .get(
    '/staff/letters',
    describeRoute({ summary: 'Letters of the organisation in one state, newest first', tags: ['coordinator'] }),
    coordinatorOnly,
    validate('query', lettersQuery),
    async (c) => {
      const { state, cursor } = c.req.valid('query')
      const { db, clock } = c.var.ports
      const { letters, next } = await lettersOfOrganisation(db, c.var.staff.organisationId, { state, cursor })
      return c.json({
        letters: letters.map((letter) => ({
          id: letter.id,
          bookingId: letter.bookingId,
          kind: letter.kind,
          recipient: letter.recipient,
          state: letter.state,
          attempts: letter.attempts,
          reason: letter.lastError === null ? null : reasonOf(letter.lastError),
          start: letter.startsAt?.toISOString() ?? null,
          wall: letter.startsAt && wallOf(letter.startsAt.getTime(), letter.startsAt.getTime(), c.var.staff.zone),
          dueAt: letter.dueAt.toISOString(),
          sentAt: letter.sentAt?.toISOString() ?? null,
          createdAt: letter.createdAt.toISOString(),
        })),
        next,
        serverNow: new Date(clock.now()).toISOString(),
      })
    },
  )
  .post(
    '/staff/letters/:id/sending',
    describeRoute({ summary: 'Sends a dead letter again', tags: ['coordinator'] }),
    coordinatorOnly,
    validate('param', oneOf),
    async (c) => {
      const { db, clock } = c.var.ports
      const { organisationId } = c.var.staff
      const outcome = await reviveLetter(db, { id: c.req.valid('param').id, organisationId }, clock.now())
      if (outcome === 'unknown') throw notFound('This letter')
      if (outcome === 'not-dead') throw problem(409, 'conflict', 'Only a letter that was given up can be sent again.')
      return c.json({ state: 'pending' as const }, 202)
    },
  )
  .get(
    '/staff/mailbox',
    describeRoute({ summary: 'Caught mail of the organisation, newest first', tags: ['mailbox'] }),
    coordinatorOnly,
    validate('query', mailsQuery),
    async (c) => {
      pastNoProxy(c.req)
      return c.json(await mailsOf(c.var.ports, await coordinatorAt(c), c.req.valid('query').cursor))
    },
  )
  .get(
    '/staff/mailbox/:id',
    describeRoute({ summary: 'One caught mail', tags: ['mailbox'] }),
    coordinatorOnly,
    validate('param', oneOf),
    async (c) => {
      pastNoProxy(c.req)
      const mail = await mailOf(c.var.ports, await coordinatorAt(c), c.req.valid('param').id)
      const { ports, staff } = c.var
      const once = onceIn(readingMinutes, ports.clock.now(), 'letter_read', staff.id, mail.id)
      const { id: staffId, organisationId } = staff
      await writeAudit(ports.db, ports, { kind: 'letter_read', organisationId, staffId, once })
      return c.json(mail)
    },
  )
  .get(
    '/mailbox',
    describeRoute({ summary: 'The same without signing in, on the machine itself', tags: ['mailbox'] }),
    validate('query', mailsQuery),
    async (c) => {
      pastNoProxy(c.req)
      onlyHere(c.var.ports, c.var.clientAddress, c.req.url)
      return c.json(await mailsOf(c.var.ports, await somebodyHere(c.var.ports), c.req.valid('query').cursor))
    },
  )
  .get(
    '/mailbox/:id',
    describeRoute({ summary: 'One caught mail, on the machine itself', tags: ['mailbox'] }),
    validate('param', oneOf),
    async (c) => {
      pastNoProxy(c.req)
      onlyHere(c.var.ports, c.var.clientAddress, c.req.url)
      return c.json(await mailOf(c.var.ports, await somebodyHere(c.var.ports), c.req.valid('param').id))
    },
  )

/** Somebody at the mailbox, and the zone by whose clocks they read. */
type AtMailbox = { reader: MailReader; zone: string }

async function mailsOf({ db, settings }: Ports, { reader, zone }: AtMailbox, cursor: string | undefined) {
  if (!settings.mailbox) throw notFound('The mailbox')
  const { mails, next } = await caughtMails(db, reader, cursor)
  return { mails: mails.map((mail) => ({ ...mail, ...caughtTimes(mail.caughtAt, zone) })), next }
}

async function mailOf({ db, settings }: Ports, { reader, zone }: AtMailbox, mailId: string) {
  const mail = settings.mailbox ? await caughtMailById(db, reader, mailId) : null
  if (!mail) throw notFound('This mail')
  return {
    id: mail.id,
    to: mail.recipient,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    calendar: mail.calendar,
    /** True when keys in its links are not shown: they open a page that is not the reader's. */
    withheld: mail.withheld,
    ...caughtTimes(mail.caughtAt, zone),
  }
}

async function coordinatorAt(c: Context<StaffEnv>): Promise<AtMailbox> {
  const { id, organisationId, zone } = c.var.staff
  const member = await staffMember(c.var.ports.db, id)
  return { reader: { organisationId, email: member?.email ?? '' }, zone }
}

/** Whoever sits at the machine may read all of it, by the clocks of the first organisation. */
const somebodyHere = async ({ db }: Ports): Promise<AtMailbox> => ({
  reader: 'all',
  zone: (await firstOrganisation(db))?.zone ?? 'UTC',
})

/** When a mail was caught, as an instant and as a clock in `zone` shows it. */
const caughtTimes = (at: Date, zone: string) => ({
  caughtAt: at.toISOString(),
  wall: wallOf(at.getTime(), at.getTime(), zone),
})

/**
 * The mailbox is for trying the program out on one machine. Whoever comes by way of a proxy comes from elsewhere, and
 * the proxy's own address would look like this machine's.
 */
function pastNoProxy(request: { header(name: string): string | undefined }): void {
  const marks = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']
  if (marks.some((name) => request.header(name) !== undefined)) throw notFound('This mailbox')
}

const loopback = /^(127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/
const homeNames = ['localhost', '127.0.0.1', '[::1]']

/**
 * The mailbox holds sign-in links: without a sign-in it is for whoever sits at the machine. The name in the
 * address counts too, because a page elsewhere may give its own name this machine's address (DNS rebinding).
 */
function onlyHere({ settings }: Ports, clientAddress: string, requested: string): void {
  const atHome = [settings.publicUrl, requested].every((url) => homeNames.includes(new URL(url).hostname))
  if (!settings.mailbox || !atHome || !loopback.test(clientAddress)) throw notFound('This mailbox')
}
