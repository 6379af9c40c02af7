import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { m } from '../../i18n/paraglide/messages.js'
import { buttonClass } from '../../ui/button.tsx'
import { OwnPage } from '../own-page.tsx'
import { TalkView } from './talk-view.tsx'

export default function TalkPage() {
  const { bookingId = '' } = useParams({ strict: false })
  return (
    <OwnPage title={m.seeker_talk_title()} gap={1.5}>
      {(secret) => (
        <>
          <p className="no-print">
            <Link to="/my" className={buttonClass({ look: 'back' })}>
              <ArrowLeft aria-hidden /> {m.seeker_back_to_my()}
            </Link>
          </p>
          <TalkView bookingId={bookingId} secret={secret} />
        </>
      )}
    </OwnPage>
  )
}
