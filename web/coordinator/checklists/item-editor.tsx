import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react'
import { checklistLimits } from '../../../src/checklist/limits.ts'
import type { Audience, ChecklistItem } from '../../../src/checklist/checklist.ts'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import styles from '../../staff/staff.module.css'
import { TickField } from '../../staff/tick-field.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { CheckBox } from '../../ui/choice.tsx'
import { emptyText, TextFields } from '../text-fields.tsx'
import { audiences, freeId } from './items.ts'
import { audienceName, kindName } from './kind-name.ts'

type Props = {
  item: ChecklistItem
  /** What saving would change, against the version in use. */
  difference: 'new' | 'changed' | null
  open: boolean
  first: boolean
  last: boolean
  onOpen(): void
  onChange(item: ChecklistItem): void
  onMove(by: -1 | 1): void
  onRemove(): void
  /** Paths that the server refused, from the item on: `title.da`. */
  wrong: string[]
}

/** One item in the list; opened, all of its texts in every language. */
export function ItemEditor({ item, difference, open, first, last, onOpen, onChange, onMove, onRemove, wrong }: Props) {
  const title = item.title[localeNow()] || m.coordinator_item_untitled()
  return (
    <Card aria-label={title} className={styles.dense}>
      <Stack gap={0.3}>
        <div className={styles.head}>
          <h2 className={styles.itemTitle}>
            {title}{' '}
            {difference ? (
              <span className={`${styles.tag} ${styles.lit}`}>
                {difference === 'new' ? m.coordinator_item_is_new() : m.coordinator_item_is_changed()}
              </span>
            ) : null}
          </h2>
          <span className={styles.muted}>
            {item.sameCard ? `${m.coordinator_item_same_card_mark()} · ` : ''}
            {kindName[item.kind]()} · {item.audience.map((audience) => audienceName[audience]()).join(', ')}
          </span>
        </div>
        <Row gap={0.2} className={styles.itemActs}>
          <Button
            look="quiet"
            data-act="edit"
            icon={<Pencil aria-hidden />}
            aria-expanded={open}
            aria-label={open ? `${m.common_close()}: ${title}` : m.coordinator_change_name({ name: title })}
            onClick={onOpen}
          >
            {open ? m.common_close() : m.common_edit()}
          </Button>
          <Button
            look="quiet"
            data-act="up"
            aria-disabled={first || undefined}
            icon={<ArrowUp aria-hidden />}
            aria-label={m.coordinator_item_up_label({ title })}
            onClick={() => onMove(-1)}
          >
            {m.coordinator_item_up()}
          </Button>
          <Button
            look="quiet"
            data-act="down"
            aria-disabled={last || undefined}
            icon={<ArrowDown aria-hidden />}
            aria-label={m.coordinator_item_down_label({ title })}
            onClick={() => onMove(1)}
          >
            {m.coordinator_item_down()}
          </Button>
          <Button
            look="quiet"
            icon={<Trash2 aria-hidden />}
            aria-label={m.counsellor_hours_remove_label({ what: title })}
            onClick={onRemove}
          >
            {m.common_remove()}
          </Button>
        </Row>
        {wrong.length > 0 && !open ? <p role="alert">{m.common_field_wrong()}</p> : null}
        {open ? <Fields {...{ item, first, onChange, wrong }} /> : null}
      </Stack>
    </Card>
  )
}

function Fields({ item, first, onChange, wrong }: Pick<Props, 'item' | 'first' | 'onChange' | 'wrong'>) {
  const refused = (path: string) => (locale: string) => wrong.includes(`${path}.${locale}`)
  return (
    <Stack>
      <TextFields
        legend={m.coordinator_item_title()}
        value={item.title}
        maxLength={checklistLimits.title}
        onChange={(title) => onChange({ ...item, title })}
        wrong={refused('title')}
      />
      <TextFields
        legend={m.coordinator_item_body()}
        long
        optional
        value={item.body ?? emptyText}
        maxLength={checklistLimits.body}
        onChange={(body) => onChange({ ...item, body })}
        wrong={refused('body')}
      />
      <TickField<Audience>
        legend={m.coordinator_item_audience()}
        choices={audiences.map((value) => ({ value, label: audienceName[value]() }))}
        values={item.audience}
        onChange={(chosen) =>
          onChange({ ...item, audience: audiences.filter((audience) => chosen.includes(audience)) })
        }
        error={wrong.some((path) => path.startsWith('audience')) ? m.coordinator_item_no_audience() : undefined}
      />
      {first ? null : (
        <CheckBox
          label={m.coordinator_item_same_card()}
          checked={item.sameCard === true}
          onChange={(sameCard) => onChange({ ...item, sameCard: sameCard || undefined })}
        />
      )}
      {item.kind === 'scale' ? (
        <>
          <TextFields
            legend={m.coordinator_item_low()}
            value={item.low}
            maxLength={checklistLimits.scaleEnd}
            onChange={(low) => onChange({ ...item, low })}
            wrong={refused('low')}
          />
          <TextFields
            legend={m.coordinator_item_high()}
            value={item.high}
            maxLength={checklistLimits.scaleEnd}
            onChange={(high) => onChange({ ...item, high })}
            wrong={refused('high')}
          />
        </>
      ) : null}
      {item.kind === 'choice' ? <Options item={item} onChange={onChange} wrong={wrong} /> : null}
    </Stack>
  )
}

function Options({
  item,
  onChange,
  wrong,
}: {
  item: Extract<ChecklistItem, { kind: 'choice' }>
  onChange(item: ChecklistItem): void
  wrong: string[]
}) {
  const { options } = item
  return (
    <Stack gap={0.8}>
      <CheckBox
        label={m.coordinator_item_many()}
        checked={item.many}
        onChange={(many) => onChange({ ...item, many })}
      />
      {options.map((option, index) => (
        <Stack key={option.id} gap={0.3}>
          <TextFields
            legend={m.coordinator_item_option({ number: index + 1 })}
            value={option.label}
            maxLength={checklistLimits.optionLabel}
            onChange={(label) =>
              onChange({ ...item, options: options.map((one) => (one.id === option.id ? { ...one, label } : one)) })
            }
            wrong={(locale) => wrong.includes(`options[${index}].label.${locale}`)}
          />
          {options.length > 2 ? (
            <div>
              <Button
                look="quiet"
                aria-label={m.counsellor_hours_remove_label({ what: m.coordinator_item_option({ number: index + 1 }) })}
                onClick={() => onChange({ ...item, options: options.filter(({ id }) => id !== option.id) })}
              >
                {m.common_remove()}
              </Button>
            </div>
          ) : null}
        </Stack>
      ))}
      {options.length < checklistLimits.options.most ? (
        <div>
          <Button
            look="secondary"
            onClick={() =>
              onChange({
                ...item,
                options: [
                  ...options,
                  {
                    id: freeId(
                      'option',
                      options.map(({ id }) => id),
                    ),
                    label: emptyText,
                  },
                ],
              })
            }
          >
            {m.coordinator_item_option_add()}
          </Button>
        </div>
      ) : null}
    </Stack>
  )
}
