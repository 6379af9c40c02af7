import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { followUpLimits } from '../../../src/guidance/limits.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { Scale1to10 } from '../../ui/choice.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { replyFollowUp } from '../api.ts'
import type { FollowUp } from '../api.ts'
import { talkKey } from '../../client/keys.ts'

/** One scale question and a free reply; either may be left out. */
export function CheckIn({ bookingId, secret, followUp }: { bookingId: string; secret: string; followUp: FollowUp }) {
  const queries = useQueryClient()
  const [value, setValue] = useState<number | null>(followUp.question?.value ?? null)
  const [text, setText] = useState(followUp.reply ?? '')
  const [fault, setFault] = useState<string>()
  const reply = useMutation({
    mutationFn: () =>
      replyFollowUp(
        bookingId,
        { ...(value !== null && { value }), ...(text.trim() !== '' && { text: text.trim() }) },
        secret,
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['follow-up', bookingId] })
      void queries.invalidateQueries({ queryKey: talkKey(bookingId) })
    },
  })
  if (followUp.repliedAt || reply.isSuccess) {
    return (
      <Notice tone="light" title={m.seeker_check_in_thanks_title()}>
        <p>{m.seeker_check_in_thanks_text()}</p>
        {text.trim() === '' ? null : <p style={{ whiteSpace: 'pre-line' }}>{text}</p>}
      </Notice>
    )
  }
  const submit = () => {
    const empty = value === null && text.trim() === ''
    setFault(empty ? m.seeker_check_in_empty() : undefined)
    if (!empty) reply.mutate()
  }
  return (
    <Card>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap={1.3}>
          {followUp.question ? (
            <Scale1to10
              big
              legend={followUp.question.question}
              low={m.seeker_check_in_low()}
              high={m.seeker_check_in_high()}
              value={value}
              onChange={setValue}
            />
          ) : null}
          <TextArea
            label={m.seeker_check_in_text()}
            mark={m.common_optional()}
            error={fault}
            rows={4}
            maxLength={followUpLimits.reply}
            value={text}
            onChange={setText}
          />
          {reply.error ? <ProblemNotice error={reply.error} onRetry={submit} /> : null}
          <Row>
            <Button type="submit" busy={reply.isPending}>
              {m.seeker_check_in_send()}
            </Button>
          </Row>
        </Stack>
      </form>
    </Card>
  )
}
