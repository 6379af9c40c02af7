import { useLocation } from '@tanstack/react-router'
import { nearTime } from '../../client/near-day.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Notice } from '../../ui/notice.tsx'
import type { Talk } from '../api.ts'

/** The time before a move in words, and the start (RFC 3339) that the move gave the talk. */
export type MoveReceipt = { from: string; start: string }

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Of the visit that follows a move: a reload shows it again, another visit does not. */
    moved?: MoveReceipt
  }
}

/** What a move changed, and what comes of it. Gone when the talk has been moved again since. */
export function MovedNotice({ talk }: { talk: Talk }) {
  const { moved } = useLocation().state
  if (moved?.start !== talk.start || talk.state !== 'booked') return null
  return (
    <Notice alert title={m.seeker_moved_title()}>
      <p>
        <span>{m.seeker_moved_from({ time: moved.from })}</span>
        <br />
        <strong>{m.seeker_moved_to({ time: nearTime(talk.wall) })}</strong>
      </p>
      <p>{talk.email ? m.seeker_moved_mail({ email: talk.email }) : m.seeker_moved_no_mail()}</p>
    </Notice>
  )
}
