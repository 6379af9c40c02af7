import { Link, useLocation } from '@tanstack/react-router'
import { m } from '../../i18n/paraglide/messages.js'
import styles from '../staff.module.css'
import { buttonClass } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useDoorBell } from './use-door-bell.ts'

/** On every page of a counsellor: somebody waits, and where to let them in. Silent where the door itself is shown. */
export function DoorBell() {
  const waiting = useDoorBell()
  const { pathname } = useLocation()
  const [first] = waiting
  const shownHere = first === undefined || pathname === '/staff' || pathname === `/staff/talk/${first.bookingId}`
  return (
    <div role="status" className="no-print">
      {first === undefined ? null : shownHere ? (
        <p className="visually-hidden">{m.counsellor_someone_waits()}</p>
      ) : (
        <div className={styles.above}>
          <Notice
            tone="light"
            title={m.counsellor_someone_waits()}
            actions={
              <Link to="/staff/talk/$bookingId" params={{ bookingId: first.bookingId }} className={buttonClass()}>
                {m.counsellor_open_talk()}
              </Link>
            }
          />
        </div>
      )}
    </div>
  )
}
