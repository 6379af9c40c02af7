import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ChecklistItem, ItemAnswer } from '../../../src/checklist/checklist.ts'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Card, Stack } from '../../ui/card.tsx'
import { CheckBox, ManyChoiceCards, Scale1to10 } from '../../ui/choice.tsx'
import { TextArea } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { saveOwnAnswers, talkQuery } from '../api.ts'
import type { Sheet } from '../api.ts'

/** The counsellor's own preparation: background, sound, what the seeker wrote, resources at hand. */
export function OwnChecklist({ bookingId, sheet }: { bookingId: string; sheet: Sheet }) {
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: ({ id, answer }: { id: string; answer: ItemAnswer }) => saveOwnAnswers(bookingId, { [id]: answer }),
    onSuccess: () => queries.invalidateQueries({ queryKey: talkQuery(bookingId).queryKey }),
  })
  return (
    <Card aria-labelledby="own-head">
      <Stack gap={0.6}>
        <h2 id="own-head">{m.counsellor_own_checklist()}</h2>
        {sheet.items.map((item) => <OwnItem key={item.id} item={item} answer={sheet.answers[item.id]} onAnswer={(answer) => save.mutate({ id: item.id, answer })} />)}
        {save.isError ? <ProblemNotice error={save.error} /> : null}
      </Stack>
    </Card>
  )
}

function OwnItem({ item, answer, onAnswer }: { item: ChecklistItem; answer: ItemAnswer | undefined; onAnswer(answer: ItemAnswer): void }) {
  const title = item.title[localeNow()]
  if (item.kind === 'choice') {
    const values = answer?.kind === 'choice' ? answer.chosen : []
    return <ManyChoiceCards legend={title} choices={item.options.map(({ id, label }) => ({ value: id, label: label[localeNow()] }))} values={values} onChange={(chosen) => onAnswer({ kind: 'choice', chosen: item.many ? chosen : chosen.slice(-1) })} />
  }
  if (item.kind === 'scale') {
    return <Scale1to10 legend={title} value={answer?.kind === 'scale' ? answer.value : null} onChange={(value) => onAnswer({ kind: 'scale', value })} low={item.low[localeNow()]} high={item.high[localeNow()]} />
  }
  if (item.kind === 'text') {
    return <TextArea label={title} rows={2} defaultValue={undefined} value={answer?.kind === 'text' ? answer.text : ''} onChange={(text) => onAnswer({ kind: 'text', text })} />
  }
  return (
    <CheckBox
      label={title}
      hint={item.body?.[localeNow()]}
      checked={answer?.kind === 'information' && answer.confirmed}
      onChange={(confirmed) => onAnswer({ kind: 'information', confirmed })}
    />
  )
}
