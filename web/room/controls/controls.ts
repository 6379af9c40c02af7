import { createStore } from '../../client/store.ts'
import { isChoiceClosed } from './screen.ts'

/** How one is seen and heard. `trouble` says why a switch could not be turned on. */
type Controls = {
  microphone: boolean
  camera: boolean
  /** No pictures in either direction: for a weak network, or for peace. */
  audioOnly: boolean
  /** One's own screen is shown to the others. */
  screen: boolean
  busy: 'microphone' | 'camera' | 'audioOnly' | 'screen' | null
  trouble: { of: 'microphone' | 'camera'; why: Trouble } | { of: 'screen'; why: 'blocked' | 'failed' | 'taken' } | null
}

/** What a browser may answer when it is asked for a device. */
export type Trouble = 'blocked' | 'missing' | 'failed'

/** What the controls act on: the room's own media. Each may throw as `getUserMedia` does. */
export type Hands = {
  setMicrophone(on: boolean): Promise<void>
  setCamera(on: boolean): Promise<void>
  /** Asks which screen or window, by the browser's own question. */
  setScreen(on: boolean): Promise<void>
  /** Whether pictures of others are fetched at all; a screen that they share always is. */
  setReceivesVideo(on: boolean): void
}

export type ControlsStore = ReturnType<typeof createControls>

/** The five controls without their drawing. A switch that fails stays where it was and says why. */
export function createControls(hands: Hands, first: Pick<Controls, 'microphone' | 'camera' | 'audioOnly'>) {
  const state = createStore<Controls>({ ...first, screen: false, busy: null, trouble: null })
  /** Whether the camera was on when audio only was chosen, so that it comes back as it was. */
  let cameraBefore = first.camera
  const change = (part: Partial<Controls>) => state.set({ ...state.get(), ...part })

  async function turn(which: 'microphone' | 'camera', on: boolean): Promise<void> {
    change({ busy: which, trouble: null })
    try {
      await (which === 'microphone' ? hands.setMicrophone(on) : hands.setCamera(on))
      change({ [which]: on, busy: null })
    } catch (error) {
      change({ busy: null, trouble: { of: which, why: troubleOf(error) } })
    }
  }

  return {
    state,
    async toggleMicrophone(): Promise<void> {
      if (!state.get().busy) await turn('microphone', !state.get().microphone)
    },
    /** Turning the camera on ends audio only: one cannot be seen and not see. */
    async toggleCamera(): Promise<void> {
      if (state.get().busy) return
      const on = !state.get().camera
      await turn('camera', on)
      if (on && state.get().camera && state.get().audioOnly) {
        hands.setReceivesVideo(true)
        change({ audioOnly: false })
      }
    },
    async toggleAudioOnly(): Promise<void> {
      if (!state.get().busy) await setAudioOnly(!state.get().audioOnly)
    },
    setAudioOnly,
    /** Fetches the pictures of others again and leaves one's own camera as it is. */
    picturesBack(): void {
      if (!state.get().audioOnly) return
      hands.setReceivesVideo(true)
      change({ audioOnly: false })
    },
    /** `taken`: somebody else shows theirs. One at a time, so that everybody looks at the same. */
    async toggleScreen(taken: boolean): Promise<void> {
      const { busy, screen } = state.get()
      if (busy) return
      if (taken && !screen) return change({ trouble: { of: 'screen', why: 'taken' } })
      change({ busy: 'screen', trouble: null })
      try {
        await hands.setScreen(!screen)
        change({ screen: !screen, busy: null })
      } catch (error) {
        const why = troubleOf(error) === 'blocked' ? 'blocked' : 'failed'
        change({ busy: null, trouble: isChoiceClosed(error) ? null : { of: 'screen', why } })
      }
    },
    /** It ended by the browser's own button, with the window that was shown, or with the connection. */
    screenEnded: () => change({ screen: false }),
    /** Another began at the same moment, and was first. */
    async giveWay(): Promise<void> {
      if (!state.get().screen) return
      change({ screen: false, trouble: { of: 'screen', why: 'taken' } })
      await hands.setScreen(false).catch(() => undefined)
    },
    /** Gives camera, microphone and screen back: the talk goes on by phone or in text. */
    async rest(): Promise<void> {
      if (state.get().screen) {
        change({ screen: false })
        await hands.setScreen(false).catch(() => undefined)
      }
      if (state.get().camera) await turn('camera', false)
      if (state.get().microphone) await turn('microphone', false)
    },
    /** The device went away by itself (unplugged, taken by another program). */
    lost(which: 'microphone' | 'camera', why: Trouble): void {
      change({ [which]: false, trouble: { of: which, why } })
    },
    dismissTrouble: () => change({ trouble: null }),
  }

  async function setAudioOnly(audioOnly: boolean): Promise<void> {
    if (state.get().audioOnly === audioOnly) return
    hands.setReceivesVideo(!audioOnly)
    if (audioOnly) cameraBefore = state.get().camera
    change({ audioOnly })
    if (audioOnly && state.get().camera) await turn('camera', false)
    if (!audioOnly && cameraBefore && !state.get().camera) await turn('camera', true)
  }
}

/** Names of the errors of getUserMedia: W3C Media Capture and Streams, section 10.2.1. */
export function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError' || name === 'PermissionDeniedError') return 'blocked'
  if (name === 'NotFoundError' || name === 'OverconstrainedError' || name === 'DevicesNotFoundError') return 'missing'
  return 'failed'
}
