import type { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { base64url, hex } from '../crypto/encoding.ts'
import { hmac, sha256 } from '../crypto/hash.ts'
import type { Ports, Settings } from '../ports.ts'
import { sessionLimits } from './limits.ts'
import { account, authSession, user, verification } from './schema.ts'

/** Where a freshly made sign-in token goes. It is stored hashed only, so this is the one moment to send it. */
type Link = { lastsSeconds: number; deliver(token: string): void }

type Auth = Awaited<ReturnType<typeof makeAuth>>

const known = new WeakMap<Ports, Promise<Auth>>()

/** The sign-in machinery over these ports; the same for as long as the ports live. */
export function authOf(ports: Ports): Promise<Auth> {
  const made = known.get(ports) ?? makeAuth(ports, { lastsSeconds: 1, deliver() {} })
  known.set(ports, made)
  return made
}

/**
 * A token that signs in as `email` once. Stored hashed, used up by the first who shows it.
 *
 * @param lastsSeconds counted by the machine's clock: better-auth asks no other
 */
export async function mintSignInToken(ports: Ports, email: string, lastsSeconds: number): Promise<string> {
  let minted = ''
  const auth = await makeAuth(ports, { lastsSeconds, deliver: (token) => void (minted = token) })
  await auth.api.signInMagicLink({ body: { email: standInFor(email) }, headers: new Headers() })
  return minted
}

async function makeAuth(ports: Ports, link: Link) {
  // Loaded when somebody first signs in: a seeker's path and a cold start do without.
  const [{ betterAuth }, { drizzleAdapter }, { magicLink }] = await Promise.all([
    import('better-auth/minimal'),
    import('better-auth/adapters/drizzle'),
    import('better-auth/plugins/magic-link'),
  ])
  return betterAuth({
    baseURL: ports.settings.publicUrl,
    basePath: '/api/staff',
    secret: await derivedKey(ports.settings.secretKey),
    database: knowingEveryAddress(
      drizzleAdapter(ports.db, { provider: 'pg', schema: { user, session: authSession, account, verification } }),
    ),
    // Written down again every ten minutes of use: the end is at most so much too early.
    session: { expiresIn: sessionLimits.unusedHours * 3600, updateAge: 600 },
    plugins: [
      magicLink({
        disableSignUp: true,
        storeToken: 'hashed',
        expiresIn: link.lastsSeconds,
        generateToken: () => base64url(ports.random.bytes(32)),
        sendMagicLink: async ({ token }) => link.deliver(token),
      }),
    ],
    advanced: {
      cookiePrefix: cookiePrefix(ports.settings),
      // Its own `__Secure-` would stand in front of our `__Host-`.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps(ports.settings) },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => ports.random.uuid(ports.clock.now()) },
    },
    // Its own lines may quote addresses. What fails reaches our own error handling as an exception.
    logger: { disabled: true },
    telemetry: { enabled: false },
  })
}

/**
 * better-auth takes fewer addresses than mail servers do: none with an `&` in it, or with an apostrophe before the `@`. So
 * it is told another, made of the letters of the real one, and finds by it whose the real one is.
 */
const standInFor = (email: string) => `${hex(new TextEncoder().encode(email.toLowerCase()))}@stand-in.invalid`

const addressBehind = (standIn: unknown): string | null => {
  const [, letters] = /^((?:[0-9a-f]{2})+)@stand-in\.invalid$/.exec(String(standIn)) ?? []
  if (letters === undefined) return null
  return new TextDecoder().decode(Uint8Array.from(letters.match(/../g) ?? [], (two) => parseInt(two, 16)))
}

type Connect = ReturnType<typeof drizzleAdapter>

function knowingEveryAddress(connect: Connect): Connect {
  return function connected(options) {
    const adapter = connect(options)
    return {
      ...adapter,
      async findOne<T>(query: Parameters<typeof adapter.findOne>[0]): Promise<T | null> {
        const [asked] = query.model === 'user' && query.where.length === 1 ? query.where : []
        const email = asked?.field === 'email' ? addressBehind(asked.value) : null
        if (email === null) return adapter.findOne<T>(query)
        const found = await adapter.findOne<T>({ ...query, where: [{ field: 'email', value: email }] })
        // It compares what it asked for with what it found.
        return found && { ...found, email: asked?.value }
      },
    }
  }
}

const isHttps = ({ publicUrl }: Settings) => publicUrl.startsWith('https:')

/**
 * `__Host-`: browsers take such a cookie from this very host by https alone, so that no neighbour below the same domain
 * can put one in its place (RFC 6265bis, 4.1.3.2). Over http, as on one's own machine, they would take none.
 */
const cookiePrefix = (settings: Settings) => (isHttps(settings) ? '__Host-fyrklang' : 'fyrklang')

/** Whether a request brings a session's cookie at all: without one nobody needs to be asked who it is. */
export const hasSessionCookie = (settings: Settings, cookies: string): boolean =>
  cookies.split(/;\s*/).some((cookie) => cookie.startsWith(`${cookiePrefix(settings)}.session_token=`))

/** A key of its own for sessions, so that no other use of the secret can be played against it. */
const derivedKey = async (secretKey: string): Promise<string> => base64url(await hmac(secretKey, 'staff sessions'))

/** SHA-256 of a token, base64url: what is stored of it. */
export const hashOf = async (token: string): Promise<string> => base64url(await sha256(token))
