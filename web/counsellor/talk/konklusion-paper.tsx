import { useQuery } from '@tanstack/react-query'
import { m } from '../../i18n/paraglide/messages.js'
import { fullDate } from '../../i18n/time.ts'
import { konklusionKey, readKonklusion } from '../../room/konklusion/konklusion-api.ts'
import { outcomeName } from '../../room/konklusion/konklusion-editor.tsx'
import styles from '../../staff/staff.module.css'
import { FourArcs } from '../../ui/four-arcs.tsx'

const who = { seeker: m.room_k_who_seeker, counsellor: m.room_k_who_counsellor, other: m.room_k_who_other }
const states = { draft: m.room_k_state_draft, ready: m.room_k_state_ready, approved: m.room_k_state_approved }

/** The Konklusion on paper: the fields of the editor print badly and cut long texts off. */
export default function KonklusionPaper({ bookingId }: { bookingId: string }) {
  const stored = useQuery({ queryKey: konklusionKey(bookingId), queryFn: () => readKonklusion(bookingId), staleTime: 30_000 })
  const written = stored.data?.konklusion
  if (!written) return null
  const { summary, goals, actions, links } = written.body
  return (
    <section className={styles.onPaper} aria-label={m.counsellor_konklusion()}>
      <FourArcs lit={written.state === 'approved' ? 4 : 3} tile />
      <h2>{m.counsellor_konklusion()}</h2>
      <p>{states[written.state]()}</p>
      <p className={styles.lined}>{summary}</p>
      {goals.length > 0 ? <h3>{m.room_k_goals()}</h3> : null}
      <ul>{goals.map((goal) => <li key={goal.goalId}><strong>{goal.wording}</strong>{goal.outcome ? `: ${outcomeName(goal.outcome)}.` : ''} {goal.sentence}</li>)}</ul>
      {actions.length > 0 ? <h3>{m.room_k_actions()}</h3> : null}
      <ul>{actions.map((action) => <li key={`${action.who} ${action.what}`}>{action.what} ({[who[action.who](), action.until ? fullDate(action.until) : ''].filter(Boolean).join(', ')})</li>)}</ul>
      {links.length > 0 ? <h3>{m.room_k_links()}</h3> : null}
      <ul>{links.map((link) => <li key={link.url}>{link.title}: {link.url}</li>)}</ul>
    </section>
  )
}
