import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { UserMinus, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { bookingLimits } from '../../../src/meeting/limits.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { companionsOf, inviteCompanion, takeBackCompanion } from '../api.ts'
import type { Companion } from '../api.ts'
import styles from './my.module.css'

type Props = { bookingId: string; secret: string }

/** Who else comes along: invite, see who has the link, take it back. */
export function Companions({ bookingId, secret }: Props) {
  const { data, error, refetch } = useQuery({
    queryKey: ['companions', bookingId],
    queryFn: () => companionsOf(bookingId, secret),
  })
  const companions = data?.companions.filter((companion) => companion.revokedAt === null) ?? []
  return (
    <section className={`${styles.section} no-print`} aria-labelledby="companions">
      <h2 id="companions">{m.seeker_companions_title()}</h2>
      <p>{companions.length === 0 ? m.seeker_companions_none() : m.seeker_companions_text()}</p>
      {error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {companions.length > 0 ? (
        <ul className={styles.talks}>
          {companions.map((companion) => (
            <CompanionRow key={companion.id} companion={companion} bookingId={bookingId} secret={secret} />
          ))}
        </ul>
      ) : null}
      <Invitation bookingId={bookingId} secret={secret} />
    </section>
  )
}

function CompanionRow({ companion, bookingId, secret }: Props & { companion: Companion }) {
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const takeBack = useMutation({
    mutationFn: () => takeBackCompanion(bookingId, companion.id, secret),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['companions', bookingId] }),
  })
  return (
    <li>
      <div>
        <p className={styles.talkTitle}>{companion.label}</p>
        <p className={styles.quiet}>
          {companion.openedAt ? m.seeker_companion_opened() : m.seeker_companion_not_opened()}
        </p>
      </div>
      <Button look="quiet" icon={<UserMinus aria-hidden />} onClick={() => setAsking(true)}>
        {m.seeker_companion_take_back()}
        <span className="visually-hidden">: {companion.label}</span>
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={m.seeker_companion_take_back_title({ label: companion.label })}
      >
        <Stack>
          <p>{m.seeker_companion_take_back_text()}</p>
          {takeBack.error ? <ProblemNotice error={takeBack.error} /> : null}
          <Row>
            <Button look="loss" busy={takeBack.isPending} onClick={() => takeBack.mutate()}>
              {m.seeker_companion_take_back()}
            </Button>
            <Button look="quiet" onClick={() => setAsking(false)}>
              {m.seeker_companion_leave()}
            </Button>
          </Row>
        </Stack>
      </Dialog>
    </li>
  )
}

/** The link is shown once: it is stored nowhere. */
function Invitation({ bookingId, secret }: Props) {
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [label, setLabel] = useState('')
  const [fault, setFault] = useState<string>()
  const invite = useMutation({
    mutationFn: () => inviteCompanion(bookingId, label.trim(), secret),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['companions', bookingId] }),
  })
  const begin = () => {
    invite.reset()
    setLabel('')
    setFault(undefined)
    setOpen(true)
  }
  const submit = () => {
    setFault(label.trim() === '' ? m.seeker_companion_label_missing() : undefined)
    if (label.trim() !== '') invite.mutate()
  }
  const link = invite.data ? `${location.origin}/with#${invite.data.secret}` : ''
  return (
    <>
      <Row>
        <Button look="secondary" icon={<UserPlus aria-hidden />} onClick={begin}>
          {m.seeker_companion_invite()}
        </Button>
      </Row>
      <Dialog open={open} onClose={() => setOpen(false)} title={m.seeker_companion_invite()}>
        {invite.data ? (
          <Stack>
            <p role="status">{m.seeker_companion_link_text({ label })}</p>
            <p className={styles.link}>{link}</p>
            <Row>
              <CopyButton text={link}>{m.seeker_companion_copy()}</CopyButton>
              <Button look="quiet" onClick={() => setOpen(false)}>
                {m.common_close()}
              </Button>
            </Row>
          </Stack>
        ) : (
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              submit()
            }}
          >
            <Stack>
              <p>{m.seeker_companion_invite_text()}</p>
              <Field
                label={m.seeker_companion_label()}
                hint={m.seeker_companion_label_hint()}
                error={fault}
                value={label}
                maxLength={bookingLimits.companionLabel}
                onChange={setLabel}
              />
              {invite.error ? <ProblemNotice error={invite.error} /> : null}
              <Row>
                <Button type="submit" busy={invite.isPending}>
                  {m.seeker_companion_make_link()}
                </Button>
              </Row>
            </Stack>
          </form>
        )}
      </Dialog>
    </>
  )
}
