import { Link } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import { m } from '../../i18n/paraglide/messages.js'
import { buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import type { Talk } from '../api.ts'
import { litArcs } from '../checklist/progress.ts'
import styles from './my.module.css'

/** The checklist's four arcs and the way to it. */
export function ChecklistCard({ talk }: { talk: Talk }) {
  if (!talk.checklist || talk.checklist.items === 0) return null
  const { answered, items } = talk.checklist
  const done = answered >= items
  return (
    <Card className={styles.checklist} aria-labelledby="checklist">
      <FourArcs lit={litArcs(answered, items)} tile />
      <div className={styles.checklistText}>
        <h2 id="checklist">{m.seeker_checklist_card()}</h2>
        <p>
          {done
            ? m.seeker_checklist_done()
            : answered === 0
              ? m.seeker_checklist_intro()
              : m.seeker_checklist_answered({ answered, total: items })}
        </p>
      </div>
      <Link
        to="/my/$bookingId/checklist"
        params={{ bookingId: talk.id }}
        className={`${buttonClass({ look: done ? 'secondary' : 'primary' })} no-print`}
      >
        <ListChecks aria-hidden />{' '}
        {done ? m.seeker_checklist_see() : answered === 0 ? m.seeker_checklist_begin() : m.seeker_checklist_go_on()}
      </Link>
    </Card>
  )
}
