import type { Text } from '../words/language.ts'

/** A guidance method: phases in their order, with prompts for the counsellor. The shares sum to 1. */
export type Method = { id: string; name: Text; phases: Phase[] }

type Phase = {
  id: string
  title: Text
  /** Suggested share of the talk's time, 0 to 1. */
  share: number
  prompts: Text[]
}

/** True when `phase` is one of the method's. */
export const hasPhase = (method: Method, phase: string) => method.phases.some(({ id }) => id === phase)
