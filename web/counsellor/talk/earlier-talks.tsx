import { Link } from '@tanstack/react-router'
import { m } from '../../i18n/paraglide/messages.js'
import { fullDate } from '../../i18n/time.ts'
import styles from '../../staff/staff.module.css'
import { Card, Stack } from '../../ui/card.tsx'
import type { WholeTalk } from '../../staff/talk-api.ts'

/** A returning seeker's earlier talks, each with the Konklusion that they approved. */
export function EarlierTalks({ talks }: { talks: WholeTalk['earlier'] }) {
  if (talks.length === 0) return null
  return (
    <Card aria-labelledby="earlier-head">
      <Stack gap={0.8}>
        <h2 id="earlier-head">{m.counsellor_earlier()}</h2>
        {talks.map(({ id, wall, konklusion }) => (
          <details key={id} className={styles.more}>
            <summary>{fullDate(wall.start)}</summary>
            {konklusion ? (
              <Stack gap={0.5}>
                <p>{konklusion.summary}</p>
                <ul>
                  {konklusion.goals.map((goal) => (
                    <li key={goal.goalId}>
                      {goal.wording}: {goal.sentence}
                    </li>
                  ))}
                </ul>
                <ul>
                  {konklusion.actions.map((action) => (
                    <li key={action.what}>{action.what}</li>
                  ))}
                </ul>
              </Stack>
            ) : (
              <p className={styles.muted}>{m.counsellor_no_konklusion()}</p>
            )}
            <p>
              <Link to="/staff/talk/$bookingId" params={{ bookingId: id }}>
                {m.counsellor_open_talk()}
              </Link>
            </p>
          </details>
        ))}
      </Stack>
    </Card>
  )
}
