import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { mailboxQuery, mailQuery } from '../api.ts'

/** All mail that the program would have sent, while no mail server is set. */
export default function MailboxPage() {
  return <StaffFrame title={m.staff_nav_mailbox()} role="coordinator">{() => <Mailbox />}</StaffFrame>
}

function Mailbox() {
  const [cursors, setCursors] = useState<string[]>([])
  const [opened, setOpened] = useState<string | null>(null)
  const mails = useQuery(mailboxQuery(cursors.at(-1)))
  if (mails.isPending) return <Loading />
  if (mails.isError) return <ProblemNotice error={mails.error} onRetry={() => void mails.refetch()} />
  return (
    <Stack gap={1.5}>
      <h1>{m.staff_nav_mailbox()}</h1>
      <p>{m.coordinator_mailbox_text()}</p>
      {mails.data.mails.length === 0 ? <EmptyState title={m.coordinator_mailbox_empty()} /> : null}
      <div className={styles.split}>
        {opened ? <OpenMail key={opened} id={opened} /> : <p className={styles.muted}>{m.coordinator_mailbox_choose()}</p>}
        <Stack>
          <ul className={styles.list}>
            {mails.data.mails.map(({ id, to, subject }) => (
              <li key={id}>
                <button type="button" className={styles.chip} style={{ width: '100%', textAlign: 'start', border: 0, cursor: 'pointer' }} aria-pressed={id === opened} onClick={() => setOpened(id)}>
                  <strong>{subject}</strong><span className={styles.muted}>{to}</span>
                </button>
              </li>
            ))}
          </ul>
          <Row>
            {cursors.length > 0 ? <Button look="secondary" onClick={() => setCursors(cursors.slice(0, -1))}>{m.coordinator_newer()}</Button> : null}
            {mails.data.next ? <Button look="secondary" onClick={() => setCursors([...cursors, mails.data.next ?? ''])}>{m.coordinator_older()}</Button> : null}
          </Row>
        </Stack>
      </div>
    </Stack>
  )
}

/** The letter as its reader sees it. The frame may run nothing and load nothing. */
function OpenMail({ id }: { id: string }) {
  const mail = useQuery(mailQuery(id))
  if (mail.isPending) return <Loading />
  if (mail.isError) return <ProblemNotice error={mail.error} onRetry={() => void mail.refetch()} />
  const { subject, to, text, html, calendar } = mail.data
  return (
    <Card aria-label={subject}>
      <Stack gap={0.8}>
        <h2>{subject}</h2>
        <p className={styles.muted}>{to}</p>
        <iframe title={subject} sandbox="allow-popups" srcDoc={html} style={{ width: '100%', height: '34rem', border: 0, background: '#fff' }} />
        <details><summary>{m.coordinator_mailbox_plain()}</summary><pre style={{ whiteSpace: 'pre-wrap' }}>{text}</pre></details>
        {calendar ? <details><summary>{m.coordinator_mailbox_calendar()}</summary><pre style={{ whiteSpace: 'pre-wrap' }}>{calendar}</pre></details> : null}
      </Stack>
    </Card>
  )
}
