import type { Language } from '../words/language.ts'

/** What a letter says, before it is laid out. Every text is plain. */
export type Page = {
  language: Language
  heading: string
  paragraphs: string[]
  facts: { name: string; value: string }[]
  action: { label: string; url: string } | null
  /** Said after the action, quieter. */
  notes: string[]
  foot: string
  /** The pages about the service: privacy, accessibility, help. */
  about?: { label: string; url: string }[]
  /** The link by which whoever got the letter says that it is not for them. */
  stop?: { label: string; url: string }
}

/** The letter as text/plain. */
export function textOf(page: Page): string {
  return [
    page.heading,
    ...page.paragraphs,
    page.facts.map(({ name, value }) => `${name}: ${value}`).join('\n'),
    page.action ? `${page.action.label}:\n${page.action.url}` : '',
    ...page.notes,
    ['-- ', page.foot, ...aboutLines(page)].join('\n'),
    page.stop ? `${page.stop.label}:\n${page.stop.url}` : '',
  ]
    .filter((block) => block !== '')
    .join('\n\n')
    .concat('\n')
}

const aboutLines = ({ about = [] }: Page) => about.map(({ label, url }) => `${label}: ${url}`)

const ink = '#10243a'
const paper = '#fbf8f2'
const sea = '#0f5c6e'
const lamp = '#f2b33d'
const line = '#d9d3c7'
const quiet = '#4a5a6b'
const family = "'Atkinson Hyperlegible Next','Atkinson Hyperlegible',Verdana,Arial,sans-serif"

/** The letter as HTML: one column, inline styles, no picture and nothing from another host. */
export function htmlOf(page: Page): string {
  return `<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escaped(page.heading)}</title>
</head>
<body style="margin:0;padding:0;background:${paper};color:${ink};font-family:${family};font-size:17px;line-height:1.5">
<div style="max-width:560px;margin:0 auto;padding:32px 20px">
${mark()}
<h1 style="margin:24px 0 12px;font-size:26px;line-height:1.25;font-weight:700">${escaped(page.heading)}</h1>
${page.paragraphs.map((text) => `<p style="margin:0 0 16px">${escaped(text)}</p>`).join('\n')}
${factsOf(page)}
${actionOf(page)}
${page.notes.map((text) => `<p style="margin:0 0 16px">${escaped(text)}</p>`).join('\n')}
${footOf(page)}
</div>
</body>
</html>
`
}

/** The four arcs, growing as in the product's mark, the last one lit; drawn with borders, which need no picture. */
function mark(): string {
  const arc = (width: number, height: number, colour: string) => {
    const round = 'border-radius:0 100% 100% 0/0 50% 50% 0'
    const style = `width:${width}px;height:${height}px;border-right:4px solid ${colour};${round}`
    const cell = 'valign="middle" style="padding:0 3px 0 0;font-size:0;line-height:0"'
    return `<td ${cell}><div style="${style}">&nbsp;</div></td>`
  }
  const arcs = [arc(6, 12, sea), arc(8, 22, sea), arc(10, 32, sea), arc(12, 42, lamp)].join('')
  const table = 'role="presentation" aria-hidden="true" cellpadding="0" cellspacing="0" border="0"'
  return `<table ${table}><tr>${arcs}</tr></table>`
}

function factsOf({ facts }: Page): string {
  if (facts.length === 0) return ''
  const rows = facts.map(({ name, value }) => {
    const term = `<dt style="font-size:15px;color:${quiet}">${escaped(name)}</dt>`
    return `<div style="margin:0 0 8px">${term}<dd style="margin:0;font-weight:700">${escaped(value)}</dd></div>`
  })
  const style = `margin:0 0 24px;padding:16px 0 8px;border-top:1px solid ${line};border-bottom:1px solid ${line}`
  return `<dl style="${style}">${rows.join('')}</dl>`
}

function actionOf({ action }: Page): string {
  if (!action) return ''
  const shape = 'display:inline-block;padding:12px 22px;border-radius:10px'
  const style = `${shape};background:${sea};color:#ffffff;font-weight:700;text-decoration:none`
  return `<p style="margin:0 0 24px"><a href="${escaped(action.url)}" style="${style}">${escaped(action.label)}</a></p>`
}

function footOf({ foot, stop, about = [] }: Page): string {
  const link = stop && `<a href="${escaped(stop.url)}" style="color:${sea}">${escaped(stop.label)}</a>`
  const style = `margin:32px 0 0;padding-top:16px;border-top:1px solid ${line};font-size:15px;color:${quiet}`
  const ways = about.map(({ label, url }) => `<a href="${escaped(url)}" style="color:${sea}">${escaped(label)}</a>`)
  const lines = [escaped(foot), ...(link ? [link] : []), ...(ways.length > 0 ? [ways.join(' · ')] : [])]
  return `<p style="${style}">${lines.join('<br>')}</p>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** A text as it may stand in HTML, between tags and in an attribute. */
export const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
