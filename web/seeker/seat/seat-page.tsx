import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { m } from '../../i18n/paraglide/messages.js'
import { buttonClass } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import { OwnPage } from '../own-page.tsx'
import { seatKey, seatOf } from './seat-api.ts'
import { SeatView } from './seat-view.tsx'

/** A place in an event, on its seeker's own page. */
export default function SeatPage() {
  const { seatId = '' } = useParams({ strict: false })
  return (
    <OwnPage title={m.seeker_seat_title()} gap={1.5}>
      {(secret) => (
        <>
          <p className="no-print">
            <Link to="/my" className={buttonClass({ look: 'back' })}>
              <ArrowLeft aria-hidden /> {m.seeker_back_to_my()}
            </Link>
          </p>
          <Seat seatId={seatId} secret={secret} />
        </>
      )}
    </OwnPage>
  )
}

function Seat({ seatId, secret }: { seatId: string; secret: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: seatKey(seatId),
    queryFn: () => seatOf(seatId, secret),
    // A place may be offered at any time, and is not kept for long.
    refetchInterval: 60_000,
  })
  if (data) return <SeatView seat={data} secret={secret} />
  return error ? <ProblemNotice page error={error} onRetry={() => void refetch()} /> : <Loading page />
}
