import type { ReactNode } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Colleague } from '../api.ts'

type Props = {
  open: boolean
  colleague: Colleague
  busy: boolean
  onClose(): void
  onDeactivate(): void
  refusal: ReactNode
}

/** Says what becomes of the talks before somebody is shut out. */
export function DeactivateDialog({
  open,
  colleague: { name, talksAhead },
  busy,
  onClose,
  onDeactivate,
  refusal,
}: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={m.coordinator_deactivate_title({ name })}>
      <Stack>
        <p>{m.coordinator_deactivate_text()}</p>
        {talksAhead > 0 ? <Notice tone="loss">{m.coordinator_talks_ahead({ count: talksAhead })}</Notice> : null}
        {refusal}
        <Row>
          <Button look="loss" busy={busy} onClick={onDeactivate}>
            {m.coordinator_deactivate()}
          </Button>
          <Button look="secondary" onClick={onClose}>
            {m.common_cancel()}
          </Button>
        </Row>
      </Stack>
    </Dialog>
  )
}
