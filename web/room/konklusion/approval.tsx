import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { caseKey, talkKey } from '../../client/keys.ts'
import { ApiProblem } from '../../client/problem.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { approveKonklusion, type Konklusion, konklusionKey } from './seeker-konklusion.ts'

/** The seeker's yes makes a Konklusion final. When a newer version came out meanwhile, that one is shown first. */
export function Approval({
  bookingId,
  secret,
  konklusion,
  commented,
}: {
  bookingId: string
  secret: string
  konklusion: Konklusion
  /** The seeker's comment waits for an answer. */
  commented: boolean
}) {
  const queries = useQueryClient()
  const again = () => {
    void queries.invalidateQueries({ queryKey: konklusionKey(bookingId) })
    void queries.invalidateQueries({ queryKey: talkKey(bookingId) })
    void queries.invalidateQueries({ queryKey: caseKey })
  }
  const approval = useMutation({
    mutationFn: () => approveKonklusion(bookingId, konklusion.version, secret),
    onSettled: again,
  })
  if (konklusion.state === 'approved')
    return (
      <Notice tone="light" title={m.seeker_konklusion_final_title()}>
        <p>{m.seeker_konklusion_final_text()}</p>
      </Notice>
    )
  const newer = approval.error instanceof ApiProblem && approval.error.type === 'conflict'
  return (
    <Stack className="no-print">
      {newer ? (
        <Notice tone="light" alert title={m.seeker_konklusion_newer_title()}>
          <p>{m.seeker_konklusion_newer_text()}</p>
        </Notice>
      ) : null}
      {approval.error && !newer ? <ProblemNotice error={approval.error} onRetry={() => approval.mutate()} /> : null}
      {commented ? (
        <Notice title={m.seeker_konklusion_waits_title()}>
          <p>{m.seeker_konklusion_waits_text()}</p>
        </Notice>
      ) : (
        <p>{m.seeker_konklusion_approve_text()}</p>
      )}
      <Row>
        <Button
          look={commented ? 'quiet' : 'primary'}
          icon={<Check aria-hidden />}
          busy={approval.isPending}
          onClick={() => approval.mutate()}
        >
          {commented ? m.seeker_konklusion_approve_as_is() : m.seeker_konklusion_approve()}
        </Button>
      </Row>
    </Stack>
  )
}
