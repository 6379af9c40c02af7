import { afterwards } from './afterwards.ts'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { connect } from './db/client.ts'
import { asksForFile } from './http/file-name.ts'
import { firstLanguage, firstScreenFile, firstScreenHeaders, firstScreenOf } from './http/first-screen.ts'
import { securityHeaders } from './http/security.ts'
import { ownReasons } from './notify/reason.ts'
import { smtpMailer } from './notify/smtp.ts'
import type { Mailer, Ports } from './ports.ts'
import { random } from './crypto/random.ts'
import { roomTeller } from './room/hint.ts'
import { liveKit } from './room/video.ts'
import { tick } from './tick.ts'

/** What `wrangler.toml` binds; texts are settings of `config.ts`, kept as variables and secrets. */
type Bindings = { HYPERDRIVE: { connectionString: string }; ASSETS: { fetch(request: Request): Promise<Response> } }
type Lifetime = { waitUntil(work: Promise<unknown>): void }

const app = createApp(
  (bindings) => (bindings as { ports: Ports }).ports,
  (c) => c.req.header('cf-connecting-ip') ?? 'unknown',
)

export default {
  async fetch(request: Request, bindings: Bindings, context: Lifetime): Promise<Response> {
    const { ports, close } = open(bindings)
    if (!new URL(request.url).pathname.startsWith('/api/')) return page(request, bindings, ports)
    try {
      return await app.fetch(request, { ports })
    } finally {
      context.waitUntil(close())
    }
  },

  /** The cron trigger's minute: letters that are due, rooms that nobody left. */
  async scheduled(_event: unknown, bindings: Bindings, context: Lifetime): Promise<void> {
    const { ports, close } = open(bindings)
    context.waitUntil(tick(ports).finally(close))
    await Promise.resolve()
  },
}

/**
 * Ports that live as long as one request: sockets of one request may not be used in another on Workers. `close` first
 * lets the work end that the answer did not wait for.
 */
function open(bindings: Bindings): { ports: Ports; close(): Promise<void> } {
  const config = readConfig(textsOf(bindings))
  if (!config.publicUrl || !config.secretKey) throw new Error('PUBLIC_URL and SECRET_KEY must be set.')
  const connection = connect(bindings.HYPERDRIVE.connectionString, 4, { pooler: true })
  const smtp = config.smtpUrl ? smtpMailer(config.smtpUrl, { publicUrl: config.publicUrl, connections: 2 }) : null
  const rest: Promise<void>[] = []
  const made: Omit<Ports, 'tellRoom'> = {
    clock: { now: () => Date.now() },
    random,
    db: connection.db,
    mailer: smtp ?? waitingMailer,
    video: config.liveKit ? liveKit(config.liveKit) : null,
    settings: {
      publicUrl: config.publicUrl,
      secretKey: config.secretKey,
      ...(config.secretKeyOld !== null && { secretKeyOld: config.secretKeyOld }),
      mailFrom: config.mailFrom,
      mailReplyTo: config.mailReplyTo,
      mailbox: false,
      bookingsPerHour: config.bookingsPerHour,
    },
    afterwards: afterwards((work) => void rest.push(work)),
  }
  const ports: Ports = Object.assign(made, { tellRoom: roomTeller(made) })
  return {
    ports,
    async close() {
      await Promise.all(rest)
      smtp?.close()
      await connection.close()
    },
  }
}

const textsOf = (bindings: Bindings): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(bindings).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )

const waitingMailer: Mailer = {
  send: async () => ({ delivered: false, permanent: false, reason: ownReasons.noServer, away: true }),
}

/**
 * Files of the build with our headers; every other address is the one page, which begins with a screen that was drawn at
 * build time. A file that is not there is a 404.
 */
async function page(request: Request, bindings: Bindings, { settings, video }: Ports): Promise<Response> {
  const address = new URL(request.url)
  const { pathname } = address
  const ours = securityHeaders(settings.publicUrl, video?.url ?? null)
  const language = firstLanguage(
    request.headers.get('cookie') ?? undefined,
    request.headers.get('accept-language') ?? undefined,
  )
  const isPage = !asksForFile(pathname)
  // Assets are asked for without `.html`: with it they answer with a way to the address without.
  const file = firstScreenFile(firstScreenOf(pathname, address.search), language).replace(/\.html$/, '')
  const answer = await bindings.ASSETS.fetch(isPage ? new Request(new URL(`/${file}`, address), request) : request)
  const isHtml = answer.headers.get('content-type')?.startsWith('text/html') ?? false
  if (isHtml && !isPage && !pathname.endsWith('.html')) return new Response('Not found', { status: 404, headers: ours })
  const headers = new Headers(answer.headers)
  for (const [name, value] of Object.entries(ours)) headers.set(name, value)
  if (isPage) for (const [name, value] of Object.entries(firstScreenHeaders(language))) headers.set(name, value)
  if (pathname.startsWith('/assets/')) headers.set('cache-control', 'public, max-age=31536000, immutable')
  return new Response(answer.body, { status: answer.status, headers })
}
