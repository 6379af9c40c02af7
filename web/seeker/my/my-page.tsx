import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CalendarPlus } from 'lucide-react'
import { caseKey } from '../../client/keys.ts'
import { ApiProblem } from '../../client/problem.ts'
import { serverNow } from '../../client/server-now.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { buttonClass } from '../../ui/button.tsx'
import { Stack } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { caseOf, closeOpening } from '../api.ts'
import type { CaseTalk, KeptUntil, PlannedErasure } from '../api.ts'
import { SeekerFrame } from '../seeker-frame.tsx'
import { isAhead, SeatLists } from '../seat/seat-list.tsx'
import { useSecret } from '../use-secret.ts'
import { CodeEntry } from './code-entry.tsx'
import { Device } from './device.tsx'
import { Erasure, ErasurePending } from './erasure.tsx'
import { Keys } from './keys.tsx'
import { TalkList } from './talk-list.tsx'
import { TalkView } from './talk-view.tsx'

export default function MyPage() {
  const { secret, keep, forget } = useSecret('seeker')
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: [...caseKey, secret],
    queryFn: () => caseOf(secret),
    enabled: secret !== null,
  })
  const refused = error instanceof ApiProblem && error.status === 401
  return (
    <SeekerFrame title={m.seeker_my_title()}>
      {secret === null || refused ? <CodeEntry onEnter={keep} refused={refused ? error : undefined} /> : null}
      {secret !== null && error && !refused && !data ? (
        <ProblemNotice page error={error} onRetry={() => void refetch()} />
      ) : null}
      {secret !== null && !data && !error ? <Loading page /> : null}
      {secret !== null && data && !refused ? (
        <Case
          talks={data.talks}
          seats={data.seats}
          erasure={data.erasure}
          keptUntil={data.keptUntil}
          secret={secret}
          onRenewed={keep}
          onLock={() => {
            // Offline it is gone from this device all the same.
            void closeOpening('here', secret).catch(() => undefined)
            forget()
            queries.clear()
          }}
        />
      ) : null}
    </SeekerFrame>
  )
}

/** The next talk whole, the others as a list, and what concerns this device. */
function Case({
  talks,
  seats,
  erasure,
  keptUntil,
  secret,
  onLock,
  onRenewed,
}: {
  talks: CaseTalk[]
  seats: Parameters<typeof SeatLists>[0]['seats']
  erasure: PlannedErasure | null
  keptUntil: KeptUntil | null
  secret: string
  onLock(): void
  onRenewed(secret: string): void
}) {
  const next = nextTalk(talks)
  const others = talks.filter((talk) => talk !== next)
  return (
    <Stack gap={2}>
      {erasure ? <ErasurePending erasure={erasure} secret={secret} /> : null}
      {next ? (
        <TalkView bookingId={next.id} secret={secret} />
      ) : seats.some(isAhead) ? (
        <h1>{m.seeker_my_title()}</h1>
      ) : (
        <>
          <h1>{m.seeker_my_title()}</h1>
          <EmptyState
            title={m.seeker_my_none_title()}
            actions={
              <Link to="/" className={buttonClass()}>
                {m.seeker_my_book()}
              </Link>
            }
          >
            <p>{m.seeker_my_none_text()}</p>
          </EmptyState>
        </>
      )}
      <SeatLists seats={seats} />
      {others.length > 0 ? <TalkList talks={others} /> : null}
      {next && !erasure ? (
        <p className="no-print">
          <Link to="/" className={buttonClass({ look: 'secondary' })}>
            <CalendarPlus aria-hidden /> {m.seeker_my_book_another()}
          </Link>
        </p>
      ) : null}
      <Device onLock={onLock} />
      <Keys secret={secret} onRenewed={onRenewed} />
      {erasure ? null : <Erasure secret={secret} keptUntil={keptUntil} />}
    </Stack>
  )
}

/** The nearest talk that is not over, by the server's clock. */
function nextTalk(talks: CaseTalk[]): CaseTalk | undefined {
  const hourMs = 3_600_000
  return talks
    .filter((talk) => talk.state === 'booked' && Date.parse(talk.end) + hourMs > serverNow())
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start))[0]
}
