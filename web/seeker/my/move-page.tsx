import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft, CalendarClock } from 'lucide-react'
import { useState } from 'react'
import { nearTime } from '../../client/near-day.ts'
import { ApiProblem } from '../../client/problem.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { wholeTime } from '../../i18n/time.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import { changeTalk } from '../api.ts'
import type { Alternative, Talk } from '../api.ts'
import { alternativesOf } from '../book/alternatives.ts'
import { TimePicker } from '../book/time-picker.tsx'
import { SeekerFrame } from '../seeker-frame.tsx'
import { useSecret } from '../use-secret.ts'
import { CodeEntry } from './code-entry.tsx'
import type { MoveReceipt } from './moved-notice.tsx'
import { useKeepTalk, useTalk } from './use-talk.ts'

export default function MovePage() {
  const { bookingId = '' } = useParams({ strict: false })
  const { secret, keep } = useSecret('seeker')
  const { data: talk, error, refetch } = useTalk(bookingId, secret)
  return (
    <SeekerFrame title={m.seeker_move_title()}>
      {secret === null ? <CodeEntry onEnter={keep} /> : null}
      {error && !talk ? <ProblemNotice page error={error} onRetry={() => void refetch()} /> : null}
      {secret !== null && !talk && !error ? <Loading page /> : null}
      {secret !== null && talk ? <Move talk={talk} secret={secret} /> : null}
    </SeekerFrame>
  )
}

/** A new time for the same booking: shown before it is done. */
function Move({ talk, secret }: { talk: Talk; secret: string }) {
  const [slot, setSlot] = useState<Alternative | null>(null)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const keep = useKeepTalk(talk.id)
  const move = useMutation({
    mutationFn: (start: string) => changeTalk(talk.id, { start }, secret),
    onSuccess: async (now) => {
      keep(now)
      const moved: MoveReceipt = { from: wholeTime(talk.wall), start: now.start }
      await navigate({
        to: '/my/$bookingId',
        params: { bookingId: talk.id },
        replace: true,
        state: (kept) => ({ ...kept, moved }),
      })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['slots'] }),
  })
  const alternatives = move.error instanceof ApiProblem && move.error.type === 'taken' ? alternativesOf(move.error) : []
  const choose = (chosen: Alternative) => {
    move.reset()
    setSlot(chosen)
  }
  return (
    <Stack gap={1.3}>
      <p>
        <Link to="/my/$bookingId" params={{ bookingId: talk.id }} className={buttonClass({ look: 'back' })}>
          <ArrowLeft aria-hidden /> {m.seeker_move_back()}
        </Link>
      </p>
      <h1>{m.seeker_move_title()}</h1>
      <p>{m.seeker_move_text({ time: nearTime(talk.wall) })}</p>
      <TimePicker
        service={{ ...talk.service, maxNoticeDays: 62 }}
        language={talk.language}
        moved={{ bookingId: talk.id, secret }}
        onChoose={choose}
      />
      <Dialog open={slot !== null} onClose={() => setSlot(null)} title={m.seeker_move_confirm()}>
        <Stack>
          <p>
            {m.seeker_move_from({ time: nearTime(talk.wall) })}
            <br />
            <strong>{slot ? m.seeker_move_to({ time: nearTime(slot.wall) }) : ''}</strong>
          </p>
          {move.error ? <ProblemNotice error={move.error} /> : null}
          {alternatives.length > 0 ? (
            <Row>
              {alternatives.map((other) => (
                <Button key={other.start} look="secondary" onClick={() => choose(other)}>
                  {nearTime(other.wall)}
                </Button>
              ))}
            </Row>
          ) : (
            <Row>
              <Button
                icon={<CalendarClock aria-hidden />}
                busy={move.isPending}
                onClick={() => slot && move.mutate(slot.start)}
              >
                {m.seeker_move_do()}
              </Button>
              <Button look="quiet" onClick={() => setSlot(null)}>
                {m.seeker_move_other()}
              </Button>
            </Row>
          )}
        </Stack>
      </Dialog>
    </Stack>
  )
}
