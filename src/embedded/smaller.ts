import { Hono } from 'hono'
import { compress } from 'hono/compress'

type Fetch = (request: Request, bindings: object) => Response | Promise<Response>

/**
 * Free times of four weeks are up to 300 kB of JSON, which take a quarter of a minute over a slow line, and a second
 * when they are compressed. Only what everybody may read: how small an answer becomes tells something of what is in it,
 * so that none with a secret is compressed (BREACH, CVE-2013-3587). Workers compress by themselves.
 */
export function smaller(fetch: Fetch): Fetch {
  const small = new Hono<{ Bindings: object }>().use(compress({ encoding: 'gzip' })).all('*', async function asItIs(c) {
    const answer = await fetch(c.req.raw, c.env)
    return new Response(answer.body, answer)
  })
  return (request, bindings) => (isPublic(request) ? small.fetch(request, bindings) : fetch(request, bindings))
}

const isPublic = (request: Request) =>
  request.method === 'GET' &&
  /^\w+:\/\/[^/]+\/api\/services(\/|\?|$)/.test(request.url) &&
  !request.headers.has('authorization')
