import type { Answer } from '../../client/api.ts'
import type { Ticket } from '../connection/session.ts'
import type { Form } from '../room-state.ts'

/** The door's answer to a knock. */
export type DoorAnswer = Answer<'/bookings/:id/door', 'post'>

/** Milliseconds until the door is asked again, or `null` when it has nothing more to say. */
export function nextKnock(answer: DoorAnswer): number | null {
  switch (answer.state) {
    case 'waiting':
    case 'asked_to_wait':
      return 3_000
    // The token is short-lived: while somebody looks at their picture, a fresh one is kept at hand.
    case 'open':
      return 45_000
    case 'closed':
      return closedWait(answer)
    case 'declined':
      return 15_000
    case 'removed':
    case 'ended':
      return null
  }
}

/** A closed door is asked again just when it opens, and at least every minute. */
function closedWait(answer: DoorAnswer): number {
  const untilOpen = Date.parse(answer.opensAt) - Date.parse(answer.serverNow)
  return Math.min(60_000, Math.max(1_000, untilOpen + 500))
}

export function ticketOf(answer: DoorAnswer): Ticket | null {
  return answer.state === 'open' && answer.url && answer.token ? { url: answer.url, token: answer.token } : null
}

/** Whether the talk's form has a picture and a sound of one's own to prepare. */
export function needs(form: Form): { camera: boolean; microphone: boolean } {
  return { camera: form === 'video', microphone: form === 'video' || form === 'audio' }
}
