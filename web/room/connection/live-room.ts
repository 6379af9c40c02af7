import {
  ConnectionState,
  type LocalAudioTrack,
  type LocalVideoTrack,
  Room,
  RoomEvent,
  Track,
  VideoPresets,
} from 'livekit-client'
import type { Hands } from '../controls/controls.ts'
import { chosenSpeaker } from '../preview/speaker.ts'
import { firstFace, picturesOf } from './first-face.ts'
import type { Link } from './session.ts'

/** What was prepared in the preview and goes along into the room. */
export type OwnTracks = { video: LocalVideoTrack | null; audio: LocalAudioTrack | null }

export const captureVideo = { resolution: VideoPresets.h720.resolution } as const
export const captureAudio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true } as const

/** A room for calm faces: pictures as large as they are shown, nothing sent that nobody looks at. */
export function createLiveRoom(): Room {
  const speaker = chosenSpeaker()
  return new Room({
    ...(speaker && { audioOutput: { deviceId: speaker } }),
    adaptiveStream: true,
    dynacast: true,
    // A connection each for what comes and what goes: the way is found while the room is drawn, and no offer of one's
    // own has to be made before the server is even asked. The other's face comes sooner (`npm run bench join`).
    singlePeerConnection: false,
    audioCaptureDefaults: captureAudio,
    videoCaptureDefaults: captureVideo,
    publishDefaults: {
      simulcast: true,
      videoSimulcastLayers: [VideoPresets.h180, VideoPresets.h360],
      dtx: true,
      red: true,
    },
  })
}

/**
 * The link of a session: connects and brings one's own sound and picture along. Sending them is not waited for,
 * the faces of others come first.
 *
 * @param wanted what should be on, asked anew at every connection
 * @param failed told when a device could not be had
 */
export function linkOf(
  room: Room,
  tracks: OwnTracks,
  wanted: () => { microphone: boolean; camera: boolean },
  failed: (of: 'microphone' | 'camera', error: unknown) => void,
): Link {
  return {
    async connect(ticket) {
      await room.connect(ticket.url, ticket.token)
      void firstFace(room).then(() => {
        if (room.state === ConnectionState.Connected) return bringAlong(room, tracks, wanted(), failed)
      })
    },
    disconnect: () => room.disconnect(),
  }
}

async function bringAlong(
  room: Room,
  tracks: OwnTracks,
  wanted: { microphone: boolean; camera: boolean },
  failed: (of: 'microphone' | 'camera', error: unknown) => void,
): Promise<void> {
  const me = room.localParticipant
  const bring = async (
    of: 'microphone' | 'camera',
    track: LocalAudioTrack | LocalVideoTrack | null,
    turnOn: () => Promise<unknown>,
  ) => {
    if (!wanted[of]) return
    try {
      // A track that was stopped by a lost connection is made anew.
      // @ts-expect-error livekit-client is built without exactOptionalPropertyTypes: its own track misses its own type.
      if (track && !track.isStopped) await me.publishTrack(track)
      else await turnOn()
    } catch (error) {
      failed(of, error)
    }
  }
  await Promise.all([
    bring('microphone', tracks.audio, () => me.setMicrophoneEnabled(true)),
    bring('camera', tracks.video, () => me.setCameraEnabled(true)),
  ])
}

/** The controls' hands in a live room. */
export function handsOf(room: Room): Hands {
  let receivesVideo = true
  const apply = () => {
    for (const picture of picturesOf(room)) {
      if (picture.source === Track.Source.ScreenShare) continue
      if (picture.isDesired !== receivesVideo) picture.setSubscribed(receivesVideo)
    }
  }
  room.on(RoomEvent.TrackPublished, () => !receivesVideo && apply())
  room.on(RoomEvent.Connected, () => !receivesVideo && apply())
  room.on(RoomEvent.Reconnected, () => !receivesVideo && apply())
  return {
    async setMicrophone(on) {
      await room.localParticipant.setMicrophoneEnabled(on)
    },
    async setCamera(on) {
      await room.localParticipant.setCameraEnabled(on)
      // A camera that is off must not glow: the track is given back, not only muted.
      if (!on) room.localParticipant.getTrackPublication(Track.Source.Camera)?.track?.stop()
    },
    async setScreen(on) {
      // Its words must be read: sharp before smooth, and no sound of the computer.
      await room.localParticipant.setScreenShareEnabled(on, { audio: false, contentHint: 'detail' })
    },
    setReceivesVideo(on) {
      receivesVideo = on
      apply()
    },
  }
}
