import { useMutation } from '@tanstack/react-query'
import { CalendarX } from 'lucide-react'
import { useState } from 'react'
import { bookingLimits } from '../../../src/meeting/limits.ts'
import { nearTime } from '../../client/near-day.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { cancelTalk } from '../api.ts'
import type { Talk } from '../api.ts'
import { useKeepTalk } from './use-talk.ts'

/** Gives the time back. Asked once more; a reason may be given and is not asked for twice. */
export function Cancellation({ talk, secret }: { talk: Talk; secret: string }) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const keep = useKeepTalk(talk.id)
  const cancel = useMutation({
    mutationFn: () => cancelTalk(talk.id, reason, secret),
    onSuccess: (cancelled) => {
      setOpen(false)
      keep(cancelled)
      scrollTo({ top: 0 })
    },
  })
  const words = wordsFor(talk)
  return (
    <>
      <Button
        look="loss"
        icon={<CalendarX aria-hidden />}
        disabled={!talk.mayCancel}
        onClick={() => {
          cancel.reset()
          setOpen(true)
        }}
      >
        {words.action}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={words.title}>
        <Stack>
          <p>{words.text}</p>
          <TextArea
            label={m.seeker_cancel_reason()}
            mark={m.common_optional()}
            rows={2}
            maxLength={bookingLimits.cancelReason}
            value={reason}
            onChange={setReason}
          />
          {cancel.error ? <ProblemNotice error={cancel.error} /> : null}
          <Row>
            <Button look="loss" busy={cancel.isPending} onClick={() => cancel.mutate()}>
              {words.do}
            </Button>
            <Button look="quiet" onClick={() => setOpen(false)}>
              {m.seeker_cancel_keep()}
            </Button>
          </Row>
        </Stack>
      </Dialog>
    </>
  )
}

/** After the limit nothing is blamed: saying so is what the counsellor is glad of. */
function wordsFor(talk: Talk) {
  if (talk.mayChange)
    return {
      action: m.seeker_cancel_action(),
      title: m.seeker_cancel_title(),
      text: m.seeker_cancel_text({ time: nearTime(talk.wall) }),
      do: m.seeker_cancel_do(),
    }
  return {
    action: m.seeker_cancel_late_action(),
    title: m.seeker_cancel_late_title(),
    text: m.seeker_cancel_late_text({ time: nearTime(talk.wall) }),
    do: m.seeker_cancel_late_do(),
  }
}
