import { addService, changeService, serviceOf } from '../availability/service.store.ts'
import type { Misfit, Service, ServiceChange, ServiceSetting } from '../availability/service.store.ts'
import { templateOf } from '../checklist/store.ts'
import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'

/** What cannot be said of a service; a checklist must be one of the same organisation's. */
export type ServiceMisfit = Misfit | { misfit: 'checklistTemplateId' }

/** Makes a service that can be booked at once. */
export function makeService(
  ports: Ports,
  organisationId: string,
  setting: ServiceSetting,
): Promise<Service | ServiceMisfit> {
  return ports.db.transaction(async function makeInOneGo(tx) {
    if (await isForeign(tx, organisationId, setting)) return { misfit: 'checklistTemplateId' }
    return addService(tx, ports, organisationId, setting)
  })
}

/** Changes a service. Talks that are booked already keep their time, their buffers and their checklist. */
export function changeServiceOf(
  ports: Ports,
  organisationId: string,
  serviceId: string,
  change: ServiceChange,
): Promise<Service | ServiceMisfit | 'not-found'> {
  return ports.db.transaction(async function changeInOneGo(tx) {
    if (!(await serviceOf(tx, organisationId, serviceId))) return 'not-found'
    if (await isForeign(tx, organisationId, change)) return { misfit: 'checklistTemplateId' }
    return changeService(tx, organisationId, serviceId, change)
  })
}

/** True when a checklist is named that the organisation does not have. */
const isForeign = async (tx: Tx, organisationId: string, { checklistTemplateId }: ServiceChange) =>
  !!checklistTemplateId && !(await templateOf(tx, organisationId, checklistTemplateId))
