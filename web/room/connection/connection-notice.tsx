import { useAudioPlayback } from '@livekit/components-react'
import { Volume2, WifiOff } from 'lucide-react'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { useStore } from '../../client/use-store.ts'
import styles from './connection.module.css'
import type { LiveTalk } from './live-talk.ts'

/** Says quietly what the connection does. Stands over the faces, so that they do not move. */
export function ConnectionNotice({ talk, media }: { talk: LiveTalk; media: boolean }) {
  const { at } = useStore(talk.session.state)
  const text = textFor(at, media)
  return (
    <div className={styles.notice} role="status">
      {text ? (
        <p>
          {at === 'connecting' ? null : <WifiOff aria-hidden />}
          {text}
        </p>
      ) : null}
    </div>
  )
}

function textFor(at: string, media: boolean): string | null {
  if (!media) return null
  if (at === 'connecting') return m.room_connecting()
  if (at === 'returning') return m.room_returning()
  return at === 'without_video' ? m.room_without_video() : null
}

/** Browsers may keep sound off until one presses something. */
export function SoundButton({ talk }: { talk: LiveTalk }) {
  const { canPlayAudio, startAudio } = useAudioPlayback(talk.room)
  const { at } = useStore(talk.session.state)
  if (canPlayAudio || at !== 'inside') return null
  return (
    <div className={styles.sound} role="alert">
      <p>{m.room_sound_blocked()}</p>
      <Button icon={<Volume2 aria-hidden />} onClick={() => void startAudio()}>
        {m.room_sound_on()}
      </Button>
    </div>
  )
}
