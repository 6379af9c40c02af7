import { useBlocker } from '@tanstack/react-router'
import { m } from '../i18n/paraglide/messages.js'
import { Button } from '../ui/button.tsx'
import { Row, Stack } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'

/** Asks before a page with unsaved changes is left: by a link, by the back button, or by closing the tab. */
export function LeaveGuard({ changed }: { changed: boolean }) {
  const leaving = useBlocker({ shouldBlockFn: () => changed, enableBeforeUnload: () => changed, withResolver: true })
  const stay = () => leaving.reset?.()
  return (
    <Dialog open={leaving.status === 'blocked'} onClose={stay} title={m.staff_leave_title()}>
      <Stack>
        <p>{m.staff_leave_text()}</p>
        <Row>
          <Button onClick={stay}>{m.staff_leave_stay()}</Button>
          <Button look="loss" onClick={() => leaving.proceed?.()}>
            {m.staff_leave_go()}
          </Button>
        </Row>
      </Stack>
    </Dialog>
  )
}
