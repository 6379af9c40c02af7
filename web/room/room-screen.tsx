import { RoomAudioRenderer, RoomContext } from '@livekit/components-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { m } from '../i18n/paraglide/messages.js'
import { clockTime } from '../i18n/time.ts'
import { FourArcs } from '../ui/four-arcs.tsx'
import { useDocumentTitle } from '../ui/page-frame.tsx'
import { ChatPanel } from './chat/chat-panel.tsx'
import { lastSeen, rememberSeen } from './chat/seen.ts'
import { newestId, unread } from './chat/unread.ts'
import { ConnectionNotice, SoundButton } from './connection/connection-notice.tsx'
import type { LiveTalk } from './connection/live-talk.ts'
import { ControlBar } from './controls/control-bar.tsx'
import { formName, FormMenu } from './form/form-menu.tsx'
import { WithoutMedia } from './form/without-media.tsx'
import { useForm } from './form/use-form.ts'
import { GoalLine } from './goals/goal-line.tsx'
import { PauseVeil } from './pause/pause-veil.tsx'
import type { RoomApi } from './room-api.ts'
import type { Form, Role, RoomState } from './room-state.ts'
import styles from './room.module.css'
import { Side } from './side.tsx'
import { Stage } from './stage/stage.tsx'

type RoomProps = {
  api: RoomApi
  talk: LiveTalk
  role: Role
  /** The form by the door, until the room's state is here. */
  firstForm: Form
  offered: Form[]
  known: Partial<Record<Role, string | null>>
  state: RoomState | undefined
  look(): Promise<void>
  suggestGoal: ((text: string) => Promise<unknown>) | null
  /** Who is to be called says where. */
  giveNumber: ((phone: string) => Promise<unknown>) | null
  onLeave(): void
  /** Stands over the faces, at the bottom: the scale question, a new link, the Konklusion. */
  over?: ReactNode
  /** The counsellor's rail, and what must be seen whether it is open or not. */
  rail?: { title: string; content: ReactNode; urgent: ReactNode } | undefined
}

/** The room as everybody sees it. Always dusk; faces first. */
export function RoomScreen({
  api,
  talk,
  role,
  firstForm,
  offered,
  known,
  state,
  look,
  suggestGoal,
  giveNumber,
  onLeave,
  over,
  rail,
}: RoomProps) {
  useDocumentTitle(m.room_title())
  const main = useRef<HTMLElement>(null)
  useEffect(() => main.current?.focus({ preventScroll: true }), [])
  const form = state?.form ?? firstForm
  const media = form === 'video' || form === 'audio'
  const formChanged = useForm(talk, form)
  const [open, setOpen] = useState<'chat' | 'rail' | null>(null)
  const [seen, setSeen] = useState(() => lastSeen(api.bookingId))
  const newest = state ? newestId(state) : ''
  useEffect(() => {
    if (open !== 'chat' || newest <= seen) return
    setSeen(newest)
    rememberSeen(api.bookingId, newest)
  }, [open, newest, seen, api.bookingId])
  const chat =
    state && open !== 'chat' ? unread(role === 'counsellor' ? { chat: state.chat, links: [] } : state, seen) : 0

  return (
    <RoomContext.Provider value={talk.room}>
      <div className={styles.room} data-dusk data-rail={rail ? '' : undefined}>
        <header className={styles.head}>
          <span className={styles.mark}>
            <FourArcs lit={4} size="small" />
          </span>
          <h1 className="visually-hidden">{m.room_title()}</h1>
          <div className={styles.goal}>
            <GoalLine goals={state?.goals ?? []} suggest={suggestGoal} look={look} />
          </div>
          {state ? <p className={styles.until}>{m.room_until({ time: clockTime(state.wall.end) })}</p> : null}
          {role === 'companion' ? null : <FormMenu form={form} offered={offered} change={api.changeForm} look={look} />}
          {rail ? (
            <button type="button" className={styles.railButton} onClick={() => setOpen('rail')} aria-haspopup="dialog">
              {rail.title}
            </button>
          ) : null}
        </header>
        <p className="visually-hidden" role="status">
          {formChanged ? m.room_form_changed({ form: formName(form) }) : ''}
        </p>
        <main ref={main} tabIndex={-1} className={styles.stage}>
          {media ? (
            <Stage people={state?.participants ?? []} known={known} myRole={role} controls={talk.controls} />
          ) : (
            <WithoutMedia form={form} role={role} phone={state?.phone} give={giveNumber} look={look} />
          )}
          <PauseVeil
            pause={state?.pause ?? null}
            mayEnd={role !== 'companion'}
            onEnd={() => void api.endPause().then(look, look)}
          />
          {rail ? <div className={styles.urgent}>{rail.urgent}</div> : null}
          {state?.pause ? null : over}
          <ConnectionNotice talk={talk} media={media} />
          <SoundButton talk={talk} />
        </main>
        {media ? <div className={styles.captions} role="region" aria-label={m.room_captions()} /> : null}
        <footer className={styles.foot}>
          <ControlBar
            controls={talk.controls}
            media={media}
            chat={{ open: open === 'chat', unread: chat, toggle: () => setOpen(open === 'chat' ? null : 'chat') }}
            sharesScreen={role !== 'companion'}
            onLeave={onLeave}
          />
        </footer>
        <Side
          open={open}
          close={() => setOpen(null)}
          chat={<ChatPanel state={state} say={api.say} look={look} />}
          rail={rail}
        />
      </div>
      <RoomAudioRenderer />
    </RoomContext.Provider>
  )
}
