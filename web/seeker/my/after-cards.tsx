import { Link } from '@tanstack/react-router'
import { m } from '../../i18n/paraglide/messages.js'
import { fullDate } from '../../i18n/time.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Talk } from '../api.ts'
import styles from './my.module.css'

/** The Konklusion, as soon as the counsellor has shown it. */
export function KonklusionCard({ talk }: { talk: Talk }) {
  if (!talk.konklusion) return null
  return (
    <Card className={styles.checklist} aria-labelledby="konklusion">
      <FourArcs lit={talk.konklusion === 'approved' ? 4 : 3} tile />
      <div className={styles.checklistText}>
        <h2 id="konklusion">{m.seeker_konklusion_name()}</h2>
        <p>{talk.konklusion === 'approved' ? m.seeker_konklusion_card_approved() : m.seeker_konklusion_card_ready()}</p>
      </div>
      <Link
        to="/my/$bookingId/konklusion"
        params={{ bookingId: talk.id }}
        className={`${buttonClass({ look: talk.konklusion === 'approved' ? 'secondary' : 'primary' })} no-print`}
      >
        {m.seeker_konklusion_read()}
      </Link>
    </Card>
  )
}

/** How and when one is in touch again. */
export function FollowUpCard({ talk }: { talk: Talk }) {
  const { followUp } = talk
  if (!followUp || followUp.kind === 'none') return null
  const link = followUp.kind === 'check_in' || followUp.kind === 'talk'
  return (
    <Notice
      tone="light"
      title={m.seeker_follow_up_title()}
      actions={
        link ? (
          <Link
            to="/my/$bookingId/follow-up"
            params={{ bookingId: talk.id }}
            className={buttonClass({ look: 'secondary' })}
          >
            {m.seeker_follow_up_open()}
          </Link>
        ) : null
      }
    >
      <p>{followUpText(followUp.kind, followUp.dueOn)}</p>
    </Notice>
  )
}

export function followUpText(kind: string, dueOn: string | null): string {
  const date = dueOn ? fullDate(dueOn) : ''
  if (kind === 'welcome_back') return m.seeker_follow_up_welcome()
  if (kind === 'talk') return m.seeker_follow_up_talk()
  if (kind === 'call') return m.seeker_follow_up_call({ date })
  if (kind === 'check_in') return m.seeker_follow_up_check_in({ date })
  return m.seeker_follow_up_none()
}
