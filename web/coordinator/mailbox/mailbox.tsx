import { useQuery } from '@tanstack/react-query'
import { m } from '../../i18n/paraglide/messages.js'
import { clockTime, longDate, sentence } from '../../i18n/time.ts'
import { useAddress } from '../../staff/address.ts'
import styles from '../../staff/staff.module.css'
import { Button } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { mailboxQuery } from '../api.ts'
import type { Mail, MailboxAddress } from '../api.ts'
import { OpenMail } from './open-mail.tsx'

/** Letters in a list, the chosen one beside it; which one, and how far back, stands in the address. */
export function Mailbox({ address }: { address: MailboxAddress }) {
  const [words, change] = useAddress()
  const mails = useQuery(mailboxQuery(address, words.get('before') ?? undefined))
  const opened = words.get('mail')
  return (
    <Stack gap={1.2}>
      <h1>{m.staff_nav_mailbox()}</h1>
      <p className={styles.muted}>{m.coordinator_mailbox_text()}</p>
      {address === '/staff/mailbox' ? <p className={styles.muted}>{m.coordinator_mailbox_whose()}</p> : null}
      {mails.isPending ? <Loading /> : null}
      {mails.isError ? <ProblemNotice error={mails.error} onRetry={() => void mails.refetch()} /> : null}
      {mails.data?.mails.length === 0 ? <EmptyState title={m.coordinator_mailbox_empty()} /> : null}
      {mails.data && mails.data.mails.length > 0 ? (
        <div className={`${styles.mailbox} ${opened ? styles.reading : ''}`}>
          <Stack gap={0.8} className={styles.mails}>
            <ul className={styles.tight}>
              {mails.data.mails.map((mail) => (
                <li key={mail.id}>
                  <Line mail={mail} opened={mail.id === opened} onOpen={() => change({ mail: mail.id })} />
                </li>
              ))}
            </ul>
            <Row>
              {words.has('before') ? (
                <Button look="secondary" onClick={() => change({ before: null, mail: null })}>
                  {m.coordinator_newest()}
                </Button>
              ) : null}
              {mails.data.next ? (
                <Button look="secondary" onClick={() => change({ before: mails.data.next, mail: null })}>
                  {m.coordinator_older()}
                </Button>
              ) : null}
            </Row>
          </Stack>
          {opened ? (
            <OpenMail key={opened} address={address} id={opened} onClose={() => change({ mail: null })} />
          ) : (
            <p className={`${styles.muted} ${styles.unread}`}>{m.coordinator_mailbox_choose()}</p>
          )}
        </div>
      ) : null}
    </Stack>
  )
}

function Line({ mail, opened, onOpen }: { mail: Mail; opened: boolean; onOpen(): void }) {
  return (
    <button
      type="button"
      className={`${styles.chip} ${styles.letter} ${opened ? styles.chosen : ''}`}
      aria-current={opened || undefined}
      onClick={onOpen}
    >
      <strong>{mail.subject}</strong>
      <span className={styles.muted}>{mail.to}</span>
      <span className={styles.muted}>
        {m.coordinator_mail_caught({ date: sentence(longDate(mail.wall.start)), time: clockTime(mail.wall.start) })}
      </span>
    </button>
  )
}
