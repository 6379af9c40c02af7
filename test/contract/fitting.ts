import { z } from 'zod'

type Schema = Record<string, unknown>
type Described = {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, { schema: Schema }> }> }>>
  components: { schemas: Record<string, Schema> }
}
type Asked = { request(path: string, init?: RequestInit): Response | Promise<Response> }

/**
 * An app of which every answer is held against `/api/openapi.json`: its status is told, its body is of the shape that is
 * told, and holds nothing besides.
 *
 * @throws Error from the call whose answer does not fit
 */
export async function fitting<App extends Asked>(app: App): Promise<App> {
  const described = (await (await app.request('/api/openapi.json')).json()) as Described
  const places = Object.entries(described.paths).map(([path, operations]) => ({
    pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
    fixed: path.replace(/\{\w+\}/g, '').length,
    operations,
  }))
  // `/case/openings` is told before `/case/{id}` would be.
  places.sort((a, b) => b.fixed - a.fixed)
  const known = new Map<string, z.ZodType>()
  return Object.assign(Object.create(app) as App, {
    async request(path: string, init: RequestInit = {}) {
      const answer = await app.request(path, init)
      const method = (init.method ?? 'GET').toLowerCase()
      const [address = ''] = path.split('?')
      const operation = places.find(({ pattern }) => pattern.test(address))?.operations[method]
      if (!operation || !answer.ok) return answer
      const told = operation.responses[String(answer.status)]
      const what = `${method.toUpperCase()} ${address} answered ${answer.status}`
      if (!told) throw new Error(`${what}, which its description does not tell`)
      const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
      if (Object.keys(told.content ?? {}).length > 0 && !told.content?.[type])
        throw new Error(`${what} as ${type}, which its description does not tell`)
      const schema = told.content?.['application/json']?.schema
      if (type !== 'application/json' || !schema) return answer
      const name = JSON.stringify(schema)
      const check = known.get(name) ?? z.fromJSONSchema(closed(schema, described.components.schemas) as never)
      known.set(name, check)
      const fit = check.safeParse(await answer.clone().json())
      if (!fit.success) throw new Error(`${what}, unlike its description: ${z.prettifyError(fit.error)}`)
      return answer
    },
  })
}

/** The schema with what it refers to in it, and with no more members than it names. */
function closed(schema: Schema, shared: Record<string, Schema>): unknown {
  return JSON.parse(JSON.stringify(schema), (_, value: unknown) => {
    if (value === null || typeof value !== 'object') return value
    const name = /^#\/components\/schemas\/(\w+)$/.exec(String(Reflect.get(value, '$ref')))?.[1]
    if (name) return closed(shared[name] ?? {}, shared)
    const isClosed = Reflect.has(value, 'properties') && !Reflect.has(value, 'additionalProperties')
    return isClosed ? { ...value, additionalProperties: false } : value
  })
}
