import type { GoalOutcome } from '../../../src/guidance/konklusion.ts'
import type { ReactNode } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { fullDate } from '../../i18n/time.ts'
import type { KonklusionBody } from '../room-state.ts'
import { WebLink } from '../web-link.tsx'
import styles from './konklusion.module.css'

/** What a Konklusion says, in the counsellor's words for who does what: to read on the screen and on paper. */
export function KonklusionParts({ body: { summary, goals, actions, links } }: { body: KonklusionBody }) {
  return (
    <>
      <p className={styles.summary}>{summary}</p>
      {goals.length > 0 ? (
        <Part title={m.room_k_goals()}>
          {goals.map((goal) => (
            <li key={goal.goalId}>
              <strong>{goal.wording}</strong>
              {goal.outcome ? `: ${outcomeName(goal.outcome)}.` : ''} {goal.sentence}
            </li>
          ))}
        </Part>
      ) : null}
      {actions.length > 0 ? (
        <Part title={m.room_k_actions()}>
          {actions.map((action) => (
            <li key={`${action.who} ${action.what}`}>
              {action.what} (
              {[who[action.who](), action.until ? fullDate(action.until) : ''].filter(Boolean).join(', ')})
            </li>
          ))}
        </Part>
      ) : null}
      {links.length > 0 ? (
        <Part title={m.room_k_links()}>
          {links.map((link) => (
            <li key={link.url}>
              <WebLink {...link} />
            </li>
          ))}
        </Part>
      ) : null}
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.part}>
      <h3>{title}</h3>
      <ul className={styles.said}>{children}</ul>
    </div>
  )
}

const who = { seeker: m.room_k_who_seeker, counsellor: m.room_k_who_counsellor, other: m.room_k_who_other }

export function outcomeName(outcome: GoalOutcome): string {
  return {
    reached: m.room_k_reached,
    partly: m.room_k_partly,
    not_yet: m.room_k_not_yet,
    passed_on: m.room_k_passed_on,
  }[outcome]()
}

export function stateText(state: 'draft' | 'ready' | 'approved'): string {
  return { draft: m.room_k_state_draft, ready: m.room_k_state_ready, approved: m.room_k_state_approved }[state]()
}
