/** So long after its planned end a talk still shows itself to those whom the seeker invited. */
const shownAfterwardsMs = 24 * 3_600_000

/**
 * True when an invitation to a talk opens nothing any more: a day after the talk's planned end, whatever became of
 * it. Until then a companion who looks finds out that it was moved, cancelled or held; afterwards a link that lies
 * in somebody's messages tells nobody who was guided by whom.
 */
export const isInvitationOver = ({ endsAt }: { endsAt: Date }, nowMs: number) =>
  nowMs >= endsAt.getTime() + shownAfterwardsMs
