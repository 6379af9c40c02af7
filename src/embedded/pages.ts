import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { asksForFile } from '../http/file-name.ts'
import { firstLanguage, firstScreenFile, firstScreenHeaders, firstScreenOf } from '../http/first-screen.ts'
import { securityHeaders } from '../http/security.ts'
import type { Ports } from '../ports.ts'
import { webFolder } from './web.ts'

/**
 * The built pages. Files with a hash in their name never change; every other address that asks for no file is the one
 * page, which knows its own routes, and begins with a screen that was drawn at build time.
 */
export function createPages(ports: Ports, folder = webFolder) {
  const files = serveStatic({ root: folder, precompressed: true })
  const screens = serveStatic({
    root: folder,
    precompressed: true,
    rewriteRequestPath: (path, c) => firstScreenFile(firstScreenOf(path, new URL(c.req.url).search), languageOf(c)),
  })
  return (
    new Hono()
      .use(async function headers(c, next) {
        await next()
        for (const [name, value] of Object.entries(securityHeaders(ports.settings.publicUrl, ports.video?.url ?? null)))
          c.header(name, value)
        if (c.res.status === 200) keepingHeaders(c)
      })
      .use('/assets/*', files)
      // A page that was open through an update asks for files that are gone: not the page in their place.
      .get('/assets/*', (c) => c.text('Gone', 404))
      .get('*', async function firstScreen(c, next) {
        return asksForFile(c.req.path) ? next() : screens(c, next)
      })
      .get('*', files)
      .get('*', async function noSuchFile(c, next) {
        if (asksForFile(c.req.path)) return c.text('Not found', 404)
        return next()
      })
      .get('*', serveStatic({ root: folder, path: 'index.html', precompressed: true }))
  )
}

/** How long a browser may keep an answer. Set behind the answer: `serveStatic` has made its own when it tells of it. */
function keepingHeaders(c: Context) {
  if (c.req.path.startsWith('/assets/')) return c.header('cache-control', 'public, max-age=31536000, immutable')
  if (asksForFile(c.req.path)) return c.header('cache-control', 'no-cache')
  for (const [name, value] of Object.entries(firstScreenHeaders(languageOf(c))))
    c.header(name, value, { append: name === 'vary' })
}

const languageOf = (c: Context) => firstLanguage(c.req.header('cookie'), c.req.header('accept-language'))
