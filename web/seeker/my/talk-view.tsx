import { nearInstant } from '../../client/near-day.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Stack } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import { Cancellation } from './cancellation.tsx'
import { ChecklistCard } from './checklist-card.tsx'
import { Companions } from './companions.tsx'
import { Contact } from './contact.tsx'
import { FollowUpCard, KonklusionCard } from './after-cards.tsx'
import { FeedbackCard } from './feedback-card.tsx'
import { FormChange } from './form-change.tsx'
import { NextSteps } from './next-steps.tsx'
import { TalkCard } from './talk-card.tsx'
import { CalendarButton } from '../calendar-button.tsx'
import { MoveLink } from './move-link.tsx'
import { MovedNotice } from './moved-notice.tsx'
import { useTalk } from './use-talk.ts'
import styles from './my.module.css'

/** One talk as its seeker sees it: what, when, how, what comes before and after, and what can be changed. */
export function TalkView({ bookingId, secret }: { bookingId: string; secret: string }) {
  const { data: talk, error, refetch } = useTalk(bookingId, secret)
  if (error && !talk) return <ProblemNotice page error={error} onRetry={() => void refetch()} />
  if (!talk) return <Loading page />
  const ahead = talk.state === 'booked'
  const change = <FormChange talk={talk} secret={secret} />
  return (
    <Stack gap={1.4}>
      {talk.videoAway ? (
        <Notice tone="light" title={m.common_problem_video_title()} actions={change}>
          <p>{m.common_problem_video_text()}</p>
        </Notice>
      ) : null}
      <MovedNotice talk={talk} />
      <TalkCard talk={talk} />
      <KonklusionCard talk={talk} />
      <FollowUpCard talk={talk} />
      <FeedbackCard talk={talk} secret={secret} />
      {ahead ? (
        <>
          <ChecklistCard talk={talk} />
          <NextSteps talk={talk} />
          <section className={`${styles.section} no-print`} aria-labelledby="change">
            <h2 id="change">{m.seeker_change_title()}</h2>
            <div className={styles.actions}>
              <CalendarButton talk={talk} secret={secret} />
              {talk.videoAway ? null : change}
              <MoveLink talk={talk} />
              <Cancellation talk={talk} secret={secret} />
            </div>
            <p className={styles.quiet}>
              {talk.mayChange
                ? m.seeker_change_until({ until: nearInstant(talk.mayChangeUntilWall, talk.wall.zone) })
                : m.seeker_change_late()}
            </p>
          </section>
          <Companions bookingId={talk.id} secret={secret} />
        </>
      ) : null}
      {talk.state === 'cancelled' ? null : <Contact talk={talk} secret={secret} />}
    </Stack>
  )
}
