import { createStore } from '../../client/store.ts'
import { type Trouble, troubleOf } from '../controls/controls.ts'

/** One device before stepping in. */
export type Device = 'off' | 'asking' | 'on' | Trouble
type Preview = { camera: Device; microphone: Device }

/** A track that can be given back. */
export type Track = { stop(): void }

/** How the preview gets at devices. Each may throw as `getUserMedia` does. */
export type Makers<V extends Track, A extends Track> = {
  camera(deviceId: string | undefined): Promise<V>
  microphone(deviceId: string | undefined): Promise<A>
}

/**
 * Camera and microphone before stepping in. The tracks made here are the ones that go into the room, so that nobody
 * is asked twice and no time is lost at the threshold.
 */
export function createPreview<V extends Track, A extends Track>(makers: Makers<V, A>) {
  const state = createStore<Preview>({ camera: 'off', microphone: 'off' })
  const tracks = createStore<{ video: V | null; audio: A | null }>({ video: null, audio: null })
  let handedOver = false
  const touched = { camera: false, microphone: false }

  async function turnOn(which: 'camera' | 'microphone', deviceId?: string): Promise<void> {
    if (handedOver || state.get()[which] === 'asking') return
    touched[which] = true
    stop(which)
    state.set({ ...state.get(), [which]: 'asking' })
    try {
      if (which === 'camera') keep({ video: await makers.camera(deviceId) })
      else keep({ audio: await makers.microphone(deviceId) })
      state.set({ ...state.get(), [which]: 'on' })
    } catch (error) {
      state.set({ ...state.get(), [which]: troubleOf(error) })
    }
  }

  function keep(part: { video: V } | { audio: A }): void {
    const track = 'video' in part ? part.video : part.audio
    // The person went away while the browser was asking: the light must go out.
    if (handedOver) track.stop()
    else tracks.set({ ...tracks.get(), ...part })
  }

  function stop(which: 'camera' | 'microphone'): void {
    if (handedOver) return
    const { video, audio } = tracks.get()
    if (which === 'camera') {
      video?.stop()
      tracks.set({ video: null, audio })
    } else {
      audio?.stop()
      tracks.set({ video, audio: null })
    }
  }

  return {
    state,
    tracks,
    turnOn,
    turnOff(which: 'camera' | 'microphone'): void {
      if (handedOver) return
      touched[which] = true
      stop(which)
      state.set({ ...state.get(), [which]: 'off' })
    },
    /**
     * What should be on in the room. Who steps in while the browser is still asking is not left without sound;
     * `usual` holds for a device that was not asked for yet.
     */
    wants(usual: { camera: boolean; microphone: boolean }): { camera: boolean; microphone: boolean } {
      const isWanted = (which: 'camera' | 'microphone') =>
        touched[which] ? ['on', 'asking'].includes(state.get()[which]) : usual[which]
      return { camera: isWanted('camera'), microphone: isWanted('microphone') }
    },
    /**
     * Gives the tracks to the room; from here on only the room turns them on or off. The mirror shows them until it
     * goes.
     */
    handOver(): { video: V | null; audio: A | null } {
      handedOver = true
      return tracks.get()
    },
    /** Leaves the preview without going in. */
    close(): void {
      stop('camera')
      stop('microphone')
      state.set({ camera: 'off', microphone: 'off' })
    },
  }
}
