import { useState } from 'react'
import { isRemembered, rememberSecret } from '../client/secret.ts'
import { m } from '../i18n/paraglide/messages.js'
import { CheckBox } from '../ui/choice.tsx'

/** Whether this device keeps the key when the tab is closed. */
export function RememberBox() {
  const [remembered, setRemembered] = useState(() => isRemembered('seeker'))
  return (
    <CheckBox
      label={m.seeker_my_remember()}
      hint={m.seeker_my_remember_hint()}
      checked={remembered}
      onChange={(remember) => {
        rememberSecret('seeker', remember)
        setRemembered(remember)
      }}
    />
  )
}
