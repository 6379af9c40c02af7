import {
  createLocalAudioTrack,
  createLocalVideoTrack,
  type LocalAudioTrack,
  type LocalVideoTrack,
} from 'livekit-client'
import { captureAudio, captureVideo } from '../connection/live-room.ts'
import type { Makers } from './preview.ts'

const exactly = (deviceId: string | undefined) => (deviceId ? { deviceId } : {})

/** The browser's devices. */
export const makeTracks: Makers<LocalVideoTrack, LocalAudioTrack> = {
  camera: (deviceId) => createLocalVideoTrack({ ...captureVideo, ...exactly(deviceId) }),
  microphone: (deviceId) => createLocalAudioTrack({ ...captureAudio, ...exactly(deviceId) }),
}

/** Older browsers, and pages that are not served over https, have no devices at all. */
export const hasDevices = (): boolean => typeof navigator.mediaDevices?.getUserMedia === 'function'
