import { useQuery } from '@tanstack/react-query'
import { m } from '../../i18n/paraglide/messages.js'
import { konklusionKey, readKonklusion } from '../../room/konklusion/konklusion-api.ts'
import { Notice } from '../../ui/notice.tsx'

/** What the seeker said last about the Konklusion, before the long editor in which all comments stand. */
export function NewestComment({ bookingId }: { bookingId: string }) {
  const stored = useQuery({
    queryKey: konklusionKey(bookingId),
    queryFn: () => readKonklusion(bookingId),
    staleTime: 30_000,
  })
  const said = stored.data?.comments.filter(({ writtenBy }) => writtenBy === 'seeker').at(-1)
  return (
    <Notice tone="light" title={m.counsellor_commented()}>
      {said ? <p>{said.text}</p> : null}
    </Notice>
  )
}
