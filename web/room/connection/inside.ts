/** Remembers in this tab that one was in the room, so that a reload goes back in without the preview. */
export type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export type Inside = { microphone: boolean; camera: boolean; audioOnly: boolean }

const key = (bookingId: string) => `fyrklang.inside.${bookingId}`

export function rememberInside(memory: Memory, bookingId: string, how: Inside): void {
  try {
    memory.setItem(key(bookingId), JSON.stringify(how))
  } catch {
    // Storage may be shut off; then a reload passes the preview again.
  }
}

export function forgetInside(memory: Memory, bookingId: string): void {
  try {
    memory.removeItem(key(bookingId))
  } catch {
    // as above
  }
}

/** `null` when this tab was not in the room. */
export function wasInside(memory: Memory, bookingId: string): Inside | null {
  try {
    const kept: unknown = JSON.parse(memory.getItem(key(bookingId)) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return null
    return {
      microphone: 'microphone' in kept && kept.microphone === true,
      camera: 'camera' in kept && kept.camera === true,
      audioOnly: 'audioOnly' in kept && kept.audioOnly === true,
    }
  } catch {
    return null
  }
}
