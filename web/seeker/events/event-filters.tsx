import { m } from '../../i18n/paraglide/messages.js'
import { languageName, sentence } from '../../i18n/time.ts'
import { Select } from '../../ui/field.tsx'
import { kindName } from './event-words.ts'
import type { EventKind, EventList } from './events-api.ts'
import { choicesOf } from './narrowing.ts'
import type { Narrowing, Part } from './narrowing.ts'
import styles from './events.module.css'

type Props = {
  choices: EventList['choices']
  narrowing: Narrowing
  narrow(change: Partial<Record<Part, string>>): void
}

/** Narrows the list, each part by what there really is. */
export function EventFilters({ choices, narrowing, narrow }: Props) {
  const asked = choicesOf(choices, narrowing)
  if (asked.length === 0) return null
  const name = (part: Part, value: string): string => {
    if (part === 'kind') return kindName(value as EventKind)
    if (part === 'language') return sentence(languageName(value))
    if (part === 'topic') return sentence(value)
    return choices.organisations.find(({ id }) => id === value)?.name ?? value
  }
  return (
    <fieldset className="no-print">
      <legend className="visually-hidden">{m.seeker_events_filter()}</legend>
      <div className={styles.filters}>
        {asked.map(({ part, values }) => (
          <Select
            key={part}
            label={labels[part]()}
            value={narrowing[part] ?? ''}
            onChange={(value) => narrow({ [part]: value })}
            options={[
              { value: '', label: m.seeker_events_all() },
              ...values.map((value) => ({ value, label: name(part, value) })),
            ]}
          />
        ))}
      </div>
    </fieldset>
  )
}

const labels: Record<Part, () => string> = {
  kind: m.seeker_events_kind,
  topic: m.seeker_events_topic,
  language: m.seeker_events_language,
  organisation: m.seeker_events_organisation,
}
