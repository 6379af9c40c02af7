import { keptInTab } from '../../client/kept.ts'

/** Where sound comes out, by the browser's id of the device. It stays in this tab, and goes along into the room. */
const key = 'fyrklang.speaker'

export const chosenSpeaker = (): string | undefined => keptInTab.getItem(key) ?? undefined

export const chooseSpeaker = (deviceId: string): void => keptInTab.setItem(key, deviceId)

/** Phones leave the choice to their own settings, and so do older browsers. */
export const mayChooseSpeaker = (): boolean => 'setSinkId' in HTMLMediaElement.prototype

/** Firefox names no loudspeaker before its own question was answered (Audio Output Devices API, 2.3). */
export const mayAskForSpeaker = (): boolean => 'selectAudioOutput' in (navigator.mediaDevices ?? {})

/** The browser's own question which loudspeaker it may use; `null` when it was closed without an answer. */
export async function askForSpeaker(): Promise<string | null> {
  // The parsed edge: TypeScript's DOM types do not know it yet.
  const devices = navigator.mediaDevices as MediaDevices & { selectAudioOutput(): Promise<MediaDeviceInfo> }
  const device = await devices.selectAudioOutput().catch(() => null)
  return device?.deviceId ?? null
}
