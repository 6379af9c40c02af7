import { useState } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { ChoiceCards } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Outcome } from '../../staff/talk-api.ts'
import styles from './ending.module.css'

/** Asks once before somebody leaves; the talk goes on without them. */
export function LeaveDialog({ open, onClose, leave }: { open: boolean; onClose(): void; leave(): void }) {
  return (
    <Dialog open={open} onClose={onClose} title={m.room_leave_title()}>
      <p>{m.room_leave_text()}</p>
      <div className={styles.acts}>
        <Button onClick={leave}>{m.room_leave_yes()}</Button>
        <Button look="quiet" onClick={onClose}>
          {m.room_leave_stay()}
        </Button>
      </div>
    </Dialog>
  )
}

/** The counsellor ends the talk for everybody and says how it went, or only steps out. */
export function EndDialog({
  open,
  onClose,
  leave,
  end,
}: {
  open: boolean
  onClose(): void
  leave(): void
  end(outcome: Outcome): Promise<unknown>
}) {
  const [outcome, setOutcome] = useState<Outcome>('held')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  async function finish() {
    setBusy(true)
    setFailed(false)
    try {
      await end(outcome)
    } catch {
      setFailed(true)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open={open} onClose={onClose} title={m.room_end()}>
      <ChoiceCards<Outcome>
        legend={m.room_end_title()}
        value={outcome}
        onChange={setOutcome}
        choices={[
          { value: 'held', label: m.room_end_held() },
          { value: 'no_show_seeker', label: m.room_end_no_show_seeker() },
          { value: 'no_show_counsellor', label: m.room_end_no_show_counsellor() },
          { value: 'broken_off', label: m.room_end_broken_off() },
        ]}
      />
      <p>{m.room_end_text()}</p>
      {failed ? (
        <Notice tone="loss" alert>
          <p>{m.room_action_failed()}</p>
        </Notice>
      ) : null}
      <div className={styles.acts}>
        <Button busy={busy} onClick={() => void finish()}>
          {m.room_end_yes()}
        </Button>
        <Button look="quiet" onClick={leave}>
          {m.room_end_only_leave()}
        </Button>
      </div>
    </Dialog>
  )
}
