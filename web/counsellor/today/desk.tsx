import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { m } from '../../i18n/paraglide/messages.js'
import styles from '../../staff/staff.module.css'
import { followUpsQuery } from '../api.ts'
import type { Talk } from '../api.ts'
import { TalkLine } from './talk-line.tsx'

/** What is left to do after talks, kept in sight until it is done: to write, to answer, to be in touch about. */
export function Desk({ leftToWrite, commented }: { leftToWrite: Talk[]; commented: Talk[] }) {
  const followUps = useQuery(followUpsQuery)
  const late = followUps.data?.late.length ?? 0
  if (leftToWrite.length + commented.length + late === 0) return null
  return (
    <aside className={styles.desk} aria-label={m.counsellor_desk()}>
      <Pile title={m.counsellor_to_write()} talks={leftToWrite} />
      <Pile title={m.counsellor_commented()} talks={commented} />
      {late > 0 ? (
        <p>
          <Link to="/staff/follow-ups">{m.counsellor_follow_ups_late_count({ count: late })}</Link>
        </p>
      ) : null}
    </aside>
  )
}

function Pile({ title, talks }: { title: string; talks: Talk[] }) {
  if (talks.length === 0) return null
  return (
    <section className={styles.column} aria-label={title}>
      <h2>{title}</h2>
      <ul className={styles.tight}>
        {talks.map((talk) => (
          <li key={talk.id}>
            <TalkLine talk={talk} dated />
          </li>
        ))}
      </ul>
    </section>
  )
}
