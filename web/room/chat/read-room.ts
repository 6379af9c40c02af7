import type { RoomApi } from '../room-api.ts'
import type { ChatLine, RoomState } from '../room-state.ts'

/**
 * The room with its whole chat. Lines that were read stay as they are: only those after them are asked for, page by page,
 * because on a bus a long talk would be heavy each time that somebody writes.
 */
export async function readRoom(api: Pick<RoomApi, 'state'>, known: readonly ChatLine[]): Promise<RoomState> {
  const chat = [...known]
  for (;;) {
    const state = await api.state(chat.at(-1)?.id)
    chat.push(...state.chat)
    if (!state.chatGoesOn || state.chat.length === 0) return { ...state, chat, chatGoesOn: false }
  }
}
