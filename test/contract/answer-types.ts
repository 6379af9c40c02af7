import { resolve } from 'node:path'
import { API, TypeFlags } from 'typescript/unstable/sync'
import type { Checker, Symbol as TypeSymbol, Type } from 'typescript/unstable/sync'

/** A JSON Schema, as far as an answer needs one. */
export type AnswerSchema = Record<string, unknown>
/** By `GET /api/bookings/{id}`, then by status; `null` is an answer without a body. */
export type Answers = Record<string, Record<string, AnswerSchema | null>>
type Described = { answers: Answers; schemas: Record<string, AnswerSchema> }

const root = resolve(import.meta.dirname, '../..')
export const answersFile = resolve(root, 'src/http/answers.json')

/** A line for each operation and each schema, so that a change shows where it is one. */
export function asLines({ answers, schemas }: Described): string {
  const lines = (all: object) => Object.entries(all).map(([name, one]) => `"${name}":${JSON.stringify(one)}`)
  return `{"answers":{\n${lines(answers).join(',\n')}\n},"schemas":{\n${lines(schemas).join(',\n')}\n}}\n`
}

/**
 * What every operation answers, read out of the types of the program itself: what a handler hands to `c.json` is what
 * the description says of it, with nothing written a second time. Takes about five seconds.
 */
export function answersOfTypes(): Described {
  const api = new API({ cwd: root })
  try {
    const [project] = api.updateSnapshot({ openProjects: [resolve(root, 'tsconfig.json')] }).getProjects()
    const app = project?.program.getSourceFile(resolve(root, 'src/app.ts'))
    if (!project || !app) throw new Error('src/app.ts is not among the sources')
    const { checker } = project
    const module = checker.getSymbolAtLocation(app)
    const exported = module && checker.getExportsOfModule(module).find(({ name }) => name === 'AppType')
    if (!exported) throw new Error('src/app.ts exports no AppType')
    const type = checker.getDeclaredTypeOfSymbol(exported)
    // Hono<Env, Schema, BasePath, CurrentPath>
    const [, routes] = type.isTypeReference() ? checker.getTypeArguments(type) : []
    return withSharedOnes(operationsOf(checker, routes))
  } finally {
    api.close()
  }
}

function operationsOf(checker: Checker, routes: Type | undefined): Answers {
  const answers: Answers = {}
  for (const path of membersOf(routes).flatMap((part) => checker.getPropertiesOfType(part))) {
    for (const method of checker.getPropertiesOfType(typeOf(checker, path))) {
      const name = `${method.name.slice(1).toUpperCase()} ${path.name.replace(/:(\w+)/g, '{$1}')}`
      const byStatus = (answers[name] ??= {})
      for (const answer of membersOf(typeOf(checker, method))) {
        const [output, format, status] = ['output', 'outputFormat', 'status'].map((part) =>
          checker.getPropertyOfType(answer, part),
        )
        const code = status && typeOf(checker, status)
        const isJson = format && checker.typeToString(typeOf(checker, format)) === '"json"'
        // Whoever names no status answers 200, and to the types with any.
        byStatus[code?.isNumberLiteralType() ? String(code.value) : '200'] =
          isJson && output ? schemaOf(checker, typeOf(checker, output)) : null
      }
    }
  }
  return answers
}

const membersOf = (type: Type | undefined): readonly Type[] =>
  type === undefined ? [] : type.isUnionType() ? (type.getTypes() ?? []) : [type]

function typeOf(checker: Checker, symbol: TypeSymbol): Type {
  const type = checker.getTypeOfSymbol(symbol)
  if (!type) throw new Error(`${symbol.name} has no type`)
  return type
}

