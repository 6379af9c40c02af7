import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { newService, serviceChange } from '../availability/service.ts'
import { servicesOf } from '../availability/service.store.ts'
import type { Service } from '../availability/service.store.ts'
import type { AppEnv } from '../http/env.ts'
import { idOf } from '../http/id.ts'
import { notFound, problem } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import { methods } from '../methods/methods.ts'
import { coordinatorOnly } from '../people/session.ts'
import { changeServiceOf, makeService } from './set-service.ts'
import type { ServiceMisfit } from './set-service.ts'

/** Where a coordinator says what can be booked. */
export const serviceRoutes = new Hono<AppEnv>()
  .get('/staff/services', coordinatorOnly, async function list(c) {
    const services = await servicesOf(c.var.ports.db, c.var.staff.organisationId)
    return c.json({ services, methods: methods.map(({ id, name }) => ({ id, name })) })
  })
  .post('/staff/services', coordinatorOnly, validate('json', newService), async function make(c) {
    const { ports, staff } = c.var
    return c.json(fitting(await makeService(ports, staff.organisationId, c.req.valid('json'))), 201)
  })
  .patch(
    '/staff/services/:id',
    coordinatorOnly,
    describeRoute({
      description: 'Changes what is sent. Talks that are booked already keep their time, buffers and checklist.',
    }),
    validate('json', serviceChange),
    async function change(c) {
      const { ports, staff } = c.var
      const changed = await changeServiceOf(ports, staff.organisationId, idOf(c, 'id'), c.req.valid('json'))
      if (changed === 'not-found') throw notFound('This service')
      return c.json(fitting(changed))
    },
  )

/** @throws Problem 422 for a setting that cannot be */
function fitting(result: Service | ServiceMisfit): Service {
  if (!('misfit' in result)) return result
  throw problem(422, 'invalid', 'Some of what was sent does not fit.', {
    errors: [{ field: result.misfit, message: why[result.misfit] }],
  })
}

const why = {
  counsellorIds: 'Not all of them hold talks here',
  checklistTemplateId: 'Not one of the checklists',
  minNoticeMinutes: 'Nobody could book: the notice is longer than talks are ahead',
}
