import type { LocalVideoTrack } from 'livekit-client'
import { Mic, MicOff, Video, VideoOff, Volume2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Trouble } from '../controls/controls.ts'
import { useStore } from '../../client/use-store.ts'
import { DeviceSelect } from './device-select.tsx'
import { LevelMeter } from './level-meter.tsx'
import type { Device } from './preview.ts'
import styles from './preview.module.css'
import { SpeakerChoice } from './speaker-choice.tsx'
import { playTestSound } from './test-sound.ts'
import { troubleText } from './trouble-text.ts'
import type { PreviewStore } from './use-preview.ts'
import { useLevel } from './use-level.ts'

/** Oneself before stepping in: picture, sound, devices. */
export function PreviewView({ preview, camera = true }: { preview: PreviewStore; camera?: boolean }) {
  const state = useStore(preview.state)
  const { video, audio } = useStore(preview.tracks)
  const [chosen, setChosen] = useState<{ camera?: string; microphone?: string }>({})
  return (
    <section className={styles.preview} aria-label={m.room_preview_title()}>
      {camera ? (
        <div className={styles.picture}>
          {video ? <Mirror track={video} /> : <CameraIsOff state={state.camera} />}
          {video ? <p className={styles.onlyYou}>{m.room_preview_only_you()}</p> : null}
        </div>
      ) : null}
      <div className={styles.switches}>
        {camera ? (
          <Switch
            device={state.camera}
            icons={[<Video aria-hidden key="on" />, <VideoOff aria-hidden key="off" />]}
            words={[m.room_preview_camera_turn_off(), m.room_preview_camera_on()]}
            onToggle={(on) => (on ? void preview.turnOn('camera', chosen.camera) : preview.turnOff('camera'))}
          />
        ) : null}
        <Switch
          device={state.microphone}
          icons={[<Mic aria-hidden key="on" />, <MicOff aria-hidden key="off" />]}
          words={[m.room_preview_mic_turn_off(), m.room_preview_mic_on()]}
          onToggle={(on) => (on ? void preview.turnOn('microphone', chosen.microphone) : preview.turnOff('microphone'))}
        />
      </div>
      {state.microphone === 'on' ? <Level track={audio?.mediaStreamTrack} /> : null}
      {state.camera === 'asking' || state.microphone === 'asking' ? (
        <p className={styles.hint}>{m.room_preview_asking()}</p>
      ) : null}
      <TroubleNotice of="camera" device={state.camera} onRetry={() => void preview.turnOn('camera', chosen.camera)} />
      <TroubleNotice
        of="microphone"
        device={state.microphone}
        onRetry={() => void preview.turnOn('microphone', chosen.microphone)}
      />
      <Button look="quiet" icon={<Volume2 aria-hidden />} onClick={() => void playTestSound().catch(() => undefined)}>
        {m.room_speaker_play()}
      </Button>
      {state.camera === 'on' || state.microphone === 'on' ? (
        <details className={styles.devices}>
          <summary>{m.room_preview_devices()}</summary>
          {state.camera === 'on' ? (
            <DeviceSelect
              kind="videoinput"
              value={chosen.camera}
              onChange={(id) => {
                setChosen({ ...chosen, camera: id })
                void preview.turnOn('camera', id)
              }}
            />
          ) : null}
          {state.microphone === 'on' ? (
            <DeviceSelect
              kind="audioinput"
              value={chosen.microphone}
              onChange={(id) => {
                setChosen({ ...chosen, microphone: id })
                void preview.turnOn('microphone', id)
              }}
            />
          ) : null}
          <SpeakerChoice onChange={() => void playTestSound().catch(() => undefined)} />
        </details>
      ) : null}
    </section>
  )
}

/** One's own picture, as in a mirror. */
export function Mirror({ track }: { track: LocalVideoTrack }) {
  const ref = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    track.attach(element)
    return () => void track.detach(element)
  }, [track])
  return <video ref={ref} className={styles.mirror} autoPlay playsInline muted aria-label={m.room_preview_title()} />
}

/** Apart, because it changes ten times a second. */
function Level({ track }: { track: MediaStreamTrack | undefined }) {
  return <LevelMeter level={useLevel(track)} />
}

function CameraIsOff({ state }: { state: Device }) {
  return (
    <div className={styles.off}>
      <VideoOff aria-hidden />
      <p>{m.room_preview_camera_off()}</p>
      {state === 'off' ? <p className={styles.hint}>{m.room_preview_camera_off_text()}</p> : null}
    </div>
  )
}

function Switch({
  device,
  icons,
  words,
  onToggle,
}: {
  device: Device
  icons: [React.ReactNode, React.ReactNode]
  words: [string, string]
  onToggle(on: boolean): void
}) {
  const on = device === 'on'
  return (
    <Button look="secondary" icon={on ? icons[0] : icons[1]} busy={device === 'asking'} onClick={() => onToggle(!on)}>
      {on ? words[0] : words[1]}
    </Button>
  )
}

const isTrouble = (device: Device): device is Trouble =>
  device === 'blocked' || device === 'missing' || device === 'failed'

function TroubleNotice({ of, device, onRetry }: { of: 'camera' | 'microphone'; device: Device; onRetry(): void }) {
  if (!isTrouble(device)) return null
  return (
    <Notice
      tone="light"
      alert
      actions={
        <Button look="secondary" onClick={onRetry}>
          {m.room_try_again()}
        </Button>
      }
    >
      <p>{troubleText(of, device)}</p>
    </Notice>
  )
}
