import { m } from '../../i18n/paraglide/messages.js'
import { PageFrame } from '../../ui/page-frame.tsx'
import { Mailbox } from './mailbox.tsx'

/** The same without a sign-in, on the machine that the program runs on: the sign-in letters are in it. */
export default function OpenMailboxPage() {
  return (
    <PageFrame title={m.staff_nav_mailbox()} width="wide">
      <Mailbox address="/mailbox" />
    </PageFrame>
  )
}
