import { useMutation, useQueryClient } from '@tanstack/react-query'
import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { sessionLimits, staffLimits } from '../../src/people/limits.ts'
import { isLanguage, languages } from '../../src/words/language.ts'
import { ApiProblem } from '../client/problem.ts'
import { chooseLocale } from '../i18n/locale.ts'
import { m } from '../i18n/paraglide/messages.js'
import { languageName, sentence } from '../i18n/time.ts'
import { Button } from '../ui/button.tsx'
import { Card, Row, Stack } from '../ui/card.tsx'
import { Field, Select } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { changeMe, meQuery } from './api.ts'
import type { Me, MeFields } from './api.ts'
import { LeaveGuard } from './leave-guard.tsx'
import { MembershipChoice } from './membership-choice.tsx'
import { StaffFrame } from './staff-frame.tsx'
import styles from './staff.module.css'
import { useFirstWrong } from './use-first-wrong.ts'
import { useSignOut } from './use-sign-out.ts'
import { ZoneField } from './zone-field.tsx'

/** Own name, language and time zone. */
export default function AccountPage() {
  return (
    <StaffFrame title={m.staff_account()} role="any">
      {(me) => (
        <div className={styles.column}>
          <Account key={me.id} me={me} />
          {me.memberships.length > 1 ? <MembershipChoice me={me} /> : null}
          <SignOut />
        </div>
      )}
    </StaffFrame>
  )
}

function Account({ me }: { me: Me }) {
  const [fields, setFields] = useState<MeFields>({ name: me.name, language: me.language, zone: me.zone })
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: () => changeMe(fields),
    onSuccess: async (now) => {
      setFields({ name: now.name, language: now.language, zone: now.zone })
      queries.setQueryData(meQuery.queryKey, now)
      chooseLocale(now.language)
      // Times on every staff page follow the zone.
      await queries.invalidateQueries({ queryKey: ['staff'] })
    },
  })
  const form = useFirstWrong<HTMLFormElement>(save.error)
  const set = (change: Partial<MeFields>) => {
    setFields({ ...fields, ...change })
    save.reset()
  }
  const wrong = (field: keyof MeFields) =>
    save.error instanceof ApiProblem && save.error.errors.some((error) => error.field === field)
      ? field === 'zone'
        ? m.staff_zone_wrong()
        : m.common_field_wrong()
      : undefined
  const changed = fields.name !== me.name || fields.language !== me.language || fields.zone !== me.zone
  return (
    <>
      <h1>{m.staff_account()}</h1>
      <p className={styles.muted}>
        {[
          me.email,
          me.counsellor ? m.coordinator_role_counsellor() : '',
          me.coordinator ? m.coordinator_role_coordinator() : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Card aria-label={m.staff_account()}>
        <form
          ref={form}
          onSubmit={(event) => {
            event.preventDefault()
            if (!save.isPending) save.mutate()
          }}
        >
          <Stack>
            <Field
              label={m.staff_name()}
              name="name"
              autoComplete="name"
              hint={m.staff_name_hint()}
              required
              maxLength={staffLimits.name}
              value={fields.name}
              onChange={(name) => set({ name })}
              error={wrong('name')}
            />
            <Select
              label={m.coordinator_letters_language()}
              value={fields.language}
              onChange={(tag) => set({ language: isLanguage(tag) ? tag : fields.language })}
              options={languages.map((one) => ({ value: one, label: sentence(languageName(one)) }))}
            />
            <ZoneField value={fields.zone} onChange={(zone) => set({ zone })} error={wrong('zone')} />
            {save.isError ? <ProblemNotice error={save.error} /> : null}
            {save.isSuccess ? <Notice tone="light" alert title={m.common_saved()} /> : null}
            <Row>
              <Button type="submit" busy={save.isPending}>
                {m.common_save()}
              </Button>
            </Row>
          </Stack>
        </form>
      </Card>
      <LeaveGuard changed={changed} />
    </>
  )
}

function SignOut() {
  const leave = useMutation({ mutationFn: useSignOut() })
  const leaveEverywhere = useMutation({ mutationFn: useSignOut('everywhere') })
  const error = leave.error ?? leaveEverywhere.error
  return (
    <Card aria-labelledby="sign-out">
      <Stack>
        <h2 id="sign-out">{m.staff_sign_out()}</h2>
        <p>{m.staff_sign_out_text({ hours: sessionLimits.unusedHours, days: sessionLimits.days })}</p>
        {error ? <ProblemNotice error={error} /> : null}
        <Row>
          <Button look="secondary" icon={<LogOut aria-hidden />} busy={leave.isPending} onClick={() => leave.mutate()}>
            {m.staff_sign_out()}
          </Button>
          <Button look="secondary" busy={leaveEverywhere.isPending} onClick={() => leaveEverywhere.mutate()}>
            {m.staff_sign_out_everywhere()}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}
