import { m } from '../../i18n/paraglide/messages.js'
import styles from './preview.module.css'

/** Shows how loud one is, in twelve steps. Told to screen readers as a meter, without chatter. */
export function LevelMeter({ level }: { level: number }) {
  const lit = Math.round(level * 12)
  return (
    <div
      className={styles.meter}
      role="meter"
      aria-label={m.room_preview_level()}
      aria-valuemin={0}
      aria-valuemax={12}
      aria-valuenow={lit}
    >
      {Array.from({ length: 12 }, (_, index) => (
        <span key={index} className={index < lit ? styles.lit : ''} />
      ))}
    </div>
  )
}
