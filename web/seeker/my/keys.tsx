import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { caseKey } from '../../client/keys.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { clockTime, fullDate } from '../../i18n/time.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { closeOpening, closeOthers, openingsOf, renewKeys } from '../api.ts'
import styles from './my.module.css'

const openingsKey = ['openings'] as const

/** Where the page is open, to close it there, and new keys for somebody who lost a phone or a code. */
export function Keys({ secret, onRenewed }: { secret: string; onRenewed(secret: string): void }) {
  const { data, error, refetch } = useQuery({
    queryKey: [...openingsKey, secret],
    queryFn: () => openingsOf(secret),
  })
  const openings = data?.openings ?? []
  return (
    <section className={`${styles.section} no-print`} aria-labelledby="openings">
      <h2 id="openings">{m.seeker_keys_title()}</h2>
      {error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {openings.length > 0 ? (
        <ul className={styles.talks}>
          {openings.map((opening) => (
            <li key={opening.id}>
              <div>
                <p className={styles.talkTitle}>{opening.here ? m.seeker_keys_here() : m.seeker_keys_elsewhere()}</p>
                <p className={styles.quiet}>
                  {m.seeker_keys_opened({
                    date: fullDate(opening.wall.start),
                    time: clockTime(opening.wall.start),
                  })}
                </p>
              </div>
              {opening.here ? null : <CloseOne id={opening.id} secret={secret} />}
            </li>
          ))}
        </ul>
      ) : null}
      <Row>
        {openings.length > 2 ? <CloseOthers secret={secret} /> : null}
        <NewKeys secret={secret} onRenewed={onRenewed} />
      </Row>
    </section>
  )
}

function useClosing(close: () => Promise<unknown>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: close,
    onSettled: () => queries.invalidateQueries({ queryKey: openingsKey }),
  })
}

function CloseOne({ id, secret }: { id: string; secret: string }) {
  const closing = useClosing(() => closeOpening(id, secret))
  return (
    <Button look="quiet" busy={closing.isPending} onClick={() => closing.mutate()}>
      {m.seeker_keys_close()}
    </Button>
  )
}

function CloseOthers({ secret }: { secret: string }) {
  const closing = useClosing(() => closeOthers(secret))
  return (
    <Button look="secondary" busy={closing.isPending} onClick={() => closing.mutate()}>
      {m.seeker_keys_close_others()}
    </Button>
  )
}

/** Asked once more, because all that was written down before ends. The new code is shown once. */
function NewKeys({ secret, onRenewed }: { secret: string; onRenewed(secret: string): void }) {
  const [open, setOpen] = useState(false)
  const [attempt] = useState(() => crypto.randomUUID())
  const queries = useQueryClient()
  const renewal = useMutation({
    // One key as long as this secret is renewed: a second press after a lost answer gets that answer.
    mutationFn: () => renewKeys(secret, `${attempt}.${secret}`),
    onSuccess(fresh) {
      // The page goes on under the new key at once, and stands where it stood: the code is shown in it alone.
      queries.setQueryData([...caseKey, fresh.secret], queries.getQueryData([...caseKey, secret]))
      onRenewed(fresh.secret)
    },
  })
  const made = renewal.data
  const close = () => {
    setOpen(false)
    renewal.reset()
  }
  return (
    <>
      <Button look="secondary" icon={<KeyRound aria-hidden />} onClick={() => setOpen(true)}>
        {m.seeker_keys_renew()}
      </Button>
      <Dialog open={open} onClose={close} title={made ? m.seeker_keys_new_title() : m.seeker_keys_renew()}>
        {made ? (
          <Stack>
            <p>{m.seeker_keys_new_text()}</p>
            <Card>
              <p className={styles.talkTitle} translate="no">
                {made.code}
              </p>
            </Card>
            <Row>
              <CopyButton text={made.code}>{m.seeker_booked_copy_code()}</CopyButton>
              <CopyButton text={`${location.origin}/my#${made.secret}`}>{m.seeker_booked_copy_link()}</CopyButton>
              <Button onClick={close}>{m.seeker_keys_done()}</Button>
            </Row>
          </Stack>
        ) : (
          <Stack>
            <p>{m.seeker_keys_renew_text()}</p>
            {renewal.error ? <ProblemNotice error={renewal.error} /> : null}
            <Row>
              <Button busy={renewal.isPending} onClick={() => renewal.mutate()}>
                {m.seeker_keys_renew_now()}
              </Button>
              <Button look="quiet" onClick={close}>
                {m.seeker_keys_keep()}
              </Button>
            </Row>
          </Stack>
        )}
      </Dialog>
    </>
  )
}
