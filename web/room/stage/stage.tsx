import { type TrackReferenceOrPlaceholder, useTracks } from '@livekit/components-react'
import { Track } from 'livekit-client'
import { useState } from 'react'
import { useStore } from '../../client/use-store.ts'
import { m } from '../../i18n/paraglide/messages.js'
import type { ControlsStore } from '../controls/controls.ts'
import type { Person, Role } from '../room-state.ts'
import { arrange } from './arrangement.ts'
import { nameOf, readRole } from './names.ts'
import { SharedScreen } from './shared-screen.tsx'
import styles from './stage.module.css'
import { Tile } from './tile.tsx'
import { useOthersScreen } from './use-others-screen.ts'

/** The faces. Others large, oneself small; nothing moves by itself. */
export function Stage({
  people,
  known,
  myRole,
  controls,
}: {
  people: Person[]
  known: Partial<Record<Role, string | null>>
  myRole: Role
  controls: ControlsStore
}) {
  const [selfHidden, setSelfHidden] = useState(false)
  const references = useTracks([{ source: Track.Source.Camera, withPlaceholder: true }])
  const faces = references.map(faceOf)
  const { large, small } = arrange(faces)
  const alone = small === null
  const { screen } = useStore(controls.state)
  const shared = useOthersScreen()
  const sharer = faces.find(({ identity }) => identity === shared?.participant.identity)
  const caption = sharer
    ? m.room_screen_of({ who: nameOf(sharer.identity, sharer.role, people, known) })
    : screen
      ? m.room_screen_yours()
      : ''
  return (
    <section className={styles.stage} aria-label={m.room_faces()} data-sharing={shared ? '' : undefined}>
      <p className={screen && !shared ? styles.sharing : 'visually-hidden'} role="status">
        {caption}
      </p>
      {shared ? <SharedScreen reference={shared} caption={caption} /> : null}
      <div className={styles.large} data-count={Math.min(large.length, 4)}>
        {large.map((face) => (
          <Tile
            key={face.identity}
            reference={face.reference}
            local={face.local}
            name={face.local ? m.room_you() : nameOf(face.identity, face.role, people, known)}
          />
        ))}
      </div>
      {alone ? (
        <p className={styles.alone} role="status">
          {myRole === 'counsellor' ? m.room_alone_counsellor() : m.room_alone_seeker()}
        </p>
      ) : (
        <div className={styles.self} data-hidden={selfHidden || undefined}>
          {selfHidden ? null : <Tile reference={small.reference} local name={m.room_you()} small />}
          <button type="button" className={styles.hide} onClick={() => setSelfHidden(!selfHidden)}>
            {selfHidden ? m.room_show_self() : m.room_hide_self()}
          </button>
        </div>
      )}
    </section>
  )
}

type StageFace = { identity: string; role: Role; local: boolean; reference: TrackReferenceOrPlaceholder }

function faceOf(reference: TrackReferenceOrPlaceholder): StageFace {
  const { participant } = reference
  return {
    identity: participant.identity,
    role: readRole(participant.attributes.role),
    local: participant.isLocal,
    reference,
  }
}
