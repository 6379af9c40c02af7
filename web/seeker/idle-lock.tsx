import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { idleAt, lastUse, noteLocked, noteUse } from '../client/idle.ts'
import { forgetSecret, isRemembered, secretOf } from '../client/secret.ts'
import { m } from '../i18n/paraglide/messages.js'
import { Button } from '../ui/button.tsx'
import { Stack } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { closeOpening } from './api.ts'
import { lockedEvent } from './use-secret.ts'

const signsOfUse = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const

/** Locks the page on a computer that others use, and asks a minute before. */
export function IdleLock() {
  const [soon, setSoon] = useState(false)
  const queries = useQueryClient()
  useEffect(() => {
    const look = () => {
      const secret = secretOf('seeker')
      if (secret === null || isRemembered('seeker')) return setSoon(false)
      const now = Date.now()
      const idle = idleAt(lastUse(now), now)
      setSoon(idle === 'soon')
      if (idle !== 'over') return
      // Offline it is gone from this device all the same.
      void closeOpening('here', secret).catch(() => undefined)
      forgetSecret('seeker')
      noteLocked(true)
      dispatchEvent(new Event(lockedEvent))
      queries.clear()
    }
    const use = () => {
      // Whoever comes after the fifteen minutes does not wake the page by touching it.
      look()
      noteUse(Date.now())
    }
    const timer = setInterval(look, 1000)
    look()
    noteUse(lastUse(Date.now()))
    document.addEventListener('visibilitychange', look)
    for (const sign of signsOfUse) addEventListener(sign, use, { passive: true })
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      for (const sign of signsOfUse) removeEventListener(sign, use)
    }
  }, [queries])
  const stay = () => {
    noteUse(Date.now())
    setSoon(false)
  }
  return (
    <Dialog open={soon} onClose={stay} title={m.seeker_idle_title()}>
      <Stack>
        <p>{m.seeker_idle_text()}</p>
        <div>
          <Button onClick={stay}>{m.seeker_idle_stay()}</Button>
        </div>
      </Stack>
    </Dialog>
  )
}
