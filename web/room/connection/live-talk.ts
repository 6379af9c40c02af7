import { keptInTab } from '../../client/kept.ts'
import { type Room, RoomEvent, Track } from 'livekit-client'
import { createControls, type ControlsStore, troubleOf } from '../controls/controls.ts'
import { givesWay } from '../controls/screen.ts'
import type { RoomApi } from '../room-api.ts'
import { type Changed, readHint } from './hints.ts'
import { forgetInside, type Inside, rememberInside } from './inside.ts'
import { createLiveRoom, handsOf, linkOf, type OwnTracks } from './live-room.ts'
import { createSession, dropOf, type SessionStore, type Ticket } from './session.ts'

/** One person's place in the room, from stepping in until leaving. Lives outside the page that draws it. */
export type LiveTalk = {
  room: Room
  session: SessionStore
  controls: ControlsStore
  /**
   * Resolves when the video server has answered, or after a second. Drawing the room takes as long as finding the way
   * to the server: whoever draws only then sees the others sooner.
   */
  answered: Promise<void>
  /** Tells of hints until the returned function is called. */
  onHint(listener: (changed: Changed) => void): () => void
}

const answerWithinMs = 1000

/**
 * Steps in: begins to connect at once, before anything is drawn or fetched.
 *
 * @param ticket `null` asks the door first
 */
export function beginTalk(
  api: Pick<RoomApi, 'bookingId' | 'door'>,
  ticket: Ticket | null,
  tracks: OwnTracks,
  how: Inside,
): LiveTalk {
  const room = createLiveRoom()
  const hands = handsOf(room)
  if (how.audioOnly) hands.setReceivesVideo(false)
  const controls = createControls(hands, how)
  const link = linkOf(room, tracks, controls.state.get, (of, error) => controls.lost(of, troubleOf(error)))
  const session = createSession(api.door, link, (ms) => new Promise((resolve) => setTimeout(resolve, ms)))
  const listeners = new Set<(changed: Changed) => void>()

  room
    .on(RoomEvent.Disconnected, (reason) => session.dropped(dropOf(reason)))
    // Faces may go on while hints and the record do not: that is said too.
    .on(RoomEvent.SignalReconnecting, session.interrupted)
    .on(RoomEvent.Reconnecting, session.interrupted)
    .on(RoomEvent.Reconnected, session.mended)
    .on(RoomEvent.LocalTrackUnpublished, ({ source }) => {
      if (source === Track.Source.ScreenShare) controls.screenEnded()
    })
    .on(RoomEvent.TrackPublished, ({ source }, { identity }) => {
      if (source === Track.Source.ScreenShare && givesWay(room.localParticipant.identity, [identity]))
        void controls.giveWay()
    })
    .on(RoomEvent.DataReceived, (payload, _participant, _kind, topic) => {
      const changed = readHint(payload, topic)
      if (changed === 'room') void session.renew()
      if (changed) for (const listener of listeners) listener(changed)
    })
  rememberWhileInside(api.bookingId, session, controls)
  const answered = new Promise<void>((resolve) => {
    room.once(RoomEvent.SignalConnected, resolve)
    session.state.subscribe(resolve)
    setTimeout(resolve, answerWithinMs)
  })
  void session.enter(ticket)
  return {
    room,
    session,
    controls,
    answered,
    onHint(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A reload goes back in as one was; who left or was sent out passes the door again. */
function rememberWhileInside(bookingId: string, session: SessionStore, controls: ControlsStore): void {
  const keep = () => {
    const { at } = session.state.get()
    if (at === 'inside' || at === 'without_video') {
      const { microphone, camera, audioOnly } = controls.state.get()
      rememberInside(keptInTab, bookingId, { microphone, camera, audioOnly })
    } else if (at !== 'connecting' && at !== 'returning') {
      forgetInside(keptInTab, bookingId)
    }
  }
  session.state.subscribe(keep)
  controls.state.subscribe(keep)
}
