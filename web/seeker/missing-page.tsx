import { Link } from '@tanstack/react-router'
import { m } from '../i18n/paraglide/messages.js'
import { buttonClass } from '../ui/button.tsx'
import { EmptyState } from '../ui/states.tsx'
import { SeekerFrame } from './seeker-frame.tsx'

export default function MissingPage() {
  return (
    <SeekerFrame title={m.seeker_missing_title()}>
      <EmptyState
        page
        title={m.seeker_missing_title()}
        actions={
          <Link to="/" className={buttonClass()}>
            {m.seeker_missing_start()}
          </Link>
        }
      >
        <p>{m.seeker_missing_text()}</p>
      </EmptyState>
    </SeekerFrame>
  )
}
