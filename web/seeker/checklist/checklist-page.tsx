import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { m } from '../../i18n/paraglide/messages.js'
import { buttonClass } from '../../ui/button.tsx'
import { OwnPage } from '../own-page.tsx'
import { ChecklistView } from './checklist-view.tsx'

export default function ChecklistPage() {
  const { bookingId = '' } = useParams({ strict: false })
  return (
    <OwnPage title={m.seeker_checklist_title()} gap={1.2}>
      {(secret) => (
        <>
          <p>
            <Link to="/my/$bookingId" params={{ bookingId }} className={buttonClass({ look: 'back' })}>
              <ArrowLeft aria-hidden /> {m.seeker_back_to_talk()}
            </Link>
          </p>
          <ChecklistView
            bookingId={bookingId}
            secret={secret}
            home={
              <Link to="/my/$bookingId" params={{ bookingId }} className={buttonClass()}>
                {m.seeker_back_to_talk()}
              </Link>
            }
          />
        </>
      )}
    </OwnPage>
  )
}
