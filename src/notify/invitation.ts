import { mintSignInToken } from '../people/auth.ts'
import { organisationOf, staffMember } from '../people/store.ts'
import type { Mail, Ports } from '../ports.ts'
import { messageId } from './compose.ts'
import { enterUrl, invitationMail } from './sign-in-letter.ts'

/** The link of an invitation works once, for a day from when its letter set out. */
const linkSeconds = 24 * 3600

/** The letter of an invitation as it goes out now; `null` for somebody who is no longer among the staff. */
export async function invitationOf(ports: Ports, letter: { id: string; staffId: string }): Promise<Mail | null> {
  const member = await staffMember(ports.db, letter.staffId)
  if (!member?.active) return null
  const organisation = await organisationOf(ports.db, member.organisationId)
  const token = await mintSignInToken(ports, member.email, linkSeconds)
  return invitationMail(ports, member, {
    url: enterUrl(ports, token),
    organisation: organisation?.name ?? '',
    messageId: messageId(letter.id, ports.settings),
  })
}
