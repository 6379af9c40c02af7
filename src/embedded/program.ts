import { once } from 'node:events'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { afterwards } from '../afterwards.ts'
import { createApp } from '../app.ts'
import type { Config } from '../config.ts'
import { connect } from '../db/client.ts'
import type { Connection } from '../db/client.ts'
import { createDatabase } from '../db/create.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { failureOf } from '../http/failure.ts'
import { readNetworkAddress } from '../http/network.ts'
import { isDatabaseAway } from '../http/problem.ts'
import { ownReasons } from '../notify/reason.ts'
import type { Mailer, Ports } from '../ports.ts'
import { random } from '../crypto/random.ts'
import { roomTeller } from '../room/hint.ts'
import { isOldZoneData, zoneDataRelease } from '../time/zone-data.ts'
import { announce } from './announce.ts'
import { startTicking } from './clock.ts'
import { holdFolder } from './instance.ts'
import { endWithNpm } from './npm.ts'
import { checkKey, keptSecretKey, newKeyFlag } from './keys.ts'
import type { SecretKey } from './keys.ts'
import { createPages } from './pages.ts'
import { startPostgres } from './postgres.ts'
import { smaller } from './smaller.ts'
import { startVideo } from './video.ts'
import { ensureWeb } from './web.ts'

const say = (line: string) => console.log(line)

/**
 * Starts everything, prints where to begin, and runs until it is told to end.
 *
 * @param inDev within `npm run dev`, which holds the data folder, runs the embedded parts and shows the pages
 */
export async function runProgram(config: Config, { inDev = false } = {}): Promise<void> {
  const dataDir = resolve(config.dataDir)
  const ends: (() => unknown)[] = inDev ? [] : [await holdFolder(dataDir)]
  const stop = stopOnce(ends)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  endWithNpm(process.ppid, stop)
  // The supervisor was killed: nobody else would end this program.
  process.once('disconnect', stop)
  try {
    await start(config, { dataDir, ends, inDev })
    process.send?.({ ready: true })
  } catch (error) {
    await endAll(ends)
    throw error
  }
}

type Start = { dataDir: string; ends: (() => unknown)[]; inDev: boolean }

async function start(config: Config, { dataDir, ends, inDev }: Start) {
  const embedded = inDev || !config.databaseUrl
  const server = createAdaptorServer({ fetch: (request, bindings) => handle(request, bindings) })
  let handle: (request: Request, bindings: object) => Response | Promise<Response> = () =>
    new Response('Starting', { status: 503, headers: { 'retry-after': '1' } })
  // The port first: it tells at once when another program has it, and LiveKit needs it for its webhook.
  const port = await listen(server, config)
  process.send?.({ port })
  const newKeyWanted = process.argv.includes(newKeyFlag)
  const secretKey: SecretKey = config.secretKey
    ? { key: config.secretKey, fresh: false, keep() {} }
    : keptSecretKey(dataDir, newKeyWanted)
  const made: Omit<Ports, 'tellRoom'> = {
    clock: { now: () => Date.now() },
    random,
    db: connect('postgres://not-yet').db,
    mailer: { send: async () => ({ delivered: false, permanent: false, reason: 'starting' }) },
    video: null,
    settings: {
      publicUrl: config.publicUrl ?? `http://localhost:${port}`,
      secretKey: secretKey.key,
      ...(config.secretKeyOld !== null && { secretKeyOld: config.secretKeyOld }),
      mailFrom: config.mailFrom,
      mailReplyTo: config.mailReplyTo,
      mailbox: !config.smtpUrl && embedded && !config.trustProxy,
      bookingsPerHour: config.bookingsPerHour,
    },
    afterwards: afterwards(),
  }
  // One object: what comes later, the video server and the database, is there for whoever tells rooms, too.
  const ports: Ports = Object.assign(made, { tellRoom: roomTeller(made) })
  const video = startVideo(
    config,
    { dataDir, port },
    async (server) => {
      const { liveKit } = await import('../room/video.ts')
      ports.video = liveKit(server)
    },
    say,
  )
  ends.push(video.stop)
  const [databaseUrl] = await allSettled([openDatabase(config, dataDir, ends), inDev || ensureWeb(say), video.ready])
  const connection = await openConnections(databaseUrl)
  ends.push(connection.close)
  ports.db = connection.db
  await checkKey(ports.db, { ...secretKey, before: config.secretKeyOld, newOneWanted: newKeyWanted, dataDir })
  secretKey.keep()
  ports.mailer = await mailerOf(config, ports)

  const api = createApp(() => ports, addressOf(config.trustProxy))
  const pages = createPages(ports)
  const apiFetch = smaller((request, bindings) => api.fetch(request, bindings))
  ends.push(() => closeServer(server))
  say(`Fyrklang runs on ${ports.settings.publicUrl}`)
  warnOfOldZoneData(ports.clock.now())
  await announce(ports, { embedded, mailbox: ports.settings.mailbox })
  // Last, so that nobody is shown a house without its sample data.
  handle = (request, bindings) => (isApi(request) ? apiFetch(request, bindings) : pages.fetch(request, bindings))
  ends.push(startTicking(ports))
}

