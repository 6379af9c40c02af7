import { useQuery } from '@tanstack/react-query'
import { helpedRange } from '../../../src/feedback/limits.ts'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { Card, Stack } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { feedbackQuery } from '../api.ts'
import type { FeedbackQuarter } from '../api.ts'
import own from './feedback.module.css'

/** What seekers said of talks, never of which. */
export default function FeedbackPage() {
  return (
    <StaffFrame title={m.staff_nav_feedback()} role="coordinator">
      {() => <Quarters />}
    </StaffFrame>
  )
}

function Quarters() {
  const { data, error, refetch } = useQuery(feedbackQuery)
  return (
    <div className={styles.column}>
      <h1>{m.staff_nav_feedback()}</h1>
      {error && !data ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading /> : null}
      {data ? <p>{m.coordinator_feedback_text({ fewest: data.fewestShown })}</p> : null}
      {data?.quarters.length === 0 ? (
        <EmptyState title={m.coordinator_feedback_none_title()}>
          <p>{m.coordinator_feedback_none_text()}</p>
        </EmptyState>
      ) : null}
      {data?.quarters.map((quarter) => (
        <Quarter key={`${quarter.serviceId}${quarter.quarter}`} quarter={quarter} />
      ))}
    </div>
  )
}

function Quarter({ quarter: { serviceTitle, quarter, answers, helped, texts } }: { quarter: FeedbackQuarter }) {
  const [year = '', month = ''] = quarter.split('-')
  const when = m.coordinator_feedback_quarter({ quarter: Math.ceil(Number(month) / 3), year })
  return (
    <Card>
      <Stack gap={0.8}>
        <h2>
          {serviceTitle[localeNow()]}: {when}
        </h2>
        <p className={styles.muted}>{m.coordinator_feedback_answers({ count: answers })}</p>
        <h3>{m.seeker_feedback_helped()}</h3>
        <Steps helped={helped} answers={answers} />
        {texts.length > 0 ? (
          <>
            <h3>{m.coordinator_feedback_texts()}</h3>
            <ul className={styles.list}>
              {texts.map((text, index) => (
                <li key={index} className={`${styles.quote} ${styles.lined}`}>
                  {text}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </Stack>
    </Card>
  )
}

/** How many chose each step, as numbers and as bars. */
function Steps({ helped, answers }: Pick<FeedbackQuarter, 'helped' | 'answers'>) {
  return (
    <dl className={own.steps}>
      {Object.entries(helped).map(([step, count]) => (
        <div key={step} className={own.step}>
          <dt>
            {step} <span className={styles.muted}>{endName(Number(step))}</span>
          </dt>
          <dd>
            <span aria-hidden className={own.bar} style={{ width: `${(100 * count) / answers}%` }} />
            {count}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function endName(step: number): string {
  if (step === helpedRange.least) return m.seeker_feedback_low()
  return step === helpedRange.most ? m.seeker_feedback_high() : ''
}
