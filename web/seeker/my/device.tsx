import { Lock } from 'lucide-react'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { RememberBox } from '../remember-box.tsx'

/** Whether this device remembers the page, and how to lock it here: the key of this device ends then. */
export function Device({ onLock }: { onLock(): void }) {
  return (
    <Card className="no-print" aria-labelledby="device">
      <Stack>
        <h2 id="device">{m.seeker_my_device()}</h2>
        <RememberBox />
        <Row>
          <Button look="secondary" icon={<Lock aria-hidden />} onClick={onLock}>
            {m.seeker_my_lock()}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}
