import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { konklusionLimits } from '../../../src/guidance/limits.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { TextArea } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { commentKonklusion, type KonklusionAnswer, konklusionKey } from './seeker-konklusion.ts'
import styles from './konklusion-text.module.css'

type Props = { bookingId: string; secret: string; comments: KonklusionAnswer['comments']; approved: boolean }

/** What seeker and counsellor have said to each other about the text. */
export function Comments({ bookingId, secret, comments, approved }: Props) {
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const comment = useMutation({
    mutationFn: () => commentKonklusion(bookingId, text.trim(), secret),
    onSuccess: () => {
      setText('')
      return queries.invalidateQueries({ queryKey: konklusionKey(bookingId) })
    },
  })
  if (approved && comments.length === 0) return null
  return (
    <section className={`${styles.section} no-print`} aria-labelledby="comments">
      <h2 id="comments">{m.seeker_comments_title()}</h2>
      {comments.length > 0 ? (
        <ul className={styles.comments}>
          {comments.map((one) => (
            <li key={one.at}>
              <strong>{one.writtenBy === 'seeker' ? m.seeker_comments_you() : m.seeker_comments_answer()}</strong>
              {'\n'}
              {one.text}
            </li>
          ))}
        </ul>
      ) : null}
      {approved ? null : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (text.trim() !== '') comment.mutate()
          }}
        >
          <Stack>
            <TextArea
              label={m.seeker_comments_label()}
              hint={m.seeker_comments_hint()}
              rows={3}
              maxLength={konklusionLimits.comment}
              value={text}
              onChange={setText}
            />
            {comment.error ? <ProblemNotice error={comment.error} /> : null}
            <p role="status" className={comment.isSuccess && text === '' ? styles.quiet : 'visually-hidden'}>
              {comment.isSuccess && text === '' ? m.seeker_comments_sent() : ''}
            </p>
            <Row>
              <Button type="submit" look="secondary" busy={comment.isPending} disabled={text.trim() === ''}>
                {m.seeker_comments_send()}
              </Button>
            </Row>
          </Stack>
        </form>
      )}
    </section>
  )
}
