import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { m } from '../i18n/paraglide/messages.js'
import { Button } from '../ui/button.tsx'
import { LinkOut } from './chat/chat-panel.tsx'
import type { LiveTalk } from './connection/live-talk.ts'
import { LeaveDialog } from './ending/leave-dialog.tsx'
import { KonklusionSheet } from './konklusion/konklusion-sheet.tsx'
import { konklusionKey } from './konklusion/seeker-konklusion.ts'
import type { GuestApi } from './room-api.ts'
import { RoomScreen } from './room-screen.tsx'
import type { Form, RoomState, SharedLink } from './room-state.ts'
import styles from './room.module.css'
import { ScaleCard } from './scale/scale-card.tsx'
import { useRoomState } from './use-room-state.ts'

type Props = {
  api: GuestApi
  secret: string | null
  role: 'seeker' | 'companion'
  talk: LiveTalk
  form: Form
  offered: Form[]
  counsellorName: string | null
}

/** The room of a seeker or a companion. */
export default function GuestRoom({ api, secret, role, talk, form, offered, counsellorName }: Props) {
  const { state, look } = useRoomState(api, talk)
  const [leaving, setLeaving] = useState(false)
  return (
    <>
      <RoomScreen
        api={api}
        talk={talk}
        role={role}
        firstForm={form}
        offered={offered}
        known={{ counsellor: counsellorName }}
        state={state}
        look={look}
        suggestGoal={role === 'seeker' ? api.suggestGoal : null}
        giveNumber={role === 'seeker' ? api.giveNumber : null}
        onLeave={() => setLeaving(true)}
        over={
          state && role === 'seeker' ? (
            <Over state={state} api={api} secret={secret} look={look} />
          ) : state ? (
            <NewLink links={state.links} />
          ) : null
        }
      />
      <div data-dusk>
        <LeaveDialog open={leaving} onClose={() => setLeaving(false)} leave={() => void talk.session.leave()} />
      </div>
    </>
  )
}

/** One thing at a time over the faces: what is asked first, then what is to be read, then what was shared. */
function Over({
  state,
  api,
  secret,
  look,
}: {
  state: RoomState
  api: GuestApi
  secret: string | null
  look(): Promise<void>
}) {
  const client = useQueryClient()
  const [reading, setReading] = useState(false)
  const { scale, konklusion } = state
  // A question that was answered before the page came back is not put in the way again.
  const [putAway, setPutAway] = useState(() => (scale?.value == null ? null : scale.id))
  useEffect(() => {
    if (konklusion) void client.invalidateQueries({ queryKey: konklusionKey(api.bookingId) })
  }, [client, konklusion, api.bookingId])
  return (
    <>
      {scale?.open && scale.id !== putAway ? (
        <ScaleCard
          key={scale.id}
          scale={scale}
          answer={(value) => api.answerScale(scale.id, value).then(look)}
          putAway={() => setPutAway(scale.id)}
        />
      ) : konklusion === 'ready' || konklusion === 'approved' ? (
        <div className={styles.over} role="status">
          <div className={styles.overCard}>
            <p>{konklusion === 'ready' ? m.room_k_ready_notice() : m.room_k_approved_notice()}</p>
            <Button look={konklusion === 'ready' ? 'primary' : 'secondary'} onClick={() => setReading(true)}>
              {m.room_k_read()}
            </Button>
          </div>
        </div>
      ) : (
        <NewLink links={state.links} />
      )}
      <KonklusionSheet
        open={reading}
        onClose={() => setReading(false)}
        bookingId={api.bookingId}
        secret={secret}
        onChange={look}
      />
    </>
  )
}

/** A link that came while one was here. */
function NewLink({ links }: { links: SharedLink[] }) {
  const [known, setKnown] = useState(() => links.at(-1)?.id ?? '')
  const newest = links.at(-1)
  if (!newest || newest.id <= known) return null
  return (
    <div className={styles.over} role="status">
      <div className={styles.overCard}>
        <p>{m.room_link_new()}</p>
        <LinkOut link={newest} />
        <Button look="quiet" onClick={() => setKnown(newest.id)}>
          {m.room_close()}
        </Button>
      </div>
    </div>
  )
}
