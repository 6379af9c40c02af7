import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { Approval } from './approval.tsx'
import { Comments } from './comments.tsx'
import { konklusionKey, konklusionOf } from './seeker-konklusion.ts'
import { KonklusionText } from './konklusion-text.tsx'
import { Stack } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'

type Props = { open: boolean; onClose(): void; bookingId: string; secret: string | null; onChange(): Promise<void> }

/** The seeker reads, comments and approves the Konklusion without leaving the room. */
export function KonklusionSheet({ open, onClose, bookingId, secret, onChange }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={m.room_k_read()}>
      {secret === null ? null : <Reading bookingId={bookingId} secret={secret} onChange={onChange} />}
    </Dialog>
  )
}

function Reading({ bookingId, secret, onChange }: { bookingId: string; secret: string; onChange(): Promise<void> }) {
  const { data, error, refetch } = useQuery({
    queryKey: konklusionKey(bookingId),
    queryFn: () => konklusionOf(bookingId, secret),
  })
  const state = data?.konklusion?.state
  useEffect(() => {
    if (state === 'approved') void onChange()
  }, [state, onChange])
  if (error && !data) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  if (!data?.konklusion) return <Loading />
  return (
    <Stack gap={1.4}>
      <KonklusionText konklusion={data.konklusion} headingLevel={2} />
      <Approval bookingId={bookingId} secret={secret} konklusion={data.konklusion} commented={data.commented} />
      <Comments
        bookingId={bookingId}
        secret={secret}
        comments={data.comments}
        approved={data.konklusion.state === 'approved'}
      />
    </Stack>
  )
}
