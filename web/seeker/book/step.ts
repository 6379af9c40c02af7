import type { Service } from '../api.ts'
import type { Draft } from './draft.ts'

/** The questions of a booking, in their order. */
export const steps = ['time', 'form', 'alias', 'contact', 'topic', 'check'] as const
export type Step = (typeof steps)[number]

export type StepProps = {
  service: Service
  draft: Draft
  change(part: Partial<Draft>): void
  /** To the next question, or back to the summary when that is where one came from. */
  onNext(): void
}
