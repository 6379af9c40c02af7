import { type RemoteTrack, type RemoteTrackPublication, type Room, RoomEvent, Track, TrackEvent } from 'livekit-client'

/** So long everything else waits for a face. */
const atMostMs = 250

/**
 * Resolves when the first of the others is seen: at once when nobody shows a picture, after a quarter of a second in
 * any case. Negotiating and encoding one's own picture keeps a small phone busy just when the other's is decoded.
 */
export function firstFace(room: Room): Promise<void> {
  if (!picturesOf(room).some((picture) => picture.isDesired && !picture.isMuted)) return Promise.resolve()
  return new Promise((resolve) => {
    const watch = (track: RemoteTrack) =>
      track.kind === Track.Kind.Video && track.once(TrackEvent.VideoPlaybackStarted, seen)
    const timer = setTimeout(seen, atMostMs)
    room.on(RoomEvent.TrackSubscribed, watch)
    function seen() {
      clearTimeout(timer)
      room.off(RoomEvent.TrackSubscribed, watch)
      resolve()
    }
  })
}

/** The pictures that others send into the room, wanted here or not. */
export function picturesOf(room: Room): RemoteTrackPublication[] {
  return [...room.remoteParticipants.values()].flatMap((other) => [...other.videoTrackPublications.values()])
}