function schemaOf(checker: Checker, type: Type): AnswerSchema {
  if (type.isUnionType()) return unionOf(checker, type.getTypes() ?? [])
  if (type.isLiteralType()) return { const: type.value }
  if (type.flags & TypeFlags.Null) return { type: 'null' }
  if (type.flags & (TypeFlags.String | TypeFlags.TemplateLiteral)) return { type: 'string' }
  if (type.flags & TypeFlags.Number) return { type: 'number' }
  if (type.flags & TypeFlags.Boolean) return { type: 'boolean' }
  if (type.flags & (TypeFlags.Any | TypeFlags.Unknown)) return {}
  if (type.isTypeReference() && checker.isArrayLikeType(type)) {
    const [item] = checker.getTypeArguments(type)
    return { type: 'array', items: item ? schemaOf(checker, item) : {} }
  }
  const [index] = checker.getIndexInfosOfType(type)
  const members = checker.getPropertiesOfType(type).map((symbol) => [symbol.name, typeOf(checker, symbol)] as const)
  return {
    type: 'object',
    properties: Object.fromEntries(
      members
        .filter(([, member]) => !(member.flags & TypeFlags.Undefined))
        .map(([name, member]) => [name, schemaOf(checker, member)]),
    ),
    required: members.filter(([, member]) => !mayBeMissing(member)).map(([name]) => name),
    ...(index ? { additionalProperties: schemaOf(checker, index.valueType) } : {}),
  }
}

const mayBeMissing = (type: Type) => membersOf(type).some(({ flags }) => flags & TypeFlags.Undefined)

function unionOf(checker: Checker, types: readonly Type[]): AnswerSchema {
  const said = types.filter(({ flags }) => !(flags & TypeFlags.Undefined)).map((type) => schemaOf(checker, type))
  const values = said.filter((schema) => 'const' in schema).map(({ const: value }) => value)
  const others = said.filter((schema) => !('const' in schema))
  const isBoolean = values.length === 2 && values.every((value) => typeof value === 'boolean')
  const literal = isBoolean ? { type: 'boolean' } : { enum: values.toSorted() }
  const all = [...(values.length > 1 ? [literal] : values.map((value) => ({ const: value }))), ...others]
  // TypeScript keeps no order that one could rely on.
  const ordered = all.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  return ordered.length === 1 ? (ordered[0] ?? {}) : { anyOf: ordered }
}

/** An answer that several operations give stands once, named after the first address that gives it. */
function withSharedOnes(answers: Answers): Described {
  const sorted = Object.entries(answers).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const uses = new Map<string, string[]>()
  for (const [operation, byStatus] of sorted)
    for (const schema of Object.values(byStatus)) {
      const text = JSON.stringify(schema)
      if (text.length > 200) uses.set(text, [...(uses.get(text) ?? []), operation])
    }
  const names = new Map<string, string>()
  for (const [text, [first = '', ...more]] of uses)
    if (more.length > 0) names.set(text, nameFor(first, [...names.values()]))
  const schemas = Object.fromEntries([...names].map(([text, name]) => [name, JSON.parse(text) as AnswerSchema]))
  const shared = (schema: AnswerSchema | null) => {
    const name = names.get(JSON.stringify(schema))
    return name ? { $ref: `#/components/schemas/${name}` } : schema
  }
  return {
    answers: Object.fromEntries(
      sorted.map(([operation, byStatus]) => [
        operation,
        Object.fromEntries(Object.entries(byStatus).map(([status, schema]) => [status, shared(schema)])),
      ]),
    ),
    schemas,
  }
}

/** `GET /api/staff/talks/{id}/room` gives `StaffTalksRoom`, `GET /api/mailbox/{id}` gives `OneMailbox`. */
function nameFor(operation: string, taken: string[]): string {
  const words = operation.replace(/^\S+ \/api\//, '').match(/(?<!\{)\b[a-z]+\b(?!\})/gi) ?? []
  const name = (operation.endsWith('}') ? ['one', ...words] : words)
    .map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`)
    .join('')
  return taken.includes(name) ? nameFor(`${operation}/again`, taken) : name
}
