import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { LogIn } from 'lucide-react'
import { useState } from 'react'
import { ApiProblem } from '../client/problem.ts'
import { chooseLocale } from '../i18n/locale.ts'
import { m } from '../i18n/paraglide/messages.js'
import { Button, buttonClass } from '../ui/button.tsx'
import { Stack } from '../ui/card.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageFrame } from '../ui/page-frame.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { homeOf, meQuery, signIn } from './api.ts'
import { forgetToken, tokenOfLink } from './token.ts'

/** Where a sign-in link leads: one button, so that only a person can use the link up. */
export default function EnterPage() {
  const [token] = useState(tokenOfLink)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const enter = useMutation({
    mutationFn: signIn,
    onSuccess: async (me) => {
      forgetToken()
      queries.setQueryData(meQuery.queryKey, me)
      chooseLocale(me.language)
      await navigate({ to: homeOf(me), replace: true })
    },
  })
  const askAnew = (
    <Link to="/staff/sign-in" className={buttonClass({ look: 'secondary' })}>
      {m.staff_link_again()}
    </Link>
  )
  return (
    <PageFrame title={m.staff_enter_title()}>
      <Stack gap={1.5}>
        <h1>{m.staff_enter_title()}</h1>
        {token === null ? <Notice title={m.staff_link_missing()} actions={askAnew} /> : null}
        {token !== null && !enter.isError ? (
          <Stack>
            <p>{m.staff_enter_text()}</p>
            <div>
              <Button icon={<LogIn aria-hidden />} busy={enter.isPending} onClick={() => enter.mutate(token)}>
                {m.staff_enter()}
              </Button>
            </div>
          </Stack>
        ) : null}
        {enter.isError && isUsedUp(enter.error) ? (
          <Notice tone="loss" alert title={m.staff_link_used()} actions={askAnew}>
            <p>{m.staff_link_used_text()}</p>
          </Notice>
        ) : null}
        {enter.isError && !isUsedUp(enter.error) ? <ProblemNotice error={enter.error} actions={askAnew} /> : null}
      </Stack>
    </PageFrame>
  )
}

/** The link was used before, is too old, or was never one. */
const isUsedUp = (error: unknown) => error instanceof ApiProblem && error.status === 410
