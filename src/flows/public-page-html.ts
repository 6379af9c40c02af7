import { escaped } from '../notify/page.ts'
import { publicPageNames } from '../people/public-page.ts'
import { pageTitle } from '../people/public-page-title.ts'
import { languages, ownNames } from '../words/language.ts'
import { blocksOf } from '../words/marks.ts'
import type { Block, Piece } from '../words/marks.ts'
import type { ShownPage } from './public-page.ts'

/**
 * A page about the service for whoever has no scripts: all of it, with the ways to its other pages and languages. In the
 * browser's own looks: our headers let no style stand in a page.
 */
export function htmlOfPage({ page, title, language, organisation, parts, others }: ShownPage): string {
  const way = (to: string, text: string, more = '') => `<a href="${escaped(to)}"${more}>${escaped(text)}</a>`
  const at = (name: string, organisationId: string, tongue: string) =>
    `/api/pages/${name}?organisation=${organisationId}&language=${tongue}`
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · ${escaped(organisation.name)}</title>
<meta name="color-scheme" content="light dark">
</head>
<body>
<main>
<nav>${languages.map((tongue) => way(at(page, organisation.id, tongue), ownNames[tongue], ` lang="${tongue}" hreflang="${tongue}"`)).join(' ')}</nav>
<h1>${escaped(title)}</h1>
${parts.map((part) => `<section>\n<h2>${escaped(part.title)}</h2>\n${blocksOf(part.text).map(blockHtml).join('\n')}\n</section>`).join('\n')}
<nav>${[...publicPageNames.map((name) => way(at(name, organisation.id, language), pageTitle(name, language))), ...others.map(({ id, name }) => way(at(page, id, language), name))].join(' ')}</nav>
</main>
</body>
</html>
`
}

const blockHtml = ({ kind, lines }: Block) =>
  kind === 'list'
    ? `<ul>${lines.map((line) => `<li>${line.map(pieceHtml).join('')}</li>`).join('')}</ul>`
    : `<p>${lines.map((line) => line.map(pieceHtml).join('')).join('<br>')}</p>`

const pieceHtml = ({ text, href }: Piece) =>
  href === undefined ? escaped(text) : `<a href="${escaped(href)}" rel="noreferrer">${escaped(text)}</a>`
