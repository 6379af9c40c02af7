import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { staffLimits } from '../../../src/people/limits.ts'
import { isLanguage, languages } from '../../../src/words/language.ts'
import { ApiProblem } from '../../client/problem.ts'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { languageName, sentence } from '../../i18n/time.ts'
import { LanguagesField } from '../../staff/languages-field.tsx'
import { useFirstWrong } from '../../staff/use-first-wrong.ts'
import { ZoneField } from '../../staff/zone-field.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Stack } from '../../ui/card.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { colleaguesQuery, inviteColleague } from '../api.ts'
import type { ColleagueFields } from '../api.ts'
import { RolesField } from './roles-field.tsx'

/** Invites a colleague, who gets a letter with a sign-in link. */
export function InviteForm({ zone, onInvited }: { zone: string; onInvited(name: string): void }) {
  const empty = (): ColleagueFields => ({
    name: '',
    email: '',
    counsellor: true,
    coordinator: false,
    language: localeNow(),
    talkLanguages: [localeNow()],
    zone,
  })
  const [fields, setFields] = useState(empty)
  const set = (change: Partial<ColleagueFields>) => setFields({ ...fields, ...change })
  const queries = useQueryClient()
  const invite = useMutation({
    mutationFn: () => inviteColleague(fields),
    onSuccess: async ({ name }) => {
      setFields(empty())
      onInvited(name)
      await queries.invalidateQueries({ queryKey: colleaguesQuery.queryKey })
    },
  })
  const form = useFirstWrong<HTMLFormElement>(invite.error)
  const error = (field: string) =>
    invite.error instanceof ApiProblem && invite.error.errors.some((one) => one.field.startsWith(field))
      ? field === 'email' && invite.error.type === 'conflict'
        ? m.coordinator_email_known()
        : m.common_field_wrong()
      : undefined
  return (
    <Card aria-labelledby="invite-head">
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!invite.isPending) invite.mutate()
        }}
      >
        <Stack>
          <h2 id="invite-head">{m.coordinator_invite()}</h2>
          <Field
            label={m.coordinator_colleague_name()}
            required
            maxLength={staffLimits.name}
            value={fields.name}
            onChange={(name) => set({ name })}
            error={error('name')}
          />
          <Field
            label={m.staff_email()}
            type="email"
            required
            maxLength={staffLimits.email}
            value={fields.email}
            onChange={(email) => set({ email })}
            error={error('email')}
          />
          <RolesField
            counsellor={fields.counsellor}
            coordinator={fields.coordinator}
            onChange={set}
            error={error('counsellor') && m.coordinator_no_role()}
          />
          <Select
            label={m.coordinator_letters_language()}
            value={fields.language}
            onChange={(tag) => set({ language: isLanguage(tag) ? tag : fields.language })}
            options={languages.map((one) => ({ value: one, label: sentence(languageName(one)) }))}
          />
          <LanguagesField
            label={m.coordinator_service_languages()}
            values={fields.talkLanguages}
            onChange={(talkLanguages) => set({ talkLanguages })}
            error={error('talkLanguages')}
          />
          <ZoneField
            value={fields.zone}
            onChange={(value) => set({ zone: value })}
            error={error('zone') && m.staff_zone_wrong()}
          />
          {invite.isError ? <ProblemNotice error={invite.error} /> : null}
          <div>
            <Button type="submit" busy={invite.isPending}>
              {m.coordinator_send_invitation()}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  )
}
