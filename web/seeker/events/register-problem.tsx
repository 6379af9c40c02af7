import { Link } from '@tanstack/react-router'
import { mostSeatsAhead } from '../../../src/group/limits.ts'
import { ApiProblem } from '../../client/problem.ts'
import { duration } from '../../i18n/hours-and-minutes.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

/** Why a registration was refused, and what to do. What was typed stays. */
export function RegisterProblem({ error, onRetry }: { error: unknown; onRetry(): void }) {
  if (!error) return null
  const type = error instanceof ApiProblem ? error.type : 'unknown'
  const toOwnPage = (
    <Link to="/my" className={buttonClass({ look: 'secondary' })}>
      {m.seeker_booked_to_my()}
    </Link>
  )
  if (type === 'over')
    return (
      <Notice
        tone="loss"
        alert
        title={m.seeker_register_over_title()}
        actions={
          <Link to="/events" className={buttonClass({ look: 'secondary' })}>
            {m.seeker_event_back()}
          </Link>
        }
      >
        <p>{m.seeker_register_over_text()}</p>
      </Notice>
    )
  if (type === 'already')
    return (
      <Notice tone="light" alert title={m.seeker_register_already_title()} actions={toOwnPage}>
        <p>{m.seeker_register_already_text()}</p>
      </Notice>
    )
  if (type === 'enough')
    return (
      <Notice tone="light" alert title={m.seeker_register_enough_title()} actions={toOwnPage}>
        <p>{m.seeker_register_enough_text({ count: mostSeatsAhead })}</p>
      </Notice>
    )
  if (type === 'too-many' && error instanceof ApiProblem)
    return (
      <Notice
        tone="light"
        alert
        title={m.seeker_register_many_title()}
        actions={
          <Button look="secondary" onClick={onRetry}>
            {m.common_retry()}
          </Button>
        }
      >
        <p>{m.seeker_register_many_text({ wait: waitOf(error) })}</p>
      </Notice>
    )
  // A refused field says so itself; sending the same once more would be no use.
  if (error instanceof ApiProblem && error.status === 422) return <ProblemNotice error={error} />
  return <ProblemNotice error={error} onRetry={onRetry} />
}

/** How long, in words: minutes up to an hour, then whole hours. */
function waitOf({ retryAfter }: ApiProblem): string {
  const minutes = Math.max(1, Math.ceil((retryAfter ?? 3600) / 60))
  return duration(minutes <= 60 ? minutes : 60 * Math.ceil(minutes / 60))
}
