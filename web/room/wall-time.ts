import type { RoomState } from './room-state.ts'

/**
 * Local date and time (YYYY-MM-DDTHH:mm) of an instant near a talk, from the talk's own wall time: the server worked
 * out the zone, the browser only counts minutes.
 */
export function wallAt(talk: Pick<RoomState, 'wall' | 'start'>, instant: string): string {
  const local = Date.parse(`${talk.wall.start}Z`) + Date.parse(instant) - Date.parse(talk.start)
  return new Date(local).toISOString().slice(0, 16)
}
