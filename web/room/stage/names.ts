import { m } from '../../i18n/paraglide/messages.js'
import type { Person, Role } from '../room-state.ts'

/** What a role is called in the room. */
export function roleName(role: Role): string {
  if (role === 'counsellor') return m.room_role_counsellor()
  return role === 'seeker' ? m.room_role_seeker() : m.room_role_companion()
}

/** Names never pass through the video server: who somebody is comes from the room's state, else only the role. */
export function nameOf(
  identity: string,
  role: Role,
  people: Person[],
  known: Partial<Record<Role, string | null>>,
): string {
  return people.find((person) => person.identity === identity)?.label || known[role] || roleName(role)
}

export function readRole(attribute: string | undefined): Role {
  return attribute === 'counsellor' || attribute === 'companion' ? attribute : 'seeker'
}
