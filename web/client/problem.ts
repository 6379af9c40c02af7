/** What the server said no to (RFC 9457), or that it could not be reached at all. */
export class ApiProblem extends Error {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number
  /** The slug of the problem's type, e.g. `taken`; `offline` when there was no answer. */
  readonly type: string
  /** Which fields were wrong, and what to do about it, in English: pages have their own texts. */
  readonly errors: { field: string; message: string }[]
  /** Seconds to wait before the next attempt, when the server said so. */
  readonly retryAfter: number | null
  /** Everything that the problem carried, e.g. `alternatives`. */
  readonly body: Record<string, unknown>

  constructor(status: number, type: string, body: Record<string, unknown> = {}, retryAfter: number | null = null) {
    super(type)
    this.name = 'ApiProblem'
    this.status = status
    this.type = type
    this.body = body
    this.errors = Array.isArray(body.errors) ? body.errors.filter(isFieldError) : []
    this.retryAfter = retryAfter
  }

  /** The problem in an answer that is not 2xx. */
  static async of(answer: Response): Promise<ApiProblem> {
    const body = await readBody(answer)
    const type = typeof body.type === 'string' ? (body.type.split('/').at(-1) ?? 'unknown') : 'unknown'
    const seconds = Number(answer.headers.get('retry-after'))
    return new ApiProblem(answer.status, type, body, Number.isFinite(seconds) && seconds > 0 ? seconds : null)
  }
}

async function readBody(answer: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await answer.json()
    return typeof body === 'object' && body !== null ? { ...body } : {}
  } catch {
    return {}
  }
}

const isFieldError = (value: unknown): value is { field: string; message: string } =>
  typeof value === 'object' && value !== null && 'field' in value && typeof value.field === 'string'

/** True when asking again may help: no answer, the database is away, the server stumbled. */
export const mayPass = (error: unknown): boolean =>
  error instanceof ApiProblem &&
  (error.status === 0 || error.status === 502 || error.status === 503 || error.status === 504)
