import { useQuery } from '@tanstack/react-query'
import { ChevronLeft } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { clockTime, longDate, sentence } from '../../i18n/time.ts'
import styles from '../../staff/staff.module.css'
import { Button } from '../../ui/button.tsx'
import { Card, Stack } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import { mailQuery } from '../api.ts'
import type { MailboxAddress } from '../api.ts'

type Props = { address: MailboxAddress; id: string; onClose(): void }

/** The letter as its reader sees it. The frame may run nothing and load nothing. */
export function OpenMail({ address, id, onClose }: Props) {
  const mail = useQuery(mailQuery(address, id))
  const subjectLine = useRef<HTMLHeadingElement>(null)
  // Whoever opened it by keyboard or with a screen reader stands at its subject.
  useEffect(() => subjectLine.current?.focus(), [mail.isSuccess])
  if (mail.isPending) return <Loading />
  if (mail.isError) return <ProblemNotice error={mail.error} onRetry={() => void mail.refetch()} />
  const { subject, to, text, html, calendar, withheld, wall } = mail.data
  return (
    <Card aria-label={subject}>
      <Stack gap={0.8}>
        <div className={styles.backToList}>
          <Button look="quiet" icon={<ChevronLeft aria-hidden />} onClick={onClose}>
            {m.coordinator_mailbox_back()}
          </Button>
        </div>
        <h2 ref={subjectLine} tabIndex={-1}>
          {subject}
        </h2>
        <p className={styles.muted}>
          {to}
          <br />
          {m.coordinator_mail_caught({ date: sentence(longDate(wall.start)), time: clockTime(wall.start) })}
        </p>
        {withheld ? <Notice>{m.coordinator_mailbox_withheld()}</Notice> : null}
        <iframe
          title={subject}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={inNewTab(html)}
          className={styles.paper}
        />
        <details className={styles.more}>
          <summary>{m.coordinator_mailbox_plain()}</summary>
          <pre className={styles.raw} tabIndex={0}>
            {text}
          </pre>
        </details>
        {calendar ? (
          <details className={styles.more}>
            <summary>{m.coordinator_mailbox_calendar()}</summary>
            <pre className={styles.raw} tabIndex={0}>
              {calendar}
            </pre>
          </details>
        ) : null}
      </Stack>
    </Card>
  )
}

/** Links of the letter open beside the mailbox, as in a mail program. */
const inNewTab = (html: string): string => html.replace('<head>', '<head><base target="_blank">')
