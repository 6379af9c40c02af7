import type { Language } from '../words/language.ts'

/** Who is signed in, as every staff route finds them in `c.var.staff`. */
export type Staff = {
  id: string
  organisationId: string
  name: string
  counsellor: boolean
  coordinator: boolean
  /** IANA name: the zone in which this person reads times. */
  zone: string
  /** Language of the interface and of letters. */
  language: Language
}

/** A member of the staff as the coordinator sees them, with the address that letters go to. */
export type StaffMember = Staff & {
  email: string
  userId: string
  /** Languages in which this counsellor holds talks, BCP 47. */
  talkLanguages: string[]
  active: boolean
}

type Changeable = Pick<
  StaffMember,
  'name' | 'counsellor' | 'coordinator' | 'zone' | 'language' | 'talkLanguages' | 'active'
>
export type StaffChange = { [Field in keyof Changeable]?: Changeable[Field] | undefined }

/**
 * True when `change` would leave an organisation without anybody who can set it up. `others` are the
 * active coordinators besides `member`.
 */
export function leavesNoCoordinator(member: StaffMember, change: StaffChange, others: number): boolean {
  const was = member.active && member.coordinator
  const becomes = (change.active ?? member.active) && (change.coordinator ?? member.coordinator)
  return was && !becomes && others === 0
}

/** One spelling for one address, so that nobody is invited twice. */
export const sameSpelling = (email: string) => email.trim().toLowerCase()
