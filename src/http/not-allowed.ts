import type { Hono } from 'hono'
import type { AppEnv } from './env.ts'
import { notFound, problemWith } from './problem.ts'
import type { Problem } from './problem.ts'

/** What nothing answered: 405 with `Allow` where another method would have been (RFC 9110, 15.5.6), else 404. */
export function unanswered(app: Pick<Hono<AppEnv>, 'routes'>): (path: string) => Problem {
  // Middlewares stand among the routes, too, for every method.
  const routes = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => ({ method, pattern: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`) }))
  return (path) => {
    const methods = new Set(routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))
    if (methods.size === 0) return notFound('This address')
    // Hono answers HEAD wherever it answers GET.
    if (methods.has('GET')) methods.add('HEAD')
    return problemWith({ allow: [...methods].join(', ') }, 405, 'not-allowed', 'This address knows other methods.')
  }
}
