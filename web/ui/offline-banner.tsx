import { useSyncExternalStore } from 'react'
import { WifiOff } from 'lucide-react'
import { m } from '../i18n/paraglide/messages.js'
import styles from './frame.module.css'

/** Whether the browser believes that it has a network. */
function useOnline(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  )
}

export function OfflineBanner() {
  const online = useOnline()
  return (
    <div role="status">
      {online ? null : (
        <p className={styles.offline}>
          <WifiOff aria-hidden /> {m.common_offline()}
        </p>
      )}
    </div>
  )
}

function subscribe(listener: () => void) {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}
