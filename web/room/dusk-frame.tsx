import type { ReactNode } from 'react'
import { m } from '../i18n/paraglide/messages.js'
import { PageFrame } from '../ui/page-frame.tsx'
import styles from './door/door.module.css'

/** A page in the evening light: the door and what comes after the room. */
export function DuskFrame({ children }: { children: ReactNode }) {
  return (
    <div data-dusk className={styles.frame}>
      <PageFrame title={m.room_door_title()} width="full">
        {children}
      </PageFrame>
    </div>
  )
}
