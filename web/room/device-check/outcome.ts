import type { DeviceOutcome } from '../../../src/checklist/checklist.ts'

/** What is stored of a device check: how it went, never the names of devices. */
export type CheckOutcome = Record<'camera' | 'microphone' | 'speaker' | 'network', DeviceOutcome>
export type Part = keyof CheckOutcome
export type Progress = DeviceOutcome | 'idle' | 'running'

export const notChecked: Record<Part, Progress> = {
  camera: 'idle',
  microphone: 'idle',
  speaker: 'idle',
  network: 'idle',
}

/** A part that was passed over counts as skipped, and so does one that was not reached. */
export function outcomeOf(progress: Record<Part, Progress>): CheckOutcome {
  const settled = (part: Progress): DeviceOutcome => (isSettled(part) ? part : 'skipped')
  return {
    camera: settled(progress.camera),
    microphone: settled(progress.microphone),
    speaker: settled(progress.speaker),
    network: settled(progress.network),
  }
}

/** Nothing is asked any more: all were tried or passed over. */
export function finished(progress: Record<Part, Progress>): boolean {
  return Object.values(progress).every(isSettled)
}

/**
 * Whether what is known so far is an answer. A checklist counts its item as answered from then on: one part that was
 * tried says something, having only skipped ahead does not until the end.
 */
export function isWorthTelling(progress: Record<Part, Progress>): boolean {
  return finished(progress) || Object.values(progress).some((part) => isSettled(part) && part !== 'skipped')
}

export const isSettled = (part: Progress): part is DeviceOutcome => part !== 'idle' && part !== 'running'

/**
 * Loudness (root mean square of samples in -1..1) from which somebody clearly says something: -44 dB. Behind the
 * browser's noise suppression silence lies below -60 dB, and a quiet voice into a laptop about -40 dB.
 */
const heardFrom = 0.006

/** Level of a microphone, 0 to 1, as ears hear it: -60 dB is nothing, 0 dB is full. */
export function meterLevel(rms: number): number {
  if (rms <= 0) return 0
  return Math.min(1, Math.max(0, (20 * Math.log10(rms) + 60) / 60))
}

export const isHeard = (rms: number): boolean => rms >= heardFrom

export function rootMeanSquare(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length)
}
