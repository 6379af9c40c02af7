import styles from './four-arcs.module.css'

/** Four arcs of light, from near to far. Radii grow so that they stand like rings around one lamp. */
const arcs = [
  'M7 34.5a8 8 0 0 0 0-9',
  'M17.5 40.5a17 17 0 0 0 0-21',
  'M29 46.5a26.5 26.5 0 0 0 0-33',
  'M41.5 52.5a37 37 0 0 0 0-45',
]
/** Where the lamp stands when an arc is the current one: the middle of that arc's bow. */
const lampX = [8.5, 21.9, 35.4, 50.2]

type Props = {
  /** How many arcs are lit, 0 to 4. */
  lit: number
  /** Index of the arc at which the lamp stands, 0 to 3. */
  current?: number | undefined
  /** What the mark says here; without it the mark is an ornament and hidden from assistive technology. */
  label?: string | undefined
  size?: 'small' | 'medium' | 'large'
  /** Puts the mark on a tile of dusk, so that the lamp shines on a light page too. */
  tile?: boolean
}

/** The one mark: logo, progress of a checklist, rail of the four K, head of a Konklusion. */
export function FourArcs({ lit, current, label, size = 'medium', tile = false }: Props) {
  return (
    <svg
      className={`${styles.mark} ${styles[size]} ${tile ? styles.tile : ''}`}
      viewBox="0 0 60 60"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {arcs.map((d, index) => (
        <path key={d} d={d} className={index < lit ? styles.lit : styles.unlit} />
      ))}
      {current === undefined ? null : (
        <circle
          className={styles.lamp}
          r="4.6"
          cy="30"
          style={{ transform: `translateX(${lampX[current] ?? 8.5}px)` }}
        />
      )}
    </svg>
  )
}
