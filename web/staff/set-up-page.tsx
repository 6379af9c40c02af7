import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { staffLimits } from '../../src/people/limits.ts'
import { ApiProblem } from '../client/problem.ts'
import { localeNow } from '../i18n/locale.ts'
import { m } from '../i18n/paraglide/messages.js'
import { browserZone } from '../i18n/time.ts'
import { Button } from '../ui/button.tsx'
import { Stack } from '../ui/card.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageFrame } from '../ui/page-frame.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { meQuery, setUp } from './api.ts'
import { forgetToken, tokenOfLink } from './token.ts'
import { useFirstWrong } from './use-first-wrong.ts'
import { ZoneField } from './zone-field.tsx'

/** The very first page of a new installation: an organisation and its first coordinator. */
export default function SetUpPage() {
  const [token] = useState(tokenOfLink)
  const [organisation, setOrganisation] = useState('')
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [zone, setZone] = useState(browserZone)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const create = useMutation({
    mutationFn: (link: string) => setUp({ token: link, organisation, zone, name, email, language: localeNow() }),
    onSuccess: async (me) => {
      forgetToken()
      queries.setQueryData(meQuery.queryKey, me)
      await navigate({ to: '/staff/services', replace: true })
    },
  })
  const form = useFirstWrong<HTMLFormElement>(create.error)
  const wrong = (field: string) =>
    create.error instanceof ApiProblem && create.error.errors.some((error) => error.field === field)
      ? m.common_field_wrong()
      : undefined
  return (
    <PageFrame title={m.staff_set_up_title()}>
      <Stack gap={1.5}>
        <h1>{m.staff_set_up_title()}</h1>
        {token === null ? (
          <Notice title={m.staff_set_up_missing()} />
        ) : (
          <form
            ref={form}
            onSubmit={(event) => {
              event.preventDefault()
              if (!create.isPending) create.mutate(token)
            }}
          >
            <Stack>
              <p>{m.staff_set_up_text()}</p>
              <Field
                label={m.staff_organisation()}
                name="organisation"
                autoComplete="organization"
                required
                maxLength={staffLimits.name}
                value={organisation}
                onChange={setOrganisation}
                error={wrong('organisation')}
              />
              <Field
                label={m.staff_name()}
                name="name"
                autoComplete="name"
                required
                maxLength={staffLimits.name}
                value={name}
                onChange={setName}
                error={wrong('name')}
              />
              <Field
                label={m.staff_email()}
                name="email"
                type="email"
                maxLength={staffLimits.email}
                autoComplete="email"
                required
                value={email}
                onChange={setEmail}
                error={wrong('email')}
              />
              <ZoneField value={zone} onChange={setZone} error={wrong('zone')} />
              {create.isError ? <ProblemNotice error={create.error} /> : null}
              <div>
                <Button type="submit" busy={create.isPending}>
                  {m.staff_set_up()}
                </Button>
              </div>
            </Stack>
          </form>
        )}
      </Stack>
    </PageFrame>
  )
}
