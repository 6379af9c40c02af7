import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { caseKey } from '../../client/keys.ts'
import { nearInstant } from '../../client/near-day.ts'
import { ApiProblem } from '../../client/problem.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import styles from '../events/events.module.css'
import { giveBack, seatKey, takeOffered } from './seat-api.ts'
import type { Seat } from './seat-api.ts'

type Props = { seat: Seat; secret: string }

/** Takes what was offered, or gives the place back: asked once more, and told what it means. */
export function SeatActions({ seat, secret }: Props) {
  const [open, setOpen] = useState(false)
  const queries = useQueryClient()
  const kept = {
    onSuccess: (changed: Seat) => {
      setOpen(false)
      queries.setQueryData(seatKey(seat.id), changed)
      void queries.invalidateQueries({ queryKey: caseKey })
      void queries.invalidateQueries({ queryKey: ['event'] })
      scrollTo({ top: 0 })
    },
    // Whatever it is now: an offer may just have run out.
    onError: () => void queries.invalidateQueries({ queryKey: seatKey(seat.id) }),
  }
  const take = useMutation({ mutationFn: () => takeOffered(seat.id, secret), ...kept })
  const leave = useMutation({ mutationFn: () => giveBack(seat.id, secret), ...kept })
  const waits = seat.state === 'waiting'
  const action = waits ? m.seeker_seat_leave_list() : m.seeker_seat_give_back()
  return (
    <>
      {seat.state === 'offered' && seat.offerEndsWall ? (
        <Notice
          tone="light"
          title={m.seeker_seat_offer_title()}
          actions={
            <>
              <Button busy={take.isPending} onClick={() => take.mutate()}>
                {m.seeker_seat_take()}
              </Button>
              <Button look="quiet" busy={leave.isPending} onClick={() => leave.mutate()}>
                {m.seeker_seat_decline()}
              </Button>
            </>
          }
        >
          <p>{m.seeker_seat_offer_text({ until: nearInstant(seat.offerEndsWall, seat.wall.zone) })}</p>
        </Notice>
      ) : null}
      <Trouble error={take.error ?? leave.error} />
      {seat.mayGiveBack && seat.state !== 'offered' ? (
        <div className={`${styles.section} no-print`}>
          <Row>
            <Button look="loss" onClick={() => setOpen(true)}>
              {action}
            </Button>
          </Row>
          {waits ? null : <p className={styles.quiet}>{m.seeker_seat_until()}</p>}
        </div>
      ) : null}
      <Dialog open={open} onClose={() => setOpen(false)} title={action}>
        <Stack>
          <p>{waits ? m.seeker_seat_sure_list() : m.seeker_seat_sure_text()}</p>
          <Row>
            <Button look="loss" busy={leave.isPending} onClick={() => leave.mutate()}>
              {action}
            </Button>
            <Button look="quiet" onClick={() => setOpen(false)}>
              {m.seeker_seat_keep()}
            </Button>
          </Row>
        </Stack>
      </Dialog>
    </>
  )
}

function Trouble({ error }: { error: unknown }) {
  if (!error) return null
  if (!(error instanceof ApiProblem) || error.type !== 'over') return <ProblemNotice error={error} />
  return (
    <Notice tone="light" alert title={m.seeker_seat_late_title()}>
      <p>{m.seeker_seat_late_text()}</p>
    </Notice>
  )
}
