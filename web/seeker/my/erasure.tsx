import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Eraser, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { caseKey } from '../../client/keys.ts'
import { ApiProblem } from '../../client/problem.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { clockTime, fullDate } from '../../i18n/time.ts'
import { Button } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { askErasure, takeBackErasure } from '../api.ts'
import type { KeptUntil, PlannedErasure } from '../api.ts'
import { ExportButtons } from './export-buttons.tsx'
import styles from './my.module.css'

/** Takes away everything that is kept of the seeker. Says what that means before it is done. */
export function Erasure({ secret, keptUntil }: { secret: string; keptUntil: KeptUntil | null }) {
  const [open, setOpen] = useState(false)
  const queries = useQueryClient()
  const asking = useMutation({
    mutationFn: () => askErasure(secret),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: caseKey })
      scrollTo({ top: 0 })
    },
  })
  return (
    <section className={`${styles.section} no-print`} aria-labelledby="erasure">
      <h2 id="erasure">{m.seeker_erase_title()}</h2>
      {keptUntil ? (
        <p>{m.seeker_kept_until({ contact: fullDate(keptUntil.contact), record: fullDate(keptUntil.record) })}</p>
      ) : null}
      <ExportButtons secret={secret} />
      <p>{m.seeker_erase_text()}</p>
      <Row>
        <Button
          look="loss"
          icon={<Eraser aria-hidden />}
          onClick={() => {
            asking.reset()
            setOpen(true)
          }}
        >
          {m.seeker_erase_open()}
        </Button>
      </Row>
      <Dialog open={open} onClose={() => setOpen(false)} title={m.seeker_erase_ask()}>
        <Stack>
          <ul className={styles.list}>
            <li>{m.seeker_erase_what_talks()}</li>
            <li>{m.seeker_erase_what_words()}</li>
            <li>{m.seeker_erase_what_keys()}</li>
            <li>{m.seeker_erase_what_left()}</li>
          </ul>
          <p>{m.seeker_erase_undo_time()}</p>
          {asking.error ? <ProblemNotice error={asking.error} /> : null}
          <Row>
            <Button look="loss" busy={asking.isPending} onClick={() => asking.mutate()}>
              {m.seeker_erase_do()}
            </Button>
            <Button look="quiet" onClick={() => setOpen(false)}>
              {m.seeker_erase_not()}
            </Button>
          </Row>
        </Stack>
      </Dialog>
    </section>
  )
}

/** What has been asked for, until when it can be undone, and how. */
export function ErasurePending({ erasure, secret }: { erasure: PlannedErasure; secret: string }) {
  const queries = useQueryClient()
  const undo = useMutation({
    mutationFn: () => takeBackErasure(secret),
    onSuccess: () => queries.invalidateQueries({ queryKey: caseKey }),
  })
  const late = undo.error instanceof ApiProblem && (undo.error.status === 410 || undo.error.status === 401)
  return (
    <Notice
      tone="loss"
      alert
      title={m.seeker_erase_pending_title({ time: clockTime(erasure.wall) })}
      actions={
        <Button look="secondary" icon={<Undo2 aria-hidden />} busy={undo.isPending} onClick={() => undo.mutate()}>
          {m.seeker_erase_undo()}
        </Button>
      }
    >
      <p>{late ? m.seeker_erase_late() : m.seeker_erase_pending_text()}</p>
      {undo.error && !late ? <ProblemNotice error={undo.error} /> : null}
    </Notice>
  )
}
