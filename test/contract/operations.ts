import type { Hono } from 'hono'
import type { Scene } from './scene.ts'

/** What only coordinators may call, below `/api/staff/`: a regular expression, in the one place to add to. */
export const ofCoordinators = 'services|counsellors|checklists|letters|mailbox|retention|audit|feedback|pages|contact'

export type Schema = {
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  format?: string
  minimum?: number
  minItems?: number
  default?: unknown
}

export type Operation = {
  method: string
  /** As in the description: `/api/bookings/{id}`. */
  path: string
  key: 'staff' | 'seeker' | null
  body: Schema | null
  /** False where a body may be left out. */
  bodyNeeded: boolean
}

type Described = {
  paths: Record<
    string,
    Record<
      string,
      {
        security?: Record<string, unknown>[]
        requestBody?: { required: boolean; content: Record<string, { schema: Schema }> }
      }
    >
  >
}

/** Every operation of `/api/openapi.json`. */
export async function operationsOf(app: Pick<Hono, 'request'>): Promise<Operation[]> {
  const { paths } = (await (await app.request('/api/openapi.json')).json()) as Described
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security, requestBody }]) => {
      const [key = null] = Object.keys(security?.[0] ?? {})
      return {
        method: method.toUpperCase(),
        path,
        key: key === 'staff' || key === 'seeker' ? key : null,
        body: requestBody?.content['application/json']?.schema ?? null,
        bodyNeeded: requestBody?.required ?? false,
      }
    }),
  )
}

/** The address of an operation with the ids of a scene in it. */
export function addressIn(scene: Scene, path: string): string {
  const [counsellor, colleague] = scene.counsellors
  const idFor = (part: string) => {
    if (path.includes('/events/')) return scene.eventId
    if (path.includes('/seats/')) return scene.seatId
    if (path.includes('/services/')) return scene.services[0].id
    if (path.includes('/checklists/')) return scene.template.id
    if (path.includes('/weekly/')) return scene.weeklyId
    if (path.includes('/exceptions/')) return scene.exceptionId
    if (/counsellors\/\{id\}/.test(path)) return colleague.id
    return part === 'id' ? scene.talk.id : ''
  }
  const known: Record<string, string> = {
    staffId: counsellor.id,
    companionId: scene.companion.id,
    openingId: '0'.repeat(32),
    page: 'privacy',
    personId: scene.talk.id,
    token: scene.stopToken,
    goalId: scene.goalId,
    readingId: scene.readingId,
  }
  return path.replace(/\{(\w+)\}/g, (_, part: string) => known[part] ?? idFor(part))
}

/** Values by the name of a field that mean something here; the rest follows the schema. */
const meant: Record<string, (scene: Scene) => unknown> = {
  // The one that needs no video server: there is none.
  form: () => 'phone',
  serviceId: ({ services }) => services[0].id,
  zone: () => 'Europe/Stockholm',
  email: () => 'kim@seeker.test',
  phone: () => '+46701234567',
  language: () => 'sv',
  dueOn: () => '2026-10-20',
  firstDate: () => '2026-10-20',
  until: () => '2026-10-20',
  goalId: ({ goalId }) => goalId,
  staffId: ({ counsellors }) => counsellors[0].id,
  checklistTemplateId: ({ template }) => template.id,
  counsellorIds: ({ counsellors }) => counsellors.map(({ id }) => id),
  hosts: ({ counsellors }) => [counsellors[0].id],
  capacity: () => 10,
  recurrence: () => undefined,
  url: () => 'https://example.org/',
  code: () => 'K7MQ-2RWX-9TCD',
  phase: () => 'kontakt',
  languages: () => ['sv'],
  talkLanguages: () => ['sv'],
  answers: () => ({ about: { kind: 'text', text: 'Jag vill byta' }, aim: { kind: 'goal', goals: ['Veta mer'] } }),
  weekday: () => 3,
  untilMinute: () => 600,
  minutes: () => 45,
  gridMinutes: () => 30,
  maxNoticeDays: () => 30,
  seconds: () => 120,
  version: () => 1,
  basedOn: () => 1,
  id: () => 'an-item',
  options: () => undefined,
  followUp: () => undefined,
  record: () => 730,
  contact: () => 90,
  chat: () => 90,
  letters: () => 90,
}

/** A body that fits its schema, with every optional field in it. */
export function exampleOf(schema: Schema, scene: Scene, name = ''): unknown {
  const own = meant[name]
  if (own) return own(scene)
  if (name === 'start' || name === 'end')
    return JSON.stringify(schema).includes('date-time')
      ? '2026-10-12T07:00:00Z'
      : name === 'start'
        ? '2026-12-01T09:00'
        : '2026-12-01T10:00'
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.format === 'date') return '2026-12-01'
  const [either] = schema.anyOf ?? schema.oneOf ?? []
  if (either) return exampleOf(either, scene)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([field, inner]) => [field, exampleOf(inner, scene, field)]),
      )
    case 'array':
      return schema.items ? [exampleOf(schema.items, scene)] : []
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1)
    case 'boolean':
      return false
    default:
      return 'några ord'
  }
}
