import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import type { Db } from '../db/client.ts'
import type { AppEnv } from '../http/env.ts'
import { isId } from '../http/id.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { coordinatorOnly } from '../people/session.ts'
import { addTemplate, addVersion, templateOf, templatesOf, versionsOf } from './store.ts'
import { checklistItems, checklistTitle } from './template.ts'

const newTemplate = z.object({ title: checklistTitle, items: checklistItems })
const newVersion = z.object({
  items: checklistItems,
  title: checklistTitle.optional(),
  /** The version that was edited: refused when there is a newer one. */
  basedOn: z.int().min(1).optional(),
})

/** Where a coordinator writes checklists. An edit is a new version; what was given out stays as it was. */
export const templateRoutes = new Hono<AppEnv>()
  .get('/staff/checklists', coordinatorOnly, async function list(c) {
    const templates = await templatesOf(c.var.ports.db, c.var.staff.organisationId)
    return c.json({
      checklists: templates.map(({ id, title, version, items }) => ({ id, title, version, itemCount: items.length })),
    })
  })
  .post('/staff/checklists', coordinatorOnly, validate('json', newTemplate), async function make(c) {
    const { ports, staff } = c.var
    const fresh = { ...c.req.valid('json'), organisationId: staff.organisationId }
    const id = await ports.db.transaction((tx) => addTemplate(tx, ports, fresh))
    return c.json(await templateAnswer(ports.db, staff.organisationId, id), 201)
  })
  .get('/staff/checklists/:id', coordinatorOnly, async function read(c) {
    return c.json(await templateAnswer(c.var.ports.db, c.var.staff.organisationId, c.req.param('id')))
  })
  .post(
    '/staff/checklists/:id/versions',
    coordinatorOnly,
    describeRoute({ description: 'Makes the next version; 409 when `basedOn` is not the newest any more.' }),
    validate('json', newVersion),
    async function makeVersion(c) {
      const { ports, staff } = c.var
      const id = c.req.param('id')
      if (!isId(id)) throw notFound('This checklist')
      const next = { ...c.req.valid('json'), organisationId: staff.organisationId, templateId: id }
      const added = await addVersion(ports.db, ports, next)
      if (added === 'not-found') throw notFound('This checklist')
      if (added === 'newer') throw problem(409, 'conflict', 'Somebody else has made a newer version in the meantime.')
      return c.json(await templateAnswer(ports.db, staff.organisationId, id), 201)
    },
  )

async function templateAnswer(db: Db, organisationId: string, id: string) {
  const template = isId(id) ? await templateOf(db, organisationId, id) : null
  if (!template) throw notFound('This checklist')
  const versions = await versionsOf(db, id)
  return {
    id,
    title: template.title,
    version: template.version,
    items: template.items,
    versions: versions.map(({ version, createdAt }) => ({ version, createdAt: createdAt.toISOString() })),
  }
}
