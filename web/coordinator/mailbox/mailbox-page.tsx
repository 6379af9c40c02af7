import { m } from '../../i18n/paraglide/messages.js'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import { Mailbox } from './mailbox.tsx'

/** All mail that the program would have sent, while no mail server is set. */
export default function MailboxPage() {
  return (
    <StaffFrame title={m.staff_nav_mailbox()} role="coordinator">
      <Mailbox address="/staff/mailbox" />
    </StaffFrame>
  )
}
