import { linkLimits } from '../meeting/limits.ts'

/** Most letters of what is written in the room and at its door. */
export const roomLimits = {
  chatLine: 2000,
  linkAddress: linkLimits.url,
  linkTitle: linkLimits.title,
  /** A word to whoever is asked to wait or is declined at the door. */
  doorMessage: 300,
} as const
