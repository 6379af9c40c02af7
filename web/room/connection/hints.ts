import { hintTopic } from '../../../src/room/hint-topic.ts'

const parts = [
  'goals',
  'scale',
  'pause',
  'chat',
  'links',
  'form',
  'konklusion',
  'phase',
  'participants',
  'room',
  'ended',
] as const

/** The part of the room that a data message says has changed. */
export type Changed = (typeof parts)[number]

/**
 * Reads a hint. `null` for everything that is not one: other topics, other people's bytes, a part that a newer
 * server knows. Nothing in it is believed but "look again".
 */
export function readHint(payload: Uint8Array, topic: string | undefined): Changed | null {
  if (topic !== hintTopic) return null
  try {
    const message: unknown = JSON.parse(new TextDecoder().decode(payload))
    if (typeof message !== 'object' || message === null || !('changed' in message)) return null
    return parts.find((part) => part === message.changed) ?? null
  } catch {
    return null
  }
}
