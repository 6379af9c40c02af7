import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, ListChecks } from 'lucide-react'
import { ApiProblem } from '../../client/problem.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { buttonClass } from '../../ui/button.tsx'
import { Stack } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { checklistOf, companionMe, talkOf } from '../api.ts'
import { CalendarButton } from '../calendar-button.tsx'
import { ChecklistView } from '../checklist/checklist-view.tsx'
import { TalkCard } from '../my/talk-card.tsx'
import { SeekerFrame } from '../seeker-frame.tsx'
import { useSecret } from '../use-secret.ts'

/** Opened with the link that the seeker made: `/with#<secret>`. */
export default function CompanionPage() {
  const { secret } = useSecret('companion')
  const { data, error, refetch } = useQuery({
    queryKey: ['companion', secret],
    queryFn: () => companionMe(secret),
    enabled: secret !== null,
  })
  return (
    <SeekerFrame title={m.seeker_companion_page()}>
      {secret === null ? (
        <EmptyState page title={m.seeker_companion_no_link_title()}>
          <p>{m.seeker_companion_no_link_text()}</p>
        </EmptyState>
      ) : null}
      {error ? <Closed error={error} onRetry={() => void refetch()} /> : null}
      {secret !== null && !data && !error ? <Loading page /> : null}
      {secret !== null && data && !isOver(error) ? <CompanionTalk bookingId={data.bookingId} secret={secret} /> : null}
    </SeekerFrame>
  )
}

const isOver = (error: unknown) => error instanceof ApiProblem && error.type === 'gone'

/** A day after the talk the link opens nothing any more, which is no fault of anybody's. */
function Closed({ error, onRetry }: { error: unknown; onRetry(): void }) {
  if (!isOver(error)) return <ProblemNotice page error={error} onRetry={onRetry} />
  return (
    <EmptyState page title={m.seeker_companion_over_title()}>
      <p>{m.seeker_companion_over_text()}</p>
    </EmptyState>
  )
}

/** The talk as a companion sees it: when and how, the door, and a checklist of their own if there is one. */
function CompanionTalk({ bookingId, secret }: { bookingId: string; secret: string }) {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const {
    data: talk,
    error,
    refetch,
  } = useQuery({
    queryKey: ['companion-talk', bookingId],
    queryFn: () => talkOf(bookingId, secret),
    refetchInterval: 60_000,
  })
  const checklist = useQuery({
    queryKey: ['checklist', bookingId],
    queryFn: () => checklistOf(bookingId, secret),
    retry: false,
  })
  const home = (
    <Link to="/with" search={{}} className={buttonClass()}>
      {m.seeker_companion_back()}
    </Link>
  )
  if (error && (!talk || isOver(error))) return <Closed error={error} onRetry={() => void refetch()} />
  if (!talk) return <Loading page />
  if ('view' in search || 'item' in search)
    return (
      <Stack gap={1.3}>
        <p>
          <Link to="/with" search={{}} className={buttonClass({ look: 'back' })}>
            <ArrowLeft aria-hidden /> {m.seeker_companion_back()}
          </Link>
        </p>
        <ChecklistView bookingId={bookingId} secret={secret} home={home} />
      </Stack>
    )
  return (
    <Stack gap={1.4}>
      <p>{m.seeker_companion_welcome()}</p>
      <TalkCard talk={talk} as="companion" />
      {talk.state === 'booked' ? (
        <>
          {talk.form === 'phone' ? null : <p>{m.seeker_companion_text()}</p>}
          {checklist.data && checklist.data.items.length > 0 ? (
            <p>
              <Link to="/with" search={{ view: 'checklist' }} className={buttonClass()}>
                <ListChecks aria-hidden /> {m.seeker_companion_checklist()}
              </Link>
            </p>
          ) : null}
          <p>
            <CalendarButton talk={talk} secret={secret} as="companion" />
          </p>
        </>
      ) : null}
    </Stack>
  )
}
