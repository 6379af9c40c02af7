import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { tokenInAddress } from '../../client/link.ts'
import { ApiProblem } from '../../client/problem.ts'
import { keepSecret } from '../../client/secret.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { openWithLink } from '../api.ts'
import { SeekerFrame } from '../seeker-frame.tsx'

/** Where a one-time link leads: one button, so that only a person uses the link up, and no mail scanner. */
export default function OpenPage() {
  const [token] = useState(() => tokenInAddress(location.pathname, location.hash))
  const queries = useQueryClient()
  const navigate = useNavigate()
  const open = useMutation({
    mutationFn: openWithLink,
    onSuccess: async ({ secret }) => {
      keepSecret('seeker', secret)
      queries.clear()
      // In place of this page: the history keeps nothing of the token.
      await navigate({ to: '/my', replace: true })
    },
  })
  const instead = (
    <Row>
      <Link to="/lost" className={buttonClass({ look: 'secondary' })}>
        {m.seeker_open_ask()}
      </Link>
      <Link to="/my" className={buttonClass({ look: 'quiet' })}>
        {m.seeker_start_have_code()}
      </Link>
    </Row>
  )
  const usedUp = open.error instanceof ApiProblem && open.error.status === 410
  return (
    <SeekerFrame title={m.seeker_open_title()}>
      <Stack gap={1.4}>
        <h1>{m.seeker_open_title()}</h1>
        {token === null ? <Notice title={m.seeker_open_missing()} actions={instead} /> : null}
        {token !== null && !usedUp ? (
          <>
            <p>{m.seeker_open_text()}</p>
            <div>
              <Button icon={<KeyRound aria-hidden />} busy={open.isPending} onClick={() => open.mutate(token)}>
                {m.seeker_open_button()}
              </Button>
            </div>
          </>
        ) : null}
        {usedUp ? (
          <Notice tone="loss" alert title={m.seeker_open_used()} actions={instead}>
            <p>{m.seeker_open_used_text()}</p>
          </Notice>
        ) : null}
        {open.isError && !usedUp ? <ProblemNotice error={open.error} /> : null}
      </Stack>
    </SeekerFrame>
  )
}
