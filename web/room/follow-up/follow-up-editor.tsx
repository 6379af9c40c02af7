import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { followUpLimits, questionMost } from '../../../src/guidance/limits.ts'
import { ApiProblem } from '../../client/problem.ts'
import { serverNow } from '../../client/server-now.ts'
import { talkQuery } from '../../staff/talk-api.ts'
import { wholeTime } from '../../i18n/time.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { ChoiceCards } from '../../ui/choice.tsx'
import { Field, TextArea } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { type FollowUpWishDraft, followUpWish } from './follow-up-wish.ts'
import { FreeTimes } from './free-times.tsx'
import { agreeFollowUp, type FollowUpForCounsellor, type FollowUpKind } from '../konklusion/konklusion-api.ts'
import styles from '../konklusion/konklusion.module.css'

const dayMs = 86_400_000

/** Agrees the next contact: none, welcome back, a new talk there and then, a check-in or a call on a date. */
export default function FollowUpEditor({ bookingId }: { bookingId: string }) {
  const talk = useQuery({ ...talkQuery(bookingId), staleTime: 60_000 })
  if (talk.isError) return <ProblemNotice error={talk.error} onRetry={() => void talk.refetch()} />
  return talk.data ? <Choosing bookingId={bookingId} agreed={talk.data.followUp} /> : null
}

/** The next talk, as long as it is going to take place. */
function standing(followUp: FollowUpForCounsellor | null) {
  return followUp?.nextBooking?.state === 'booked' ? followUp.nextBooking : null
}

const utcDay = (instantMs: number) => new Date(instantMs).toISOString().slice(0, 10)

function Choosing({ bookingId, agreed }: { bookingId: string; agreed: FollowUpForCounsellor | null }) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<FollowUpWishDraft>(() => ({
    kind: agreed?.kind ?? null,
    dueOn: agreed?.dueOn ?? '',
    note: agreed?.note ?? '',
    question: agreed?.question?.question ?? m.room_f_question_default(),
    // The talk that stands, so that a changed note does not ask for its time again.
    start: standing(agreed)?.start ?? '',
  }))
  const [wrong, setWrong] = useState<'dueOn' | 'start' | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const [saved, setSaved] = useState<FollowUpForCounsellor | null>(null)
  const [busy, setBusy] = useState(false)
  const [moving, setMoving] = useState(false)
  const change = (part: Partial<FollowUpWishDraft>) => {
    setDraft({ ...draft, ...part })
    setWrong(null)
    setSaved(null)
  }

  async function save(event: FormEvent) {
    event.preventDefault()
    const wish = followUpWish(draft)
    if ('wrong' in wish) return setWrong(wish.wrong)
    setBusy(true)
    setProblem(null)
    try {
      const { followUp } = await agreeFollowUp(bookingId, wish)
      setSaved(followUp)
      setMoving(false)
      await client.invalidateQueries({ queryKey: ['staff'] })
    } catch (error) {
      setProblem(error)
      if (error instanceof ApiProblem && error.type === 'taken')
        await client.invalidateQueries({ queryKey: ['follow-up-times', bookingId] })
    } finally {
      setBusy(false)
    }
  }

  const next = standing(saved ?? agreed)
  const chooses = draft.kind === 'talk' && (!next || moving)
  const now = serverNow()
  return (
    <form className={styles.editor} aria-label={m.room_f_title()} onSubmit={(event) => void save(event)}>
      <ChoiceCards<FollowUpKind>
        legend={m.room_f_title()}
        big
        value={draft.kind}
        onChange={(kind) => change({ kind })}
        choices={kinds()}
      />
      {next ? <Notice title={m.room_f_booked({ when: wholeTime(next.wall) })} /> : null}
      {draft.kind === 'talk' && !chooses ? (
        <Button look="secondary" onClick={() => setMoving(true)}>
          {m.room_f_other_time()}
        </Button>
      ) : null}
      {chooses ? (
        <FreeTimes
          bookingId={bookingId}
          chosen={draft.start}
          choose={(start) => change({ start })}
          error={wrong === 'start' ? m.room_f_slot_missing() : undefined}
        />
      ) : null}
      {draft.kind === 'check_in' || draft.kind === 'call' ? (
        <Field
          type="date"
          label={m.room_f_date()}
          min={utcDay(now)}
          max={utcDay(now + followUpLimits.daysAhead * dayMs)}
          value={draft.dueOn}
          onChange={(dueOn) => change({ dueOn })}
          error={wrong === 'dueOn' ? m.room_f_date_missing() : undefined}
        />
      ) : null}
      {draft.kind === 'check_in' ? (
        <TextArea
          label={m.room_f_question()}
          rows={2}
          maxLength={questionMost}
          value={draft.question}
          onChange={(question) => change({ question })}
        />
      ) : null}
      {draft.kind && draft.kind !== 'none' ? (
        <TextArea
          label={m.room_f_note()}
          rows={2}
          maxLength={followUpLimits.note}
          value={draft.note}
          onChange={(note) => change({ note })}
        />
      ) : null}
      {problem ? <ProblemNotice error={problem} /> : null}
      <p role="status" className={styles.hint}>
        {saved ? m.room_f_saved() : ''}
      </p>
      {draft.kind ? (
        <Button type="submit" busy={busy}>
          {chooses ? (next ? m.room_f_move() : m.room_f_book()) : m.room_f_save()}
        </Button>
      ) : null}
    </form>
  )
}

const kinds = () => [
  { value: 'none' as const, label: m.room_f_none(), hint: m.room_f_none_text() },
  { value: 'welcome_back' as const, label: m.room_f_welcome_back(), hint: m.room_f_welcome_back_text() },
  { value: 'talk' as const, label: m.room_f_talk(), hint: m.room_f_talk_text() },
  { value: 'check_in' as const, label: m.room_f_check_in(), hint: m.room_f_check_in_text() },
  { value: 'call' as const, label: m.room_f_call(), hint: m.room_f_call_text() },
]
