import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { buttonClass } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { SeekerFrame } from '../seeker-frame.tsx'

type Props<Receipt> = {
  /** Reads what was kept in the tab. */
  read(): Receipt | null
  title(receipt: Receipt | null): string
  children(receipt: Receipt): ReactNode
}

/** What follows a booking or a registration; whoever comes back later is led to their own page. */
export function ReceiptPage<Receipt>({ read, title, children }: Props<Receipt>) {
  const [receipt] = useState(read)
  return (
    <SeekerFrame title={title(receipt)}>
      {receipt ? (
        <Stack gap={1.4}>{children(receipt)}</Stack>
      ) : (
        <EmptyState
          page
          title={m.seeker_booked_none_title()}
          actions={
            <Link to="/my" className={buttonClass()}>
              {m.seeker_booked_to_my()}
            </Link>
          }
        >
          <p>{m.seeker_booked_none_text()}</p>
        </EmptyState>
      )}
    </SeekerFrame>
  )
}

/** What happens next, and the way there. */
export function NextCard({ text, children }: { text: string; children: ReactNode }) {
  return (
    <Card className="no-print">
      <Stack>
        <h2>{m.seeker_booked_next()}</h2>
        <p>{text}</p>
        <Row>{children}</Row>
      </Stack>
    </Card>
  )
}
