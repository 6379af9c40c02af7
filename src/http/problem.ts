import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { VideoUnavailable } from '../ports.ts'
import { noteTrouble } from './database-trouble.ts'
import type { AppEnv } from './env.ts'
import { failureOf, placesOf } from './failure.ts'
import { isHangUp } from './hang-up.ts'

export type FieldError = { field: string; message: string }
type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503
type Extra = { errors?: FieldError[]; detail?: string; [member: string]: unknown }
type Headers = Record<string, string>

/** An answer of RFC 9457, thrown from anywhere behind a route. */
export class Problem extends Error {
  readonly status: ProblemStatus
  readonly slug: string
  readonly extra: Extra
  readonly headers: Record<string, string>

  constructor(status: ProblemStatus, slug: string, title: string, more: { extra?: Extra; headers?: Headers } = {}) {
    super(title)
    this.status = status
    this.slug = slug
    this.extra = more.extra ?? {}
    this.headers = more.headers ?? {}
  }
}

/**
 * Makes a problem to throw.
 *
 * @param slug becomes the type `/problems/<slug>`; the pages choose their own words by it
 * @param title one English sentence for whoever reads the API
 * @example throw problem(409, 'taken', 'The time was taken in the meantime.', { alternatives })
 */
export function problem(status: ProblemStatus, slug: string, title: string, extra: Extra = {}) {
  return new Problem(status, slug, title, { extra })
}

/** {@link problem} with headers that say what to do, such as when to come back. */
export function problemWith(headers: Headers, status: ProblemStatus, slug: string, title: string) {
  return new Problem(status, slug, title, { headers })
}

export const notFound = (what = 'This') => problem(404, 'not-found', `${what} does not exist, or is not yours to see.`)

function problemResponse({ status, slug, message, extra, headers }: Problem, requestId: string): Response {
  const body = { type: `/problems/${slug}`, title: message, status, instance: `urn:request:${requestId}`, ...extra }
  return Response.json(body, {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  })
}

/** Turns whatever a route throws into problem+json; only what nobody foresaw is a 500, and only that is logged. */
export function onError(error: Error, c: Context<AppEnv>): Response {
  const requestId = c.get('requestId') ?? 'unknown'
  // Nobody reads this answer, and nothing is wrong with the database or with us.
  if (isHangUp(error, c))
    return problemResponse(problem(400, 'hung-up', 'The request ended before its body.'), requestId)
  const known = foreseen(error)
  if (isDatabaseAway(error)) noteTrouble(c.var.ports.db, error)
  if (!known || known.status >= 500) logFailure(c, requestId, error)
  return problemResponse(known ?? problem(500, 'unexpected', 'Something went wrong on our side.'), requestId)
}

function foreseen(error: Error): Problem | null {
  if (error instanceof Problem) return error
  if (error instanceof VideoUnavailable) {
    return problemWith(
      { 'retry-after': '10' },
      503,
      'video-unavailable',
      'The video server does not answer. Phone and text still work.',
    )
  }
  if (error instanceof HTTPException) return ofHttpException(error)
  if (isDatabaseAway(error))
    return problemWith({ 'retry-after': '5' }, 503, 'database-away', 'The database cannot do this right now.')
  if (isUnreadableValue(error)) return problem(422, 'invalid', 'Some of what was sent is no value that can be kept.')
  return null
}

/** SQLSTATE class 22: a malformed id in a path, a NUL in a text, a date out of range. */
function isUnreadableValue(error: Error): boolean {
  const code = String(Reflect.get(error.cause ?? error, 'code') ?? '')
  return /^22(P02|P05|021|003|007|008)$/.test(code)
}

function ofHttpException({ status }: HTTPException): Problem {
  if (status === 413) return problem(413, 'too-large', 'The request is larger than 64 kB.')
  if (status === 403) return problem(403, 'forbidden', 'This request comes from another site.')
  if (status === 401) return problem(401, 'unauthorized', 'This needs a sign-in.')
  if (status === 400) return problem(400, 'invalid', 'The request could not be read. Is the body valid JSON?')
  return problem(status < 500 ? 400 : 500, status < 500 ? 'invalid' : 'unexpected', 'The request could not be handled.')
}

/** Codes of postgres.js and of the socket below it. */
const awayCodes = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'QUERY_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

/**
 * SQLSTATEs with which a server says that it cannot do now what it could do otherwise: connection (08), deadlock and
 * serialization (40), no disk, memory or connection left (53), out of time, shutting down or starting (57), trouble of
 * its machine (58), read only (25006), too long in a transaction (25P03, 25P04), too long for a lock (55P03).
 */
const unableStates = /^(08|40|53|57|58)[0-9A-Z]{3}$|^(25006|25P03|25P04|55P03)$/

/** Drizzle wraps the driver's error: the cause tells. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = String(Reflect.get(error, 'code') ?? '')
  if (awayCodes.has(code) || unableStates.test(code)) return true
  if (error instanceof AggregateError && error.errors.some(isDatabaseAway)) return true
  return isDatabaseAway(error.cause)
}

/**
 * One JSON line: what {@link failureOf} tells, and where it was thrown.
 */
function logFailure(c: Context<AppEnv>, requestId: string, error: Error) {
  console.error(
    JSON.stringify({
      level: 'error',
      requestId,
      method: c.req.method,
      route: c.req.routePath,
      ...failureOf(error),
      at: placesOf(error),
    }),
  )
}
