import { type TrackReference, useTracks } from '@livekit/components-react'
import { Track } from 'livekit-client'

/** What another shows of their screen, if anybody does. One, should it be two for a moment: the same for everybody. */
export function useOthersScreen(): TrackReference | null {
  const shared = useTracks([Track.Source.ScreenShare]).filter(({ participant }) => !participant.isLocal)
  return shared.sort((a, b) => a.participant.identity.localeCompare(b.participant.identity))[0] ?? null
}
