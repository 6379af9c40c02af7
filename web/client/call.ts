import { hearServerNow } from './server-now.ts'
import { ApiProblem } from './problem.ts'

type Call = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
  /** The secret of a seeker's case or of a companion. Staff are known by their cookie. */
  secret?: string | null | undefined
  idempotencyKey?: string
  query?: Record<string, string | undefined>
  signal?: AbortSignal | undefined
}

/**
 * One call of the API. `path` begins after `/api`. Every answer that tells the server's time sets the clock
 * of {@link useServerNow}.
 *
 * @throws {ApiProblem} for every answer but 2xx, and (`offline`) when there is none
 */
export async function call<Answer>(path: string, options: Call = {}): Promise<Answer> {
  const answer = await send(path, options)
  if (answer.status === 204 || answer.status === 202) return undefined as Answer
  const body: unknown = await answer.json().catch(() => undefined)
  hearServerNow(body)
  // The parsed edge: the types are the contract of the server's own tests.
  return body as Answer
}

/** The answer as a file, for downloads that need the secret. */
export async function callForFile(path: string, options: Call = {}): Promise<Blob> {
  return (await send(path, options)).blob()
}

async function send(path: string, { method = 'GET', body, secret, idempotencyKey, query, signal }: Call): Promise<Response> {
  const search = new URLSearchParams(Object.entries(query ?? {}).flatMap(([key, value]) => (value ? [[key, value]] : [])))
  const answer = await fetch(`/api${path}${search.size > 0 ? `?${search}` : ''}`, {
    method,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(secret && { authorization: `Bearer ${secret}` }),
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiProblem(0, 'offline')
  })
  if (!answer.ok) throw await ApiProblem.of(answer)
  return answer
}
