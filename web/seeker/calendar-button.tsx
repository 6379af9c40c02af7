import { useMutation } from '@tanstack/react-query'
import { CalendarPlus } from 'lucide-react'
import { m } from '../i18n/paraglide/messages.js'
import { Button } from '../ui/button.tsx'
import { problemText } from '../ui/problem-notice.tsx'
import { calendarFile } from './api.ts'

/** Fetches the ICS file with the secret in a header: the file's address alone opens nothing. */
export function CalendarButton({ bookingId, secret }: { bookingId: string; secret: string | null }) {
  const file = useMutation({ mutationFn: () => calendarFile(bookingId, secret), onSuccess: offer })
  return (
    <>
      <Button look="secondary" icon={<CalendarPlus aria-hidden />} busy={file.isPending} onClick={() => file.mutate()}>
        {m.seeker_calendar_add()}
      </Button>
      {file.error ? (
        <p role="alert">
          {problemText(file.error).title}. {problemText(file.error).text}
        </p>
      ) : null}
    </>
  )
}

function offer(file: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  // A neutral name: the file may lie in a folder that a family shares.
  link.download = 'calendar.ics'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
