import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { m } from '../../i18n/paraglide/messages.js'
import { buttonClass } from '../../ui/button.tsx'
import { Stack } from '../../ui/card.tsx'
import { CodeEntry } from '../my/code-entry.tsx'
import { SeekerFrame } from '../seeker-frame.tsx'
import { useSecret } from '../use-secret.ts'
import { ChecklistView } from './checklist-view.tsx'

export default function ChecklistPage() {
  const { bookingId = '' } = useParams({ strict: false })
  const { secret, keep } = useSecret('seeker')
  const queries = useQueryClient()
  return (
    <SeekerFrame title={m.seeker_checklist_title()}>
      {secret === null ? (
        <CodeEntry
          onEnter={(found) => {
            keep(found)
            queries.clear()
          }}
        />
      ) : (
        <Stack gap={1.2}>
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
        </Stack>
      )}
    </SeekerFrame>
  )
}
