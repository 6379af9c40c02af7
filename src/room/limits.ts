import { linkLimits } from '../meeting/limits.ts'

/** Most letters of what is written in the room and at its door. */
export const roomLimits = {
  chatLine: 2000,
  linkAddress: linkLimits.url,
  linkTitle: linkLimits.title,
  /** A word to whoever is asked to wait or is declined at the door. */
  doorMessage: 300,
} as const

/** How much the room of one meeting may hold; the longest talks seen by far do not come near. */
export const roomMost = {
  chatLines: 2000,
  /** Lines that one answer holds. */
  chatPage: 200,
  links: 200,
  pauses: 100,
  /** Names that the room had before; of more the oldest, whose tokens ended long ago, are forgotten. */
  formerNames: 200,
  /** Of one person; of more the oldest that ended are forgotten. */
  stays: 300,
} as const
