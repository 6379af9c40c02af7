import { Link } from '@tanstack/react-router'
import { m } from '../i18n/paraglide/messages.js'
import { buttonClass } from '../ui/button.tsx'
import { FourArcs } from '../ui/four-arcs.tsx'
import { Stack } from '../ui/card.tsx'
import { SeekerFrame } from './seeker-frame.tsx'

export default function MissingPage() {
  return (
    <SeekerFrame title={m.seeker_missing_title()}>
      <Stack>
        <FourArcs lit={0} tile />
        <h1>{m.seeker_missing_title()}</h1>
        <p>{m.seeker_missing_text()}</p>
        <p><Link to="/" className={buttonClass()}>{m.seeker_missing_start()}</Link></p>
      </Stack>
    </SeekerFrame>
  )
}
