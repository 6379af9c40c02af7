import type { Context, ValidationTargets } from 'hono'
import { createMiddleware } from 'hono/factory'
import { validator } from 'hono-openapi'
import { z } from 'zod'
import type { ZodObject, ZodType } from 'zod'
import type { AppEnv } from './env.ts'
import { problem } from './problem.ts'
import type { FieldError } from './problem.ts'

/** zod speaks to programmers of what has another type; these are sentences for whoever sent it. */
z.config({
  customError: ({ code, input, expected }) => {
    if (code === 'invalid_union') return 'This has none of the shapes that it may have.'
    if (code !== 'invalid_type') return undefined
    return input === undefined
      ? 'This is missing.'
      : `This must be ${kinds[String(expected)] ?? `of the kind ${String(expected)}`}.`
  },
})

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

/**
 * Checks one part of a request against a zod schema, which also describes it in `/api/openapi.json`.
 * What does not fit is a 422 problem that names each field and says a sentence about it.
 *
 * @example .post('/bookings', validate('json', bookingRequest), (c) => take(c.req.valid('json')))
 */
export function validate<Schema extends ZodType, Target extends keyof ValidationTargets>(
  target: Target,
  schema: Schema,
) {
  const checked = validator(target, schema, (result) => {
    const errors = result.success ? unkeepable(result.data) : result.error.map(fieldError)
    if (errors.length > 0) throw misfit(errors)
  })
  if (target !== 'json') return checked
  const readable: typeof checked = async function readable(c, next) {
    await expectJson(c)
    return checked(c, next)
  }
  // The description of the API finds the schema as a property of the middleware.
  return Object.assign(readable, checked)
}

/** @throws Problem 422 without a body, 415 with one that does not say that it is JSON */
async function expectJson({ req }: Context): Promise<void> {
  const isJson = /^application\/([a-z0-9.+-]+\+)?json\s*(;|$)/i.test(req.header('content-type') ?? '')
  if (isJson && Number(req.header('content-length')) > 0) return
  if ((await req.text()).trim() === '') throw misfit([{ field: 'body', message: 'This call needs a body of JSON.' }])
  if (!isJson) throw problem(415, 'no-json', 'The body must be JSON, with the content type application/json.')
}

/**
 * As {@link validate} of `json`, for a DELETE: its body may be left out, as clients do, or be dropped by a proxy
 * that leaves its content type. `schema` is then asked about `{}`.
 */
export function validateIfSent<Schema extends ZodObject>(schema: Schema) {
  type Json = { in: { json?: z.input<Schema> }; out: { json: z.output<Schema> } }
  const reading = createMiddleware<AppEnv, string, Json>(async function ifSent(c, next) {
    const text = await c.req.text()
    const result = schema.safeParse(text.trim() === '' ? {} : jsonOrNull(text))
    const errors = result.success ? unkeepable(result.data) : result.error.issues.map(fieldError)
    if (errors.length > 0) throw misfit(errors)
    c.req.addValidatedData('json', result.data ?? {})
    await next()
  })
  // As above; that the body may be left out is known by the method, see `operation.ts`.
  return Object.assign(reading, validator('json', schema))
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const misfit = (errors: FieldError[]) => problem(422, 'invalid', 'Some of what was sent does not fit.', { errors })

type Issue = { message: string; path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined }

function fieldError({ message, path = [] }: Issue): FieldError {
  return { field: fieldName(path.map((part) => (typeof part === 'object' ? part.key : part))) || 'body', message }
}

/** As a program would write it: `items[2].title.da`. */
const fieldName = (path: readonly PropertyKey[]) =>
  path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : name ? `${name}.${String(part)}` : String(part)),
    '',
  )

/**
 * Texts that PostgreSQL refuses (NUL) or would keep changed (half of a surrogate pair), by their fields. Asked of
 * what the schema made of the body: some schemas leave such signs out, because they come out of a clipboard.
 */
function unkeepable(value: unknown, path: readonly PropertyKey[] = []): FieldError[] {
  if (typeof value === 'string')
    return isKeepable(value) ? [] : [{ field: fieldName(path), message: 'There is a sign in it that cannot be kept.' }]
  if (Array.isArray(value)) return value.flatMap((inner, index) => unkeepable(inner, [...path, index]))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => unkeepable(inner, [...path, key]))
}

const isKeepable = (text: string) => !/[\0\p{Surrogate}]/u.test(text)
