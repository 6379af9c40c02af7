import { useMutation } from '@tanstack/react-query'
import { Download, ExternalLink } from 'lucide-react'
import { m } from '../i18n/paraglide/messages.js'
import { Button, buttonClass } from '../ui/button.tsx'
import { Stack } from '../ui/card.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { saveFile } from '../client/save-file.ts'
import { calendarFile } from './api.ts'
import { calendarLinks } from './calendar-links.ts'

export type Appointment = {
  talk: { id: string; start: string; end: string }
  secret: string | null
  /** A companion is led to the first page: the talk's own one is the seeker's. */
  as?: 'seeker' | 'companion'
  /** The page that the entry leads to, and how its file is fetched: a talk's, unless it is said. */
  path?: string
  fetchFile?: typeof calendarFile
}

/** The file is fetched with the secret in a header: its address alone opens nothing. */
export default function CalendarWays({
  talk,
  secret,
  as = 'seeker',
  path = `/my/${talk.id}`,
  fetchFile = calendarFile,
}: Appointment) {
  const file = useMutation({
    mutationFn: () => fetchFile(talk.id, secret),
    // A neutral name: the file may lie in a folder that a family shares.
    onSuccess: (file) => saveFile(file, 'calendar.ics'),
  })
  const url = as === 'seeker' ? location.origin + path : location.origin
  const links = calendarLinks({
    summary: m.letter_calendar_summary(),
    description: m.letter_calendar_description({ url }),
    url,
    start: talk.start,
    end: talk.end,
  })
  const others = [
    [m.seeker_calendar_google(), links.google],
    [m.seeker_calendar_outlook(), links.outlook],
    [m.seeker_calendar_outlook_work(), links.outlookWork],
  ] as const
  return (
    <Stack>
      <Button icon={<Download aria-hidden />} busy={file.isPending} onClick={() => file.mutate()}>
        {m.seeker_calendar_file()}
      </Button>
      {file.error ? <ProblemNotice error={file.error} /> : null}
      {others.map(([name, link]) => (
        <a key={link} href={link} target="_blank" rel="noreferrer" className={buttonClass({ look: 'secondary' })}>
          <ExternalLink aria-hidden /> {name}
        </a>
      ))}
      <p>{m.seeker_calendar_text()}</p>
    </Stack>
  )
}
