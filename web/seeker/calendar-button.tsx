import { CalendarPlus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { m } from '../i18n/paraglide/messages.js'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loading } from '../ui/states.tsx'
import type { Appointment } from './calendar-ways.tsx'

const CalendarWays = lazy(() => import('./calendar-ways.tsx'))

/** Three ways into a calendar, which are loaded when somebody asks for them. */
export function CalendarButton(appointment: Appointment) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button look="secondary" icon={<CalendarPlus aria-hidden />} onClick={() => setOpen(true)}>
        {m.seeker_calendar_add()}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={m.seeker_calendar_add()}>
        {open ? (
          <Suspense fallback={<Loading />}>
            <CalendarWays {...appointment} />
          </Suspense>
        ) : null}
      </Dialog>
    </>
  )
}
