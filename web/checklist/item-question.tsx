import { Plus, Trash2 } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { checklistLimits } from '../../src/checklist/limits.ts'
import { goalTextMost } from '../../src/meeting/limits.ts'
import type { ChecklistItem, ItemAnswer } from '../../src/checklist/checklist.ts'
import { useLocale } from '../i18n/locale.ts'
import { m } from '../i18n/paraglide/messages.js'
import { Button } from '../ui/button.tsx'
import { Row, Stack } from '../ui/card.tsx'
import { CheckBox, ChoiceCards, ManyChoiceCards, Scale1to10 } from '../ui/choice.tsx'
import { TextArea } from '../ui/field.tsx'
import { Loading } from '../ui/states.tsx'

// livekit-client is large, and most visits never come to this item.
const DeviceCheck = lazy(() => import('../room/device-check/device-check.tsx'))

type Props = {
  item: ChecklistItem
  answer: ItemAnswer | undefined
  onAnswer(answer: ItemAnswer | null): void
  /** Whose device check it is; without a talk (in a preview) the check is only named. */
  bookingId?: string
  /** The seeker's; null for the counsellor, whose session speaks for them. */
  secret?: string | null
}

/** The question of one item. Also what a coordinator sees in the preview. */
export function ItemQuestion({ item, answer, onAnswer, bookingId, secret = null }: Props) {
  const locale = useLocale()
  const legend = item.title[locale]
  if (item.kind === 'information') {
    return (
      <CheckBox
        card
        label={m.seeker_item_confirm()}
        checked={answer?.kind === 'information' && answer.confirmed}
        onChange={(confirmed) => onAnswer(confirmed ? { kind: 'information', confirmed } : null)}
      />
    )
  }
  if (item.kind === 'choice') {
    const chosen = answer?.kind === 'choice' ? answer.chosen : []
    const choices = item.options.map((option) => ({ value: option.id, label: option.label[locale] }))
    return item.many ? (
      <ManyChoiceCards
        legend={legend}
        legendHidden
        hint={m.seeker_item_many()}
        choices={choices}
        values={chosen}
        onChange={(values) => onAnswer(values.length > 0 ? { kind: 'choice', chosen: values } : null)}
      />
    ) : (
      <ChoiceCards
        legend={legend}
        legendHidden
        choices={choices}
        value={chosen[0] ?? null}
        onChange={(value) => onAnswer({ kind: 'choice', chosen: [value] })}
      />
    )
  }
  if (item.kind === 'text') {
    const text = answer?.kind === 'text' ? answer.text : ''
    return (
      <TextArea
        label={m.seeker_item_text()}
        rows={5}
        maxLength={checklistLimits.answer}
        value={text}
        onChange={(written) => onAnswer(written.trim() === '' ? null : { kind: 'text', text: written })}
      />
    )
  }
  if (item.kind === 'goal') return <Goals answer={answer} onAnswer={onAnswer} />
  if (item.kind === 'scale') {
    return (
      <Scale1to10
        legend={legend}
        legendHidden
        low={item.low[locale]}
        high={item.high[locale]}
        value={answer?.kind === 'scale' ? answer.value : null}
        onChange={(value) => onAnswer({ kind: 'scale', value })}
      />
    )
  }
  if (item.kind === 'camera') {
    return (
      <ChoiceCards<'on' | 'off' | 'later'>
        legend={legend}
        legendHidden
        value={answer?.kind === 'camera' ? answer.camera : null}
        onChange={(camera) => onAnswer({ kind: 'camera', camera })}
        choices={[
          { value: 'on', label: m.seeker_camera_on(), hint: m.seeker_camera_on_hint() },
          { value: 'off', label: m.seeker_camera_off(), hint: m.seeker_camera_off_hint() },
          { value: 'later', label: m.seeker_camera_later(), hint: m.seeker_camera_later_hint() },
        ]}
      />
    )
  }
  if (bookingId === undefined) return <p>{m.seeker_device_preview()}</p>
  return (
    <Suspense fallback={<Loading />}>
      <DeviceCheck
        bookingId={bookingId}
        secret={secret}
        onOutcome={(outcome) => onAnswer({ kind: 'device', ...outcome })}
      />
    </Suspense>
  )
}

/** Goals in the seeker's own words, one field each. */
function Goals({ answer, onAnswer }: Pick<Props, 'answer' | 'onAnswer'>) {
  const goals = answer?.kind === 'goal' && answer.goals.length > 0 ? answer.goals : ['']
  const tell = (changed: string[]) => onAnswer(changed.length > 0 ? { kind: 'goal', goals: changed } : null)
  return (
    <Stack>
      {goals.map((goal, index) => (
        <Stack key={index} gap={0.3}>
          <TextArea
            label={m.seeker_goal_label({ number: index + 1 })}
            rows={2}
            maxLength={goalTextMost}
            value={goal}
            onChange={(text) => tell(goals.map((other, place) => (place === index ? text : other)))}
          />
          {goals.length > 1 ? (
            <Row>
              <Button
                look="quiet"
                icon={<Trash2 aria-hidden />}
                onClick={() => tell(goals.filter((_, place) => place !== index))}
              >
                {m.seeker_goal_remove({ number: index + 1 })}
              </Button>
            </Row>
          ) : null}
        </Stack>
      ))}
      {goals.length < checklistLimits.goals && goals.at(-1)?.trim() !== '' ? (
        <Row>
          <Button look="secondary" icon={<Plus aria-hidden />} onClick={() => tell([...goals, ''])}>
            {m.seeker_goal_add()}
          </Button>
        </Row>
      ) : null}
    </Stack>
  )
}
