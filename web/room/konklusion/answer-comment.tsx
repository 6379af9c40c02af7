import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { konklusionLimits } from '../../../src/guidance/limits.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { answerComment, konklusionKey } from './konklusion-api.ts'
import styles from './konklusion.module.css'

/** Answers the seeker's comment, and the text stays as it is; the other way is the next version. */
export function AnswerComment({ bookingId, waits }: { bookingId: string; waits: boolean }) {
  const client = useQueryClient()
  const [text, setText] = useState('')
  const answer = useMutation({
    mutationFn: () => answerComment(bookingId, text.trim()),
    onSuccess: async (konklusion) => {
      setText('')
      client.setQueryData(konklusionKey(bookingId), konklusion)
      await client.invalidateQueries({ queryKey: ['staff'] })
    },
  })
  return (
    <>
      {waits ? (
        <form
          className={styles.group}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (text.trim() !== '' && !answer.isPending) answer.mutate()
          }}
        >
          <TextArea
            label={m.room_k_answer()}
            hint={m.room_k_answer_hint()}
            rows={3}
            maxLength={konklusionLimits.comment}
            value={text}
            onChange={setText}
          />
          {answer.error ? <ProblemNotice error={answer.error} /> : null}
          <Button type="submit" busy={answer.isPending} disabled={text.trim() === ''}>
            {m.room_k_answer_send()}
          </Button>
        </form>
      ) : null}
      <p role="status" className={answer.isSuccess && !waits ? styles.hint : 'visually-hidden'}>
        {answer.isSuccess && !waits ? m.room_k_answered() : ''}
      </p>
    </>
  )
}
