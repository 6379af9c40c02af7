import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong with the page as it stands, each with the places; empty when nothing is. */
export async function violations(page: Page): Promise<string[]> {
  // Run in the page by the debugger, which the page's own policy for scripts does not hinder.
  await page.evaluate(source)
  const { violations: found } = await page.evaluate(() => {
    const axe: { run(options: object): Promise<AxeResults> } = Reflect.get(window, 'axe')
    return axe.run({ resultTypes: ['violations'] })
  })
  return found.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary?.replaceAll(/\s+/g, ' ')}`).join(' | ')})`,
  )
}

/** By how many pixels the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth)
