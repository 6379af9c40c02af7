import { Hono } from 'hono'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { firstLanguage } from '../http/first-screen.ts'
import { notFound } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { wantsPage } from '../http/wants-page.ts'
import { emailAddress } from '../people/fields.ts'
import { publicContactOf, setOwnTexts, setPublicContact } from '../people/public-page.store.ts'
import { countries, isPublicPage, publicPageLimits, publicPageNames, publicPages } from '../people/public-page.ts'
import type { Part, PublicPage } from '../people/public-page.ts'
import { organisationOf } from '../people/store.ts'
import { coordinatorOnly } from '../people/session.ts'
import type { StaffEnv } from '../people/session.ts'
import { languages } from '../words/language.ts'
import { optionalText, words } from '../words/text.ts'
import { htmlOfPage } from './public-page-html.ts'
import { editedPage, shownPage } from './public-page.ts'
import type { ShownPage } from './public-page.ts'

const asked = z.object({ organisation: z.uuid().optional(), language: z.enum(languages).optional() })
const inLanguage = z.object({ language: z.enum(languages).optional() })
const contactChange = z.object({
  phone: optionalText(publicPageLimits.phone),
  email: emailAddress.nullable(),
  country: z.enum(countries),
  numbersChecked: z.boolean(),
})

const partNames = [...new Set<Part>(Object.values(publicPages).flat())]
/** A part that is not named stays; `null` gives it back to the program. */
const textChange = z.object({
  language: z.enum(languages),
  texts: z.partialRecord(z.enum(partNames), words(publicPageLimits.part).nullable()),
})

const named = {
  in: 'path' as const,
  name: 'page',
  required: true,
  schema: { type: 'string' as const, enum: [...publicPageNames] },
}
const html = { 'text/html': { schema: { type: 'string' as const } } }

type Asking = { in: { query: unknown }; out: { query: z.infer<typeof asked> } }

async function askedPage(c: Context<AppEnv, string, Asking>): Promise<ShownPage> {
  const { organisation, language } = c.req.valid('query')
  const shown = await shownPage(c.var.ports, {
    page: pageOf(c),
    organisationId: organisation ?? null,
    language: language ?? firstLanguage(c.req.header('cookie'), c.req.header('accept-language')),
  })
  if (!shown) throw notFound('This page')
  c.header('vary', 'Accept, Accept-Language, Cookie')
  return shown
}

/** A page that needs no scripts. Apart from the JSON, whose description is read out of its handler's type. */
const asPageIfAsked = createMiddleware<AppEnv, string, Asking>(async function asPageIfAsked(c, next) {
  return wantsPage(c) ? c.html(htmlOfPage(await askedPage(c))) : next()
})

/** The pages about the service: privacy, accessibility and help, of each organisation in each language. */
export const publicPageRoutes = new Hono<AppEnv>()
  .get(
    '/pages/:page',
    describeRoute({
      summary: 'A page about the service',
      parameters: [named],
      description:
        'Of the first organisation, and in the language of the browser, if none is named. ' +
        'With `Accept: text/html` as a page that needs no scripts.',
      responses: { 200: { description: 'The page', content: { 'application/json': {}, ...html } } },
    }),
    validate('query', asked),
    asPageIfAsked,
    async function read(c) {
      return c.json(await askedPage(c))
    },
  )
  .get(
    '/staff/pages/:page',
    coordinatorOnly,
    describeRoute({
      summary: 'A page about the service as its coordinator writes it',
      parameters: [named],
      tags: ['coordinator'],
    }),
    validate('query', inLanguage),
    async function readToEdit(c) {
      const page = pageOf(c)
      const language = c.req.valid('query').language ?? c.var.staff.language
      return c.json(await editedPage(c.var.ports, await ownOrganisation(c), { page, language }))
    },
  )
  .put(
    '/staff/pages/:page',
    coordinatorOnly,
    describeRoute({
      summary: 'Own texts in place of those of the program',
      parameters: [named],
      description: 'A part that is not named stays; `null` gives it back to the program.',
      tags: ['coordinator'],
    }),
    validate('json', textChange),
    async function write(c) {
      const page = pageOf(c)
      const { language, texts: sent } = c.req.valid('json')
      const organisation = await ownOrganisation(c)
      const known: readonly Part[] = publicPages[page]
      const texts = Object.fromEntries(Object.entries(sent).filter(([part]) => known.some((one) => one === part)))
      const which = { organisationId: organisation.id, page, language }
      await c.var.ports.db.transaction((tx) => setOwnTexts(tx, which, texts))
      return c.json(await editedPage(c.var.ports, organisation, { page, language }))
    },
  )
  .get(
    '/staff/contact',
    coordinatorOnly,
    describeRoute({ summary: 'How everybody reaches the organisation', tags: ['coordinator'] }),
    async function readContact(c) {
      return c.json(await publicContactOf(c.var.ports.db, await ownOrganisation(c)))
    },
  )
  .put(
    '/staff/contact',
    coordinatorOnly,
    describeRoute({
      summary: 'Changes that',
      description: '`country` decides which emergency numbers and authorities the pages name.',
      tags: ['coordinator'],
    }),
    validate('json', contactChange),
    async function writeContact(c) {
      const organisation = await ownOrganisation(c)
      await setPublicContact(c.var.ports.db, organisation.id, c.req.valid('json'))
      return c.json(await publicContactOf(c.var.ports.db, organisation))
    },
  )

function pageOf(c: Context): PublicPage {
  const name = c.req.param('page')
  if (!isPublicPage(name)) throw notFound('This page')
  return name
}

async function ownOrganisation(c: Context<StaffEnv>) {
  const found = await organisationOf(c.var.ports.db, c.var.staff.organisationId)
  if (!found) throw notFound('This organisation')
  return found
}
