import { readWebAddress } from './web-address.ts'

/** A piece of text, and where it leads to if it is an address of the web. */
export type Piece = { text: string; href?: string }
/** What a plain text is laid out as: a paragraph of lines, or a list. */
export type Block = { kind: 'paragraph' | 'list'; lines: Piece[][] }

/**
 * Reads the few marks that a written text may have: an empty line begins a paragraph, lines that begin with `- ` are a
 * list, and addresses of the web become links. Everything else is text, whatever it looks like.
 */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let goesOn = false
  for (const line of text.split(/\r?\n/)) {
    const written = line.trim()
    const kind = written.startsWith('- ') ? 'list' : 'paragraph'
    const last = blocks.at(-1)
    if (written !== '') {
      const pieces = piecesOf(kind === 'list' ? written.slice(2).trim() : written)
      if (goesOn && last?.kind === kind) last.lines.push(pieces)
      else blocks.push({ kind, lines: [pieces] })
    }
    goesOn = written !== ''
  }
  return blocks
}

function piecesOf(line: string): Piece[] {
  return line
    .split(/(https?:\/\/[^\s<>"]+)/)
    .flatMap((part) => {
      if (!/^https?:\/\//.test(part)) return [{ text: part }]
      // What ends a sentence is no part of the address.
      const [address = '', after = ''] = part.split(/([.,;:!?)\]]+$)/)
      const read = readAddressOfPage(address)
      return [read === null ? { text: address } : { text: address, href: read }, { text: after }]
    })
    .filter(({ text }) => text !== '')
}

/** Also one on this machine, which a first start has. */
const readAddressOfPage = (address: string): string | null =>
  /^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/[\w./-]*)?$/.test(address)
    ? address
    : (readWebAddress(address)?.href ?? null)
