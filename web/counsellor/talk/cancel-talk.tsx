import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { bookingLimits } from '../../../src/meeting/limits.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { cancelTalk } from '../api.ts'

/** The counsellor cannot come: the seeker gets a letter, and the time is free again. */
export function CancelTalk({ bookingId }: { bookingId: string }) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const queries = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => cancelTalk(bookingId, reason),
    onSuccess: async () => {
      setOpen(false)
      await queries.invalidateQueries({ queryKey: ['staff'] })
    },
  })
  return (
    <>
      <div>
        <Button look="quiet" onClick={() => setOpen(true)}>
          {m.counsellor_cancel()}
        </Button>
      </div>
      <Dialog open={open} onClose={() => setOpen(false)} title={m.counsellor_cancel_title()}>
        <Stack>
          <p>{m.counsellor_cancel_text()}</p>
          <TextArea
            label={m.counsellor_cancel_reason()}
            hint={m.counsellor_cancel_reason_hint()}
            mark={m.common_optional()}
            maxLength={bookingLimits.cancelReason}
            rows={3}
            value={reason}
            onChange={setReason}
          />
          {cancel.isError ? <ProblemNotice error={cancel.error} /> : null}
          <Row>
            <Button look="loss" busy={cancel.isPending} onClick={() => cancel.mutate()}>
              {m.counsellor_cancel()}
            </Button>
            <Button look="secondary" onClick={() => setOpen(false)}>
              {m.counsellor_keep()}
            </Button>
          </Row>
        </Stack>
      </Dialog>
    </>
  )
}
