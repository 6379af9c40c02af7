import {
  AudioLines,
  LogOut,
  MessageCircle,
  Mic,
  MicOff,
  ScreenShare,
  ScreenShareOff,
  Video,
  VideoOff,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { Notice } from '../../ui/notice.tsx'
import { screenTroubleText, troubleText } from '../preview/trouble-text.ts'
import { useStore } from '../../client/use-store.ts'
import { useOthersScreen } from '../stage/use-others-screen.ts'
import styles from './controls.module.css'
import type { ControlsStore } from './controls.ts'
import { mayShareScreen } from './screen.ts'

type Props = {
  controls: ControlsStore
  /** False in a talk by phone or text: then there is nothing to mute here. */
  media: boolean
  chat: { open: boolean; unread: number; toggle(): void }
  /** Whose talk it is may show their screen. */
  sharesScreen: boolean
  onLeave(): void
}

/** Five controls with words, and a sixth where a screen can be shared. */
export function ControlBar({ controls, media, chat, sharesScreen, onLeave }: Props) {
  const { microphone, camera, audioOnly, screen, busy, trouble } = useStore(controls.state)
  const shared = useOthersScreen() !== null
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
            <p>{trouble.of === 'screen' ? screenTroubleText(trouble.why) : troubleText(trouble.of, trouble.why)}</p>
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
            {sharesScreen && mayShareScreen() ? (
              <Control
                icon={screen ? <ScreenShareOff aria-hidden /> : <ScreenShare aria-hidden />}
                lit={screen}
                busy={busy === 'screen'}
                onPress={() => void controls.toggleScreen(shared)}
              >
                {screen ? m.room_screen_stop() : m.room_screen_share()}
              </Control>
            ) : null}
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
