import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from '../http/env.ts'
import { countAttempts } from '../http/rate-limit.ts'
import { wantsPage } from '../http/wants-page.ts'
import { seekerCase } from '../meeting/access.ts'
import { exportOf } from './export-case.ts'
import { noteCase } from './note-case.ts'
import { pageOfExport } from './export-page.ts'

/** Everything that the seeker may read of what is kept of them, to take along. */
export const exportCaseRoutes = new Hono<AppEnv>().get(
  '/case/export',
  describeRoute({
    summary: 'All of a case as a file',
    description:
      'JSON; with `Accept: text/html` one page to read and print. Without keys, and without what was not shown.',
    responses: {
      200: {
        description: 'A file to keep',
        content: { 'application/json': { schema: { type: 'object' } }, 'text/html': { schema: { type: 'string' } } },
      },
    },
  }),
  async function exportAll(c) {
    const own = await seekerCase(c)
    await countAttempts(c.var.ports, [{ rule: 'export', subject: own.id, most: mostExports, windowSeconds: 3600 }])
    await noteCase(c.var.ports.db, c.var.ports, 'exported', own.id)
    const all = await exportOf(c.var.ports, own)
    const asPage = wantsPage(c)
    c.header('content-disposition', `attachment; filename="fyrklang.${asPage ? 'html' : 'json'}"`)
    return asPage ? c.html(pageOfExport(all, all.contact?.lettersLanguage ?? 'sv')) : c.json(all)
  },
)

/** In an hour, of one case: it reads and opens everything that there is of it. */
export const mostExports = 20
