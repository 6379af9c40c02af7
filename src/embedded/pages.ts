import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { asksForFile } from '../http/file-name.ts'
import { securityHeaders } from '../http/security.ts'
import type { Ports } from '../ports.ts'
import { webFolder } from './web.ts'

/**
 * The built pages. Files with a hash in their name never change; every other address that asks for no file is the
 * one page, which knows its own routes.
 */
export function createPages(ports: Ports, folder = webFolder) {
  return (
    new Hono()
      .use(async function headers(c, next) {
        await next()
        for (const [name, value] of Object.entries(securityHeaders(ports.settings.publicUrl, ports.video?.url ?? null)))
          c.header(name, value)
      })
      .use('/assets/*', serveStatic({ root: folder, precompressed: true, onFound: forever }))
      // A page that was open through an update asks for files that are gone: not the page in their place.
      .get('/assets/*', (c) => c.text('Gone', 404))
      .get('*', serveStatic({ root: folder, precompressed: true, onFound: askAgain }))
      .get('*', async function noSuchFile(c, next) {
        if (asksForFile(c.req.path)) return c.text('Not found', 404)
        return next()
      })
      .get('*', serveStatic({ root: folder, path: 'index.html', precompressed: true, onFound: askAgain }))
  )
}

const forever = (_path: string, c: Context) => c.header('cache-control', 'public, max-age=31536000, immutable')
const askAgain = (_path: string, c: Context) => c.header('cache-control', 'no-cache')
