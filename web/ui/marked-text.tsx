import { blocksOf } from '../../src/words/marks.ts'
import type { Piece } from '../../src/words/marks.ts'
import styles from './marked-text.module.css'

/** A written text with its few marks: paragraphs, lists, and addresses of the web as links. */
export function MarkedText({ text }: { text: string }) {
  const blocks = blocksOf(text).map(({ kind, lines }, index) =>
    kind === 'list' ? (
      <ul key={index}>
        {lines.map((line, at) => (
          <li key={at}>
            <Pieces line={line} />
          </li>
        ))}
      </ul>
    ) : (
      <p key={index}>
        {lines.map((line, at) => (
          <span key={at}>
            {at > 0 ? <br /> : null}
            <Pieces line={line} />
          </span>
        ))}
      </p>
    ),
  )
  return <div className={styles.text}>{blocks}</div>
}

function Pieces({ line }: { line: Piece[] }) {
  return line.map(({ text, href }, index) =>
    href === undefined ? (
      <span key={index}>{text}</span>
    ) : (
      <a key={index} href={href} rel="noreferrer">
        {text}
      </a>
    ),
  )
}
