import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { BellRing } from 'lucide-react'
import { useRef, useState } from 'react'
import { roomLimits } from '../../../src/room/limits.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { decideAtDoor, hasLeft } from '../../staff/talk-api.ts'
import { Button } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import type { Waiting } from '../api.ts'

/** Who stands at a talk's door. Somebody who was gone when the decision came is told of after their row has left. */
export function DoorRows({ bookingId, waiting }: { bookingId: string; waiting: Waiting[] }) {
  const [left, setLeft] = useState<string | null>(null)
  return (
    <>
      {waiting.map((person) => (
        <DoorRow key={person.personId} bookingId={bookingId} person={person} tellLeft={setLeft} />
      ))}
      <p role="status" className={left === null ? 'visually-hidden' : undefined}>
        {left === null ? '' : m.room_at_door_gone({ who: left })}
      </p>
    </>
  )
}

/** Somebody stands at the door: let in, ask to wait with a short message, or decline. */
function DoorRow({
  bookingId,
  person,
  tellLeft,
}: {
  bookingId: string
  person: Waiting
  tellLeft(name: string | null): void
}) {
  const who = person.label ?? m.counsellor_the_seeker()
  const buttons = useRef<HTMLDivElement>(null)
  const [message, setMessage] = useState('')
  const [asking, setAsking] = useState<'wait' | 'decline' | null>(null)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const decide = useMutation({
    mutationFn: (decision: 'admit' | 'wait' | 'decline') =>
      decideAtDoor(bookingId, person.personId, decision, message.trim() || undefined),
    onError: async (error) => {
      if (!hasLeft(error)) return
      tellLeft(who)
      await queries.invalidateQueries({ queryKey: ['staff'] })
    },
    onSuccess: async (_, decision) => {
      tellLeft(null)
      putDown()
      if (decision === 'admit') await navigate({ to: '/staff/talk/$bookingId/room', params: { bookingId } })
      await queries.invalidateQueries({ queryKey: ['staff'] })
    },
  })
  /** Back to the buttons, and the focus with them. */
  function putDown() {
    setAsking(null)
    setMessage('')
    requestAnimationFrame(() => buttons.current?.querySelector('button')?.focus())
  }
  return (
    <Notice
      tone="light"
      title={person.state === 'asked_to_wait' ? m.counsellor_waits_on({ who }) : m.counsellor_waits({ who })}
    >
      <Stack gap={0.6}>
        {asking === null ? (
          <Row ref={buttons}>
            <Button icon={<BellRing aria-hidden />} busy={decide.isPending} onClick={() => decide.mutate('admit')}>
              {m.counsellor_let_in()}
            </Button>
            <Button look="secondary" onClick={() => setAsking('wait')}>
              {m.counsellor_ask_to_wait()}
            </Button>
            <Button look="quiet" onClick={() => setAsking('decline')}>
              {m.counsellor_decline()}
            </Button>
          </Row>
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (!decide.isPending) decide.mutate(asking)
            }}
          >
            <Stack gap={0.6}>
              <Field
                label={m.counsellor_message()}
                hint={m.counsellor_message_hint()}
                maxLength={roomLimits.doorMessage}
                value={message}
                onChange={setMessage}
                autoFocus
              />
              <Row>
                <Button type="submit" busy={decide.isPending}>
                  {asking === 'wait' ? m.counsellor_ask_to_wait() : m.counsellor_decline()}
                </Button>
                <Button look="quiet" onClick={putDown}>
                  {m.common_cancel()}
                </Button>
              </Row>
            </Stack>
          </form>
        )}
        {decide.isError && !hasLeft(decide.error) ? <ProblemNotice error={decide.error} /> : null}
      </Stack>
    </Notice>
  )
}
