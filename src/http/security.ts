import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './env.ts'
import { problem } from './problem.ts'

/** Everything comes from this origin; only the video server may be another. */
function contentSecurityPolicy(videoUrl: string | null): string {
  const video = videoUrl ? ` ${videoUrl} ${videoUrl.replace(/^ws/, 'http')}` : ''
  return [
    "default-src 'self'",
    `connect-src 'self'${video}`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    // React sets styles through the CSSOM, which needs no exception; style attributes in markup do.
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "script-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Headers of every answer, pages and files included. */
export function securityHeaders(publicUrl: string, videoUrl: string | null): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(videoUrl),
    'permissions-policy':
      'camera=(self), microphone=(self), display-capture=(self), geolocation=(), browsing-topics=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

export const secured = createMiddleware<AppEnv>(async function secured(c, next) {
  await next()
  const { settings, video } = c.var.ports
  for (const [name, value] of Object.entries(securityHeaders(settings.publicUrl, video?.url ?? null)))
    c.header(name, value)
  if (c.req.path.startsWith('/api/') && !c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
})

const mostBytes = 64 * 1024

export const limitedBody = bodyLimit({
  maxSize: mostBytes,
  onError: () => {
    throw problem(413, 'too-large', 'The request is larger than 64 kB.')
  },
})

/**
 * Answers of the staff hang on a cookie, which a browser also sends along from other sites: whatever
 * changes something must come from a page of ours. Seekers' secrets are not sent by themselves.
 */
export const sameOriginOnly = createMiddleware<AppEnv>(async function sameOriginOnly(c, next) {
  const reads = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)
  if (!reads && c.req.header('cookie') && !isOurs(c.req.header('origin'), c.var.ports.settings.publicUrl))
    throw problem(403, 'forbidden', 'This request comes from another site.')
  await next()
})

/**
 * Every browser that we serve sends `Origin` with whatever changes something. `PUBLIC_URL` alone says what ours is: the
 * request's own address is the caller's word, as a Host header is. A machine of one's own has several names.
 */
function isOurs(origin: string | undefined, publicUrl: string): boolean {
  if (!origin || !URL.canParse(origin)) return false
  const [from, ours] = [new URL(origin), new URL(publicUrl)]
  if (from.origin === ours.origin) return true
  return isLoopback(from) && isLoopback(ours) && from.protocol === ours.protocol && from.port === ours.port
}

const isLoopback = ({ hostname }: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
