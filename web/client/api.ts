import type { ExtractSchema } from 'hono/types'
import type { AppType } from '../../src/app.ts'
import { ApiProblem } from './problem.ts'
import { hearServerNow } from './server-now.ts'

type Schema = ExtractSchema<AppType>

/** The server's routes as it composes them, by their path after `/api` and their method. Types only. */
type Routes = {
  [Path in keyof Schema as Path extends `/api${infer Rest}` ? Rest : never]: {
    [Method in keyof Schema[Path] as Method extends `$${infer Name}` ? Name : never]: Schema[Path][Method]
  }
}
type Path = keyof Routes
type Method<P extends Path> = keyof Routes[P] & string

/** What a call wants: `param` of the path, `query` and `json`, as the server's schemas read them. */
export type Asked<P extends Path, M extends Method<P>> = Routes[P][M] extends { input: infer Input } ? Input : never

/**
 * What a call answers, as it comes out of JSON: a date is a string. Refusals are no answers: the server throws
 * them as problems, and {@link call} throws them on.
 *
 * @example type Talk = Answer<'/bookings/:id', 'get'>
 */
export type Answer<P extends Path, M extends Method<P>> = Routes[P][M] extends { output: infer Output } ? Output : never

/** The body that a call sends. */
export type Body<P extends Path, M extends Method<P>> =
  Asked<P, M> extends { json?: infer Json } ? NonNullable<Json> : never

type Manner = {
  /** The secret of a seeker's case or of a companion. Staff are known by their cookie. */
  secret?: string | null | undefined
  idempotencyKey?: string
  /** What a file is wanted as; JSON unless it says so. */
  accept?: string
}

/** A call that wants nothing may leave it out. */
type Rest<Input> = object extends Input ? [asked?: Input & Manner] : [asked: Input & Manner]

/**
 * One call of the API. Every answer that tells the server's time sets the clock of {@link useServerNow}.
 *
 * @example const talk = await call('/bookings/:id', 'get', { param: { id }, secret })
 * @throws {ApiProblem} for every answer but 2xx, and (`offline`) when there is none
 */
export async function call<const P extends Path, const M extends Method<P>>(
  path: P,
  method: M,
  ...[asked]: Rest<Asked<P, M>>
): Promise<Answer<P, M>> {
  const answer = await send(path, method, asked)
  const body: unknown = answer.status === 204 ? null : await answer.json().catch(() => undefined)
  hearServerNow(body)
  // The parsed edge: the types are those of the server's own routes.
  return body as Answer<P, M>
}

/** The answer as a file, for downloads that need the secret. */
export async function callForFile<const P extends Path>(
  path: P,
  ...[asked]: 'get' extends Method<P> ? Rest<Asked<P, 'get'>> : never
): Promise<Blob> {
  return (await send(path, 'get', asked)).blob()
}

type Sent = Manner & {
  param?: Record<string, string>
  query?: Record<string, string | string[] | undefined>
  json?: unknown
}

async function send(
  path: string,
  method: string,
  { param = {}, query = {}, json, secret, idempotencyKey, accept = 'application/json' }: Sent = {},
): Promise<Response> {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(param[name] ?? ''))
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([key, values]) => [values || []].flat().map((value) => [key, value])),
  )
  const answer = await fetch(`/api${filled}${search.size > 0 ? `?${search}` : ''}`, {
    method: method.toUpperCase(),
    headers: {
      accept,
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...(secret && { authorization: `Bearer ${secret}` }),
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  }).catch(() => {
    throw new ApiProblem(0, 'offline')
  })
  if (!answer.ok) throw await ApiProblem.of(answer)
  return answer
}
