import { Lock } from 'lucide-react'
import { useState } from 'react'
import { isRemembered, rememberSecret } from '../../client/secret.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { CheckBox } from '../../ui/choice.tsx'

/** Whether this device remembers the page, and how to lock it here: the key of this device ends then. */
export function Device({ onLock }: { onLock(): void }) {
  const [remembered, setRemembered] = useState(() => isRemembered('seeker'))
  return (
    <Card className="no-print" aria-labelledby="device">
      <Stack>
        <h2 id="device">{m.seeker_my_device()}</h2>
        <CheckBox
          label={m.seeker_my_remember()}
          hint={m.seeker_my_remember_hint()}
          checked={remembered}
          onChange={(remember) => {
            rememberSecret('seeker', remember)
            setRemembered(remember)
          }}
        />
        <Row>
          <Button look="secondary" icon={<Lock aria-hidden />} onClick={onLock}>
            {m.seeker_my_lock()}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}
