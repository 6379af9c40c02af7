import { chosenSpeaker, mayChooseSpeaker } from './speaker.ts'

/** Samples a second: two low tones need no more. */
const rate = 16_000
const toneSeconds = 0.45
/** D and A, as the bell at the door. */
const tones = [587, 880]

/**
 * Two soft tones as a WAV file (RIFF, PCM with 16 bits, one channel). Made on the spot, so that nothing has to be
 * loaded, and a file, because only an element that plays one can be led to another loudspeaker everywhere.
 */
export function testSound(): Uint8Array<ArrayBuffer> {
  const perTone = Math.round(rate * toneSeconds)
  const samples = tones.flatMap((frequency) => Array.from({ length: perTone }, (_, at) => sampleOf(frequency, at)))
  const file = new DataView(new ArrayBuffer(44 + samples.length * 2))
  const write = (offset: number, text: string) =>
    [...text].forEach((letter, index) => file.setUint8(offset + index, letter.charCodeAt(0)))
  write(0, 'RIFF')
  file.setUint32(4, 36 + samples.length * 2, true)
  write(8, 'WAVEfmt ')
  file.setUint32(16, 16, true)
  file.setUint16(20, 1, true)
  file.setUint16(22, 1, true)
  file.setUint32(24, rate, true)
  file.setUint32(28, rate * 2, true)
  file.setUint16(32, 2, true)
  file.setUint16(34, 16, true)
  write(36, 'data')
  file.setUint32(40, samples.length * 2, true)
  samples.forEach((sample, index) => file.setInt16(44 + index * 2, Math.round(sample * 0x7fff), true))
  return new Uint8Array(file.buffer)
}

/** Swells in 20 ms and fades to nothing, so that nothing clicks. */
function sampleOf(frequency: number, at: number): number {
  const seconds = at / rate
  const swell = Math.min(1, seconds / 0.02)
  const fade = Math.min(1, (toneSeconds - seconds) / 0.3)
  return 0.4 * swell * fade * Math.sin(2 * Math.PI * frequency * seconds)
}

/** Plays it on the chosen loudspeaker, or on the usual one when that is gone. Throws when the browser plays nothing. */
export async function playTestSound(): Promise<void> {
  const address = URL.createObjectURL(new Blob([testSound()], { type: 'audio/wav' }))
  const player = new Audio(address)
  const speaker = chosenSpeaker()
  if (speaker && mayChooseSpeaker()) await player.setSinkId(speaker).catch(() => undefined)
  player.addEventListener('ended', () => URL.revokeObjectURL(address))
  await player.play()
}
