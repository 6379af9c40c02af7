import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Mail, MailX } from 'lucide-react'
import { useState } from 'react'
import { tokenInAddress } from '../client/link.ts'
import { m } from '../i18n/paraglide/messages.js'
import { Button } from '../ui/button.tsx'
import { Stack } from '../ui/card.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageFrame } from '../ui/page-frame.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { Loading } from '../ui/states.tsx'
import { allowLetters, letterStop, stopLetters } from './api.ts'
import type { LetterStop } from './api.ts'

/** Where the link "this is not for me" of a letter leads: a button, so that no mail scanner presses it. */
export default function NotForMePage() {
  const [token] = useState(() => tokenInAddress(location.pathname, location.hash))
  return (
    <PageFrame title={m.seeker_stop_title()}>
      <Stack gap={1.4}>
        <h1>{m.seeker_stop_title()}</h1>
        {token === null ? <Notice title={m.seeker_stop_missing()} /> : <Letters token={token} />}
      </Stack>
    </PageFrame>
  )
}

function Letters({ token }: { token: string }) {
  const queryKey = ['letter-stop', token]
  const { data, error, refetch } = useQuery({ queryKey, queryFn: () => letterStop(token) })
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (stopped: boolean) => (stopped ? stopLetters(token) : allowLetters(token)),
    onSuccess: (now: LetterStop) => queries.setQueryData(queryKey, now),
  })
  if (!data) return error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : <Loading />
  const { organisation, stopped } = data
  return (
    <>
      {stopped ? (
        <Notice tone="light" alert title={m.seeker_stop_done({ organisation })}>
          <p>{m.seeker_stop_done_text()}</p>
        </Notice>
      ) : (
        <p>{m.seeker_stop_text({ organisation })}</p>
      )}
      {change.error ? <ProblemNotice error={change.error} /> : null}
      <div>
        <Button
          look={stopped ? 'secondary' : 'primary'}
          icon={stopped ? <Mail aria-hidden /> : <MailX aria-hidden />}
          busy={change.isPending}
          onClick={() => change.mutate(!stopped)}
        >
          {stopped ? m.seeker_stop_undo() : m.seeker_stop_do()}
        </Button>
      </div>
    </>
  )
}
