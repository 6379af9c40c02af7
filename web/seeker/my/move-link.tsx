import { Link } from '@tanstack/react-router'
import { CalendarClock } from 'lucide-react'
import { m } from '../../i18n/paraglide/messages.js'
import { Button, buttonClass } from '../../ui/button.tsx'
import type { Talk } from '../api.ts'

export function MoveLink({ talk }: { talk: Talk }) {
  if (!talk.mayChange)
    return (
      <Button look="secondary" icon={<CalendarClock aria-hidden />} disabled>
        {m.seeker_move_action()}
      </Button>
    )
  return (
    <Link to="/my/$bookingId/move" params={{ bookingId: talk.id }} className={buttonClass({ look: 'secondary' })}>
      <CalendarClock aria-hidden /> {m.seeker_move_action()}
    </Link>
  )
}
