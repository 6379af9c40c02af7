import type { ReactNode } from 'react'
import { m } from '../i18n/paraglide/messages.js'
import { Button } from '../ui/button.tsx'
import { Words } from './door/door-panel.tsx'
import styles from './door/door.module.css'
import { DuskFrame } from './dusk-frame.tsx'
import type { Role } from './room-state.ts'

type Props = { at: 'left' | 'elsewhere' | 'removed' | 'ended'; role: Role; onReturn(): void; home: ReactNode }

/** After the room: left, gone to another device, sent out, or over. */
export function Outside({ at, role, onReturn, home }: Props) {
  return (
    <DuskFrame>
      <div className={styles.page}>
        <div className={styles.panel} role="status">
          {words({ at, role, onReturn, home })}
        </div>
      </div>
    </DuskFrame>
  )
}

function words({ at, role, onReturn, home }: Props): ReactNode {
  switch (at) {
    case 'left':
      return (
        <Words lit={2} title={m.room_left_title()}>
          <p>{m.room_left_text()}</p>
          <Button onClick={onReturn}>{m.room_left_return()}</Button>
          {home}
        </Words>
      )
    case 'elsewhere':
      return (
        <Words lit={2} title={m.room_elsewhere_title()}>
          <p>{m.room_elsewhere_text()}</p>
          <Button onClick={onReturn}>{m.room_elsewhere_here()}</Button>
          {home}
        </Words>
      )
    case 'removed':
      return (
        <Words lit={0} title={m.room_door_removed_title()}>
          <p>{m.room_door_removed_text()}</p>
          {home}
        </Words>
      )
    case 'ended':
      return (
        <Words lit={4} title={m.room_door_ended_title()}>
          <p>{endedText(role)}</p>
          {home}
        </Words>
      )
  }
}

function endedText(role: Role): string {
  if (role === 'counsellor') return m.room_staff_ended_text()
  return role === 'companion' ? m.room_door_ended_text_companion() : m.room_door_ended_text()
}
