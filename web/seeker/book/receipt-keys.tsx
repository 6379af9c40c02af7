import { Printer } from 'lucide-react'
import { useState } from 'react'
import { keepsInTab } from '../../client/kept.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { RememberBox } from '../remember-box.tsx'
import styles from './booked-page.module.css'

/** The code and the link, and plain words about what they are. */
export function ReceiptKeys({ code, secret, email }: { code: string; secret: string; email: string }) {
  const [keeps] = useState(keepsInTab)
  return (
    <Card aria-labelledby="keys">
      <Stack>
        <h2 id="keys">{m.seeker_booked_code_title()}</h2>
        <p>{email === '' ? m.seeker_booked_code_only() : m.seeker_booked_code_mail({ email })}</p>
        {keeps ? null : <p>{m.seeker_booked_code_not_kept()}</p>}
        <p className={styles.code} translate="no">
          {code}
        </p>
        <Row className="no-print">
          <CopyButton text={code}>{m.seeker_booked_copy_code()}</CopyButton>
          <CopyButton text={`${location.origin}/my#${secret}`}>{m.seeker_booked_copy_link()}</CopyButton>
          <Button look="secondary" icon={<Printer aria-hidden />} onClick={() => print()}>
            {m.common_print()}
          </Button>
        </Row>
        <p className={styles.hint}>{m.seeker_booked_code_how({ address: `${location.host}/my` })}</p>
        <div className="no-print" hidden={!keeps}>
          <RememberBox />
        </div>
      </Stack>
    </Card>
  )
}
