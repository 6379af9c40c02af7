import { AudioLines, LogOut, MessageCircle, Mic, MicOff, Video, VideoOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { Notice } from '../../ui/notice.tsx'
import { troubleText } from '../preview/trouble-text.ts'
import { useStore } from '../../client/use-store.ts'
import styles from './controls.module.css'
import type { ControlsStore } from './controls.ts'

type Props = {
  controls: ControlsStore
  /** False in a talk by phone or text: then there is nothing to mute here. */
  media: boolean
  chat: { open: boolean; unread: number; toggle(): void }
  onLeave(): void
}

/** Five controls with words. */
export function ControlBar({ controls, media, chat, onLeave }: Props) {
  const { microphone, camera, audioOnly, busy, trouble } = useStore(controls.state)
  return (
    <div className={styles.frame}>
      {trouble ? (
        <div className={styles.trouble}>
          <Notice
            tone="light"
            alert
            actions={
              <button type="button" className={styles.dismiss} onClick={controls.dismissTrouble}>
                {m.room_close()}
              </button>
            }
          >
            <p>{troubleText(trouble.of, trouble.why)}</p>
          </Notice>
        </div>
      ) : null}
      <div className={styles.bar} role="group" aria-label={m.room_controls()}>
        {media ? (
          <>
            <Control
              icon={microphone ? <Mic aria-hidden /> : <MicOff aria-hidden />}
              off={!microphone}
              busy={busy === 'microphone'}
              onPress={() => void controls.toggleMicrophone()}
            >
              {microphone ? m.room_mute() : m.room_unmute()}
            </Control>
            <Control
              icon={camera ? <Video aria-hidden /> : <VideoOff aria-hidden />}
              off={!camera}
              busy={busy === 'camera'}
              onPress={() => void controls.toggleCamera()}
            >
              {camera ? m.room_camera_off() : m.room_camera_on()}
            </Control>
            <Control
              icon={<AudioLines aria-hidden />}
              off={audioOnly}
              busy={busy === 'audioOnly'}
              onPress={() => void controls.toggleAudioOnly()}
            >
              {audioOnly ? m.room_audio_only_end() : m.room_audio_only()}
            </Control>
          </>
        ) : null}
        <Control icon={<MessageCircle aria-hidden />} expanded={chat.open} onPress={chat.toggle} lit={chat.unread > 0}>
          {chat.unread > 0 ? m.room_chat_unread({ count: chat.unread }) : m.room_chat()}
        </Control>
        <Control icon={<LogOut aria-hidden />} onPress={onLeave} leave>
          {m.room_leave()}
        </Control>
      </div>
    </div>
  )
}

function Control({
  icon,
  children,
  onPress,
  off = false,
  busy = false,
  expanded,
  lit = false,
  leave = false,
}: {
  icon: ReactNode
  children: ReactNode
  onPress(): void
  off?: boolean
  busy?: boolean
  expanded?: boolean
  lit?: boolean
  leave?: boolean
}) {
  return (
    <button
      type="button"
      className={styles.control}
      onClick={() => !busy && onPress()}
      data-off={off || undefined}
      data-lit={lit || undefined}
      data-leave={leave || undefined}
      aria-busy={busy || undefined}
      aria-expanded={expanded}
    >
      {icon}
      <span>{children}</span>
    </button>
  )
}
