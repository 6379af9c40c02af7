import type { Text } from '../http/language.ts'

export type Audience = 'seeker' | 'counsellor' | 'companion'

/**
 * One item of a checklist. `id` is stable over versions, so that an answer can be followed.
 * Every text stands in every language.
 */
export type ChecklistItem = { id: string; audience: Audience[]; title: Text; body?: Text } & (
  | { kind: 'information' }
  | { kind: 'choice'; options: { id: string; label: Text }[]; many: boolean }
  | { kind: 'text' }
  | { kind: 'goal' }
  | { kind: 'scale'; low: Text; high: Text }
  | { kind: 'camera' }
  | { kind: 'device' }
)

/** What was answered, by kind of item. A goal may be several, in the seeker's own words. */
export type ItemAnswer =
  | { kind: 'information'; confirmed: boolean }
  | { kind: 'choice'; chosen: string[] }
  | { kind: 'text'; text: string }
  | { kind: 'goal'; goals: string[] }
  | { kind: 'scale'; value: number }
  | { kind: 'camera'; camera: 'on' | 'off' | 'later' }
  | { kind: 'device'; camera: DeviceOutcome; microphone: DeviceOutcome; network: DeviceOutcome }

/** Outcome of one part of the device check. Never the name of a device. */
export type DeviceOutcome = 'ok' | 'failed' | 'blocked' | 'missing' | 'skipped'
