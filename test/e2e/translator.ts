import type { BrowserContext, Page } from 'playwright-core'

/** Exchanges every text of the page as the translators of Chrome and Edge do; here each says what it said. */
export const translate = (page: Page) => page.evaluate(exchangeTexts)

/** A browser that translates all that its pages show, and what comes later as soon as it is there. */
export const alwaysTranslate = (context: BrowserContext) =>
  context.addInitScript({
    content: `
      ${exchangeTexts}
      addEventListener('DOMContentLoaded', () => {
        new MutationObserver(exchangeTexts).observe(document, { childList: true, subtree: true })
      })`,
  })

/** Runs in the page. */
function exchangeTexts(): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found: Text[] = []
  while (texts.nextNode()) if (texts.currentNode instanceof Text) found.push(texts.currentNode)
  for (const text of found) {
    const kept = text.parentElement?.closest('font, script, style, noscript, textarea, [translate=no]')
    if (kept || !text.data.trim()) continue
    const [outer, inner] = [document.createElement('font'), document.createElement('font')]
    inner.append(text.data)
    outer.append(inner)
    text.replaceWith(outer)
  }
}
