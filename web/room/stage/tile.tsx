import {
  isTrackReference,
  type TrackReferenceOrPlaceholder,
  useIsMuted,
  useIsSpeaking,
} from '@livekit/components-react'
import { Track } from 'livekit-client'
import { MicOff } from 'lucide-react'
import { useState } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { FourArcs } from '../../ui/four-arcs.tsx'
import { Picture } from './picture.tsx'
import styles from './stage.module.css'

/** One face, or the quiet place of somebody without a picture. */
export function Tile({
  reference,
  name,
  local,
  small = false,
}: {
  reference: TrackReferenceOrPlaceholder
  name: string
  local: boolean
  small?: boolean
}) {
  const speaking = useIsSpeaking(reference.participant)
  const muted = useIsMuted({ participant: reference.participant, source: Track.Source.Microphone })
  const [upright, setUpright] = useState(false)
  const picture =
    isTrackReference(reference) && !reference.publication.isMuted ? reference.publication.track : undefined
  return (
    <figure
      className={styles.tile}
      data-speaking={(speaking && !small) || undefined}
      data-small={small || undefined}
      data-upright={upright || undefined}
      data-identity={reference.participant.identity}
    >
      {picture ? (
        <Picture
          track={picture}
          label={name}
          className={local ? styles.mirror : styles.video}
          onResize={(event) => setUpright(event.currentTarget.videoHeight > event.currentTarget.videoWidth)}
        />
      ) : (
        <div className={styles.empty}>
          <FourArcs lit={speaking ? 4 : 0} size={small ? 'small' : 'large'} />
          {small ? null : <span>{m.room_no_picture()}</span>}
        </div>
      )}
      <figcaption className={styles.name}>
        {muted ? <MicOff aria-label={m.room_muted()} role="img" /> : null}
        {name}
      </figcaption>
    </figure>
  )
}
