import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { nearTime } from '../../client/near-day.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { buttonClass } from '../../ui/button.tsx'
import { Card, Stack } from '../../ui/card.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { followUpOf } from '../api.ts'
import { followUpText } from '../my/after-cards.tsx'
import { OwnPage } from '../own-page.tsx'
import { CheckIn } from './check-in.tsx'

export default function FollowUpPage() {
  const { bookingId = '' } = useParams({ strict: false })
  return (
    <OwnPage title={m.seeker_follow_up_title()} gap={1.3}>
      {(secret) => (
        <>
          <p>
            <Link to="/my/$bookingId" params={{ bookingId }} className={buttonClass({ look: 'back' })}>
              <ArrowLeft aria-hidden /> {m.seeker_back_to_talk()}
            </Link>
          </p>
          <FollowUpView bookingId={bookingId} secret={secret} />
        </>
      )}
    </OwnPage>
  )
}

/** How one is in touch again: a check-in is answered here, the other kinds are told. */
function FollowUpView({ bookingId, secret }: { bookingId: string; secret: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['follow-up', bookingId],
    queryFn: () => followUpOf(bookingId, secret),
  })
  if (error && !data) return <ProblemNotice page error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading page />
  const { followUp } = data
  if (!followUp)
    return (
      <EmptyState page title={m.seeker_follow_up_missing_title()}>
        <p>{m.seeker_follow_up_missing_text()}</p>
      </EmptyState>
    )
  return (
    <Stack gap={1.3}>
      <FourArcs lit={4} tile />
      <h1>{m.seeker_follow_up_title()}</h1>
      <p>{followUpText(followUp.kind, followUp.dueOn)}</p>
      {followUp.note ? <p style={{ whiteSpace: 'pre-line' }}>{followUp.note}</p> : null}
      {followUp.kind === 'check_in' && (followUp.question || followUp.repliedAt) ? (
        <CheckIn bookingId={bookingId} secret={secret} followUp={followUp} />
      ) : null}
      {followUp.nextBooking ? (
        <Card>
          <Stack>
            <p>
              <strong>{nearTime(followUp.nextBooking.wall)}</strong>
            </p>
            <p>
              <Link to="/my/$bookingId" params={{ bookingId: followUp.nextBooking.id }} className={buttonClass()}>
                {m.seeker_follow_up_to_talk()}
              </Link>
            </p>
          </Stack>
        </Card>
      ) : null}
    </Stack>
  )
}
