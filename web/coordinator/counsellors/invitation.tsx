import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { m } from '../../i18n/paraglide/messages.js'
import styles from '../../staff/staff.module.css'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { colleaguesQuery, inviteAgain } from '../api.ts'
import type { Colleague } from '../api.ts'

const states = {
  pending: m.coordinator_invitation_pending,
  sent: m.coordinator_invitation_sent,
  dead: m.coordinator_invitation_dead,
  withdrawn: m.coordinator_invitation_dead,
}

/** What became of the letter with which somebody was invited, and a way to send another. */
export function Invitation({ colleague: { id, name, active, invitation } }: { colleague: Colleague }) {
  const queries = useQueryClient()
  const again = useMutation({
    mutationFn: () => inviteAgain(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: colleaguesQuery.queryKey }),
  })
  if (!invitation || !active) return null
  return (
    <>
      <div className={styles.line}>
        <span className={styles.muted} role="status">
          {states[invitation.state]()}
        </span>
        <Button
          look="quiet"
          icon={<Send aria-hidden />}
          busy={again.isPending}
          aria-label={m.coordinator_invite_again_name({ name })}
          onClick={() => again.mutate()}
        >
          {m.coordinator_invite_again()}
        </Button>
      </div>
      {again.error ? <ProblemNotice error={again.error} /> : null}
    </>
  )
}