function warnOfOldZoneData(nowMs: number): void {
  const release = zoneDataRelease()
  if (release !== null && isOldZoneData(release, nowMs))
    say(
      `Warning: the time zones are those of ${release}, which may be more than a year old. Where clocks changed since, talks would be at the wrong hour: update Fyrklang, which brings a Node of its own.`,
    )
}

/** As `Promise.all`, but fails only when all have come to an end: what one of them started is known by then. */
async function allSettled<const Work extends unknown[]>(work: Work) {
  await Promise.allSettled(work)
  return await Promise.all(work)
}

const isApi = (request: Request) => new URL(request.url).pathname.startsWith('/api/')

type Server = ReturnType<typeof createAdaptorServer>

async function listen(server: Server, { port, host }: Config): Promise<number> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error ? Reflect.get(error, 'code') : ''
    if (code === 'EADDRINUSE')
      throw new Error(`PORT was ${port}, but another program listens there; it must be a free port, and 0 takes one.`)
    throw new Error(
      `HOST was ${host} and PORT ${port}, but listening there failed (${code}); HOST must be an address of this machine, and ports below 1024 need rights.`,
    )
  }
  const address = server.address()
  return address && typeof address === 'object' ? address.port : port
}

/** The address of a database that is migrated and answers. */
async function openDatabase(config: Config, dataDir: string, ends: (() => unknown)[]): Promise<string> {
  if (config.databaseUrl) {
    await patiently(() => migrateDatabase(config.databaseUrl ?? ''))
    return config.databaseUrl
  }
  const postgres = await startPostgres(dataDir, { say })
  // First in the list: it ends last, after all who use it.
  ends.splice(1, 0, postgres.stop)
  const url = postgres.urlOf('fyrklang')
  try {
    await migrateDatabase(url)
  } catch (error) {
    if (!(error instanceof Error) || Reflect.get(error, 'code') !== '3D000') throw error
    await createDatabase(postgres.urlOf('postgres'), 'fyrklang')
    await migrateDatabase(url)
  }
  return url
}

/** PgBouncer and its kin refuse limits among a connection's first words, unless told to ignore them: then without. */
async function openConnections(url: string): Promise<Connection> {
  const connection = connect(url)
  try {
    await connection.db.execute('select 1')
    return connection
  } catch (error) {
    if (failureOf(error).code !== '08P01') throw error
    await connection.close()
    say('The pooler before the database takes no time limits for statements; calls are answered in time without them.')
    return connect(url, undefined, { pooler: true })
  }
}

/** A database that starts at the same time as the program may take longer. */
async function patiently(work: () => Promise<void>) {
  for (let first = true; ; first = false) {
    try {
      return await work()
    } catch (error) {
      if (!isDatabaseAway(error)) throw error
      const { code } = failureOf(error)
      if (first) say(`The database of DATABASE_URL is not ready yet (${code}); trying again every two seconds.`)
      await pause(2000)
    }
  }
}

async function mailerOf(config: Config, ports: Ports): Promise<Mailer> {
  if (config.smtpUrl) {
    const { smtpMailer } = await import('../notify/smtp.ts')
    return smtpMailer(config.smtpUrl, { publicUrl: ports.settings.publicUrl })
  }
  if (ports.settings.mailbox) {
    const { mailbox } = await import('./mailbox.ts')
    return mailbox(ports)
  }
  say('Letters wait: SMTP_URL is not set.')
  return { send: async () => ({ delivered: false, permanent: false, reason: ownReasons.noServer, away: true }) }
}

/**
 * The last proxy appends who called it; entries before that one are the caller's own words. What is no address there
 * says nothing: then all who come through that proxy are one.
 */
function addressOf(trustProxy: boolean) {
  return (c: Context) =>
    (trustProxy ? readNetworkAddress(c.req.header('x-forwarded-for')?.split(',').at(-1) ?? '') : null) ??
    readNetworkAddress(getConnInfo(c).remote.address ?? '') ??
    'unknown'
}

async function closeServer(server: Server) {
  server.close()
  const patience = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 3000)
  if ('closeIdleConnections' in server) server.closeIdleConnections()
  await once(server, 'close')
  clearTimeout(patience)
}

function stopOnce(ends: (() => unknown)[]) {
  let stopping = false
  return async () => {
    if (stopping) return
    stopping = true
    await endAll(ends)
    process.exit(0)
  }
}

/** In the order opposite to the start, so that nobody loses what they still use. */
async function endAll(ends: (() => unknown)[]) {
  for (const end of ends.splice(0).reverse()) await Promise.resolve(end()).catch(() => {})
}
