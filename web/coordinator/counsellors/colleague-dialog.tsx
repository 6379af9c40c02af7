import { useState } from 'react'
import type { ReactNode } from 'react'
import { staffLimits } from '../../../src/people/limits.ts'
import { ApiProblem } from '../../client/problem.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { LanguagesField } from '../../staff/languages-field.tsx'
import { useFirstWrong } from '../../staff/use-first-wrong.ts'
import { ZoneField } from '../../staff/zone-field.tsx'
import { Button } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Colleague } from '../api.ts'
import { RolesField } from './roles-field.tsx'

type Fields = Pick<Colleague, 'name' | 'counsellor' | 'coordinator' | 'talkLanguages' | 'zone'>
type Props = {
  open: boolean
  colleague: Colleague
  busy: boolean
  error: unknown
  refusal: ReactNode
  onClose(): void
  onSave(change: Partial<Fields>): void
}

/** Changes somebody's name, roles, languages and zone; only what differs is sent. */
export function ColleagueDialog({ open, ...rest }: Props) {
  return (
    <Dialog open={open} onClose={rest.onClose} title={m.coordinator_change_name({ name: rest.colleague.name })}>
      <Form {...rest} />
    </Dialog>
  )
}

function Form({ colleague, busy, error, refusal, onClose, onSave }: Omit<Props, 'open'>) {
  const { name, counsellor, coordinator, talkLanguages, zone } = colleague
  const [fields, setFields] = useState<Fields>({ name, counsellor, coordinator, talkLanguages, zone })
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change })
  const form = useFirstWrong<HTMLFormElement>(error)
  const wrong = (field: string, text = m.common_field_wrong()) =>
    error instanceof ApiProblem && error.type === 'invalid' && error.errors.some((one) => one.field.startsWith(field))
      ? text
      : undefined
  const differing = Object.fromEntries(
    Object.entries(fields).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(colleague[field as keyof Fields]),
    ),
  )

  function save() {
    if (busy) return
    if (Object.keys(differing).length === 0) return onClose()
    onSave(differing)
  }
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Stack>
        <Field
          label={m.coordinator_colleague_name()}
          required
          maxLength={staffLimits.name}
          value={fields.name}
          onChange={(value) => set({ name: value })}
          error={wrong('name')}
        />
        <RolesField counsellor={fields.counsellor} coordinator={fields.coordinator} onChange={set} />
        {colleague.counsellor && !fields.counsellor && colleague.talksAhead > 0 ? (
          <Notice tone="loss" alert>
            {m.coordinator_talks_ahead({ count: colleague.talksAhead })}
          </Notice>
        ) : null}
        <LanguagesField
          label={m.coordinator_service_languages()}
          values={fields.talkLanguages}
          onChange={(tags) => set({ talkLanguages: tags })}
          error={wrong('talkLanguages')}
        />
        <ZoneField
          value={fields.zone}
          onChange={(value) => set({ zone: value })}
          error={wrong('zone', m.staff_zone_wrong())}
        />
        {error ? refusal : null}
        <Row>
          <Button type="submit" busy={busy}>
            {m.common_save()}
          </Button>
          <Button look="secondary" onClick={onClose}>
            {m.common_cancel()}
          </Button>
        </Row>
      </Stack>
    </form>
  )
}
