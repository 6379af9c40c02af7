import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { betterMost, helpedRange } from '../../../src/feedback/limits.ts'
import { talkKey } from '../../client/keys.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { Scale1to10 } from '../../ui/choice.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { giveFeedback } from '../api.ts'
import type { Talk } from '../api.ts'

type Said = { helped: number | null; better: string | null }

/** Asks once how the talk was. Who would rather not is not asked again. */
export function FeedbackCard({ talk, secret }: { talk: Talk; secret: string }) {
  const [helped, setHelped] = useState<number | null>(null)
  const [better, setBetter] = useState('')
  const queries = useQueryClient()
  const give = useMutation({
    mutationFn: (said: Said) => giveFeedback(talk.id, said, secret),
    onSuccess: () => queries.invalidateQueries({ queryKey: talkKey(talk.id) }),
  })
  const said: Said = { helped, better: better.trim() || null }
  const empty = said.helped === null && said.better === null
  if (give.isSuccess) {
    const passed = give.variables.helped === null && give.variables.better === null
    return <Notice alert title={passed ? m.seeker_feedback_skipped() : m.seeker_feedback_thanks()} />
  }
  if (!talk.asksForFeedback) return null
  return (
    <Card className="no-print" aria-labelledby="feedback">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!empty && !give.isPending) give.mutate(said)
        }}
      >
        <Stack gap={1.2}>
          <h2 id="feedback">{m.seeker_feedback_title()}</h2>
          <p>{m.seeker_feedback_text()}</p>
          <Scale1to10
            legend={m.seeker_feedback_helped()}
            low={m.seeker_feedback_low()}
            high={m.seeker_feedback_high()}
            most={helpedRange.most}
            value={helped}
            onChange={setHelped}
          />
          <TextArea
            label={m.seeker_feedback_better()}
            mark={m.common_optional()}
            rows={3}
            maxLength={betterMost}
            value={better}
            onChange={setBetter}
          />
          {give.error ? <ProblemNotice error={give.error} /> : null}
          <Row>
            {empty ? null : (
              <Button type="submit" busy={give.isPending}>
                {m.seeker_feedback_send()}
              </Button>
            )}
            <Button look="quiet" onClick={() => give.mutate({ helped: null, better: null })}>
              {m.seeker_feedback_skip()}
            </Button>
          </Row>
        </Stack>
      </form>
    </Card>
  )
}
