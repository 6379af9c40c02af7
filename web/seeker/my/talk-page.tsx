import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { m } from '../../i18n/paraglide/messages.js'
import { buttonClass } from '../../ui/button.tsx'
import { Stack } from '../../ui/card.tsx'
import { SeekerFrame } from '../seeker-frame.tsx'
import { useSecret } from '../use-secret.ts'
import { CodeEntry } from './code-entry.tsx'
import { TalkView } from './talk-view.tsx'

export default function TalkPage() {
  const { bookingId = '' } = useParams({ strict: false })
  const { secret, keep } = useSecret('seeker')
  const queries = useQueryClient()
  return (
    <SeekerFrame title={m.seeker_talk_title()}>
      {secret === null ? (
        <CodeEntry
          onEnter={(found) => {
            keep(found)
            queries.clear()
          }}
        />
      ) : (
        <Stack gap={1.5}>
          <p className="no-print">
            <Link to="/my" className={buttonClass({ look: 'back' })}>
              <ArrowLeft aria-hidden /> {m.seeker_back_to_my()}
            </Link>
          </p>
          <TalkView bookingId={bookingId} secret={secret} />
        </Stack>
      )}
    </SeekerFrame>
  )
}
