import type { Audience } from '../../../src/checklist/checklist.ts'
import { m } from '../../i18n/paraglide/messages.js'
import type { Kind } from './items.ts'

export const kindName: Record<Kind, () => string> = {
  information: m.coordinator_kind_information,
  choice: m.coordinator_kind_choice,
  text: m.coordinator_kind_text,
  goal: m.coordinator_kind_goal,
  scale: m.coordinator_kind_scale,
  camera: m.coordinator_kind_camera,
  device: m.coordinator_kind_device,
}

export const audienceName: Record<Audience, () => string> = {
  seeker: m.coordinator_audience_seeker,
  counsellor: m.coordinator_audience_counsellor,
  companion: m.coordinator_audience_companion,
}
