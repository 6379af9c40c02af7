/** Letters at most. */
export const roomLimits = {
  chatLine: 2000,
  /** A word to whoever is asked to wait or is declined at the door. */
  doorMessage: 300,
} as const
