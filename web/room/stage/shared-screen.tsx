import type { TrackReference } from '@livekit/components-react'
import { Maximize } from 'lucide-react'
import { useRef } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { Picture } from './picture.tsx'
import styles from './stage.module.css'

/** What somebody else shows of their screen: whole, never cut, and as large as there is room. */
export function SharedScreen({ reference, caption }: { reference: TrackReference; caption: string }) {
  const frame = useRef<HTMLElement>(null)
  const { track } = reference.publication
  return (
    <figure ref={frame} className={styles.shared} data-shared>
      {track ? <Picture track={track} label={caption} className={styles.screen} onResize={() => undefined} /> : null}
      <figcaption className={styles.name}>{caption}</figcaption>
      {document.fullscreenEnabled ? (
        <button
          type="button"
          className={styles.whole}
          onClick={() =>
            void (document.fullscreenElement ? document.exitFullscreen() : frame.current?.requestFullscreen())
          }
        >
          <Maximize aria-hidden /> {m.room_screen_whole()}
        </button>
      ) : null}
    </figure>
  )
}
