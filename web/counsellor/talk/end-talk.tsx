import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Card, Stack } from '../../ui/card.tsx'
import { ChoiceCards } from '../../ui/choice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { endTalk } from '../../staff/talk-api.ts'
import type { WholeTalk } from '../../staff/talk-api.ts'
import { stateName } from '../today/talk-card.tsx'

const outcomes = ['held', 'no_show_seeker', 'no_show_counsellor', 'broken_off'] as const
type Outcome = (typeof outcomes)[number]

/** How the talk ended. Said by a button of its own, because it closes the room; a wrong answer can be corrected. */
export function EndTalk({ talk }: { talk: WholeTalk }) {
  const said = outcomes.find((outcome) => outcome === talk.state) ?? null
  const [chosen, setChosen] = useState<Outcome | null>(said)
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: endTalk.bind(null, talk.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['staff'] }),
  })
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen && !end.isPending) end.mutate(chosen)
        }}
      >
        <Stack gap={0.8}>
          <ChoiceCards<Outcome>
            legend={m.counsellor_outcome()}
            hint={said === null ? m.counsellor_outcome_hint() : undefined}
            choices={outcomes.map((value) => ({ value, label: stateName[value]() }))}
            value={chosen}
            onChange={(outcome: Outcome) => setChosen(outcome)}
          />
          {end.isError ? <ProblemNotice error={end.error} /> : null}
          {chosen === said ? null : (
            <div>
              <Button type="submit" look={said === null ? 'primary' : 'secondary'} busy={end.isPending}>
                {said === null ? m.counsellor_end() : m.counsellor_outcome_change()}
              </Button>
            </div>
          )}
        </Stack>
      </form>
    </Card>
  )
}
