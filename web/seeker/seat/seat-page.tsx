import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { m } from '../../i18n/paraglide/messages.js'
import { buttonClass } from '../../ui/button.tsx'
import { Stack } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import { CodeEntry } from '../my/code-entry.tsx'
import { SeekerFrame } from '../seeker-frame.tsx'
import { useSecret } from '../use-secret.ts'
import { seatKey, seatOf } from './seat-api.ts'
import { SeatView } from './seat-view.tsx'

/** A place in an event, on its seeker's own page. */
export default function SeatPage() {
  const { seatId = '' } = useParams({ strict: false })
  const { secret, keep } = useSecret('seeker')
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: seatKey(seatId),
    queryFn: () => seatOf(seatId, secret),
    enabled: secret !== null,
    // A place may be offered at any time, and is not kept for long.
    refetchInterval: 60_000,
  })
  return (
    <SeekerFrame title={m.seeker_seat_title()}>
      {secret === null ? (
        <CodeEntry
          onEnter={(found) => {
            keep(found)
            queries.clear()
          }}
        />
      ) : (
        <Stack gap={1.5}>
          <p className="no-print">
            <Link to="/my" className={buttonClass({ look: 'back' })}>
              <ArrowLeft aria-hidden /> {m.seeker_back_to_my()}
            </Link>
          </p>
          {data ? <SeatView seat={data} secret={secret} /> : null}
          {!data && !error ? <Loading page /> : null}
          {error && !data ? <ProblemNotice page error={error} onRetry={() => void refetch()} /> : null}
        </Stack>
      )}
    </SeekerFrame>
  )
}
