import { useMutation, useQueryClient } from '@tanstack/react-query'
import { m } from '../../i18n/paraglide/messages.js'
import { Card } from '../../ui/card.tsx'
import { ChoiceCards } from '../../ui/choice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { endTalk } from '../api.ts'
import type { WholeTalk } from '../api.ts'
import { stateName } from '../today/talk-card.tsx'

const outcomes = ['held', 'no_show_seeker', 'no_show_counsellor', 'broken_off'] as const

/** How the talk ended. A wrong answer can be corrected. */
export function EndTalk({ talk }: { talk: WholeTalk }) {
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: (outcome: (typeof outcomes)[number]) => endTalk(talk.id, outcome),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['staff'] }),
  })
  return (
    <Card>
      <ChoiceCards
        legend={m.counsellor_outcome()}
        hint={talk.state === 'booked' ? m.counsellor_outcome_hint() : undefined}
        choices={outcomes.map((value) => ({ value, label: stateName[value]() }))}
        value={outcomes.find((outcome) => outcome === talk.state) ?? null}
        onChange={(outcome) => end.mutate(outcome)}
      />
      {end.isError ? <ProblemNotice error={end.error} /> : null}
    </Card>
  )
}
