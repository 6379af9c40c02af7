import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { waitingQuery } from '../staff/talk-api.ts'
import type { LiveTalk } from './connection/live-talk.ts'
import { konklusionKey } from './konklusion/seeker-konklusion.ts'
import { readRoom } from './chat/read-room.ts'
import type { RoomApi } from './room-api.ts'
import type { RoomState } from './room-state.ts'
import { useStore } from '../client/use-store.ts'

/** Hints are the fast way; this often the page looks by itself, in ms. */
const lookEvery = 10_000
const lookEveryWithoutHints = 3_000

/**
 * The truth of the room. Read from the API; a hint makes it read at once, a connection that came back too.
 * Nothing waits for it: faces may be seen before it is here.
 */
export function useRoomState(
  api: RoomApi,
  talk: LiveTalk,
): { state: RoomState | undefined; look: () => Promise<void> } {
  const client = useQueryClient()
  const session = useStore(talk.session.state)
  const inside = session.at === 'inside'
  const query = useQuery({
    queryKey: ['room', api.bookingId],
    queryFn: () => readRoom(api, client.getQueryData<RoomState>(['room', api.bookingId])?.chat ?? []),
    // On an old phone the first look would be in the way of the first picture: it comes when the link stands, or
    // cannot.
    enabled: session.at !== 'connecting',
    refetchInterval: inside ? lookEvery : lookEveryWithoutHints,
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: 'always',
  })
  const look = useCallback(async () => {
    await client.invalidateQueries({ queryKey: ['room', api.bookingId] })
  }, [client, api.bookingId])

  useEffect(
    () =>
      talk.onHint((changed) => {
        void look()
        if (changed === 'konklusion') void client.invalidateQueries({ queryKey: konklusionKey(api.bookingId) })
        if (changed === 'participants' || changed === 'room')
          void client.invalidateQueries({ queryKey: waitingQuery.queryKey })
      }),
    [talk, look, client, api.bookingId],
  )
  useEffect(() => {
    // Back again: what was missed. The first look is under way by itself.
    if (inside && client.getQueryData(['room', api.bookingId])) void look()
  }, [inside, look, client, api.bookingId])

  const ended = query.data?.endedAt != null
  useEffect(() => {
    if (ended) void talk.session.end()
  }, [ended, talk])
  return { state: query.data, look }
}
