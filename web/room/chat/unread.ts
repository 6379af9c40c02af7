import type { RoomState } from '../room-state.ts'

/** What others wrote or shared since it was last looked at. Ids are UUIDv7: later ones sort after earlier ones. */
export function unread(state: Pick<RoomState, 'chat' | 'links'>, seen: string): number {
  return (
    state.chat.filter((line) => !line.mine && line.id > seen).length +
    state.links.filter((link) => link.id > seen).length
  )
}

/** The newest id of all: what has been seen once the panel was open. */
export function newestId(state: Pick<RoomState, 'chat' | 'links'>): string {
  return [...state.chat, ...state.links].reduce((newest, each) => (each.id > newest ? each.id : newest), '')
}
