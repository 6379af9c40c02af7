import { Link } from '@tanstack/react-router'
import { useLocale } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { clockRange, fullDate } from '../../i18n/time.ts'
import { buttonClass } from '../../ui/button.tsx'
import type { CaseTalk } from '../api.ts'
import { formName } from '../form-words.tsx'
import styles from './my.module.css'

/** The other talks of the case, with their Konklusions at hand. */
export function TalkList({ talks }: { talks: CaseTalk[] }) {
  const locale = useLocale()
  return (
    <section aria-labelledby="others" className={styles.section}>
      <h2 id="others">{m.seeker_my_others()}</h2>
      <ul className={styles.talks}>
        {talks.map((talk) => (
          <li key={talk.id}>
            <div>
              <p className={styles.talkTitle}>
                {fullDate(talk.wall.start)}, {clockRange(talk.wall)}
              </p>
              <p className={styles.quiet}>
                {talk.serviceTitle[locale]} · {formName(talk.form)} · {talk.counsellorName} · {stateName(talk.state)}
              </p>
            </div>
            <div className={styles.talkLinks}>
              <Link to="/my/$bookingId" params={{ bookingId: talk.id }} className={buttonClass({ look: 'quiet' })}>
                {m.seeker_my_open()}
                <span className="visually-hidden">: {fullDate(talk.wall.start)}</span>
              </Link>
              {talk.konklusion ? (
                <Link
                  to="/my/$bookingId/konklusion"
                  params={{ bookingId: talk.id }}
                  className={buttonClass({ look: 'quiet' })}
                >
                  {m.seeker_konklusion_name()}
                  <span className="visually-hidden">: {fullDate(talk.wall.start)}</span>
                </Link>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** How a talk stands, in a word or two. */
export function stateName(state: CaseTalk['state']): string {
  if (state === 'cancelled') return m.seeker_state_cancelled()
  if (state === 'held') return m.seeker_state_held()
  if (state === 'broken_off') return m.seeker_state_broken_off()
  if (state === 'booked') return m.seeker_state_booked()
  return m.seeker_state_missed()
}
