import { Link } from '@tanstack/react-router'
import { m } from '../../i18n/paraglide/messages.js'
import { clockRange, shortDate } from '../../i18n/time.ts'
import styles from '../../staff/staff.module.css'
import type { Talk } from '../api.ts'
import { seekerName, stateName } from './talk-card.tsx'

/** A talk on one line, for what is over: who, when, how it went and how far the Konklusion has come. */
export function TalkLine({ talk, dated = false }: { talk: Talk; dated?: boolean }) {
  const written = talk.konklusion === null ? '' : konklusionState[talk.konklusion]()
  return (
    <Link to="/staff/talk/$bookingId" params={{ bookingId: talk.id }} className={styles.chip}>
      <strong>{seekerName(talk)}</strong>
      <span className={styles.muted}>
        {[dated ? shortDate(talk.wall.start) : '', clockRange(talk.wall)].join(' ').trim()} ·{' '}
        {[stateName[talk.state](), written].filter(Boolean).join(' · ')}
      </span>
    </Link>
  )
}

const konklusionState = {
  draft: m.counsellor_konklusion_draft,
  ready: m.counsellor_konklusion_ready,
  approved: m.counsellor_konklusion_approved,
}
