import type { LocalVideoTrack } from 'livekit-client'
import { Camera, Check, Mic, TriangleAlert, Volume2, Wifi } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { DeviceSelect } from '../preview/device-select.tsx'
import { LevelMeter } from '../preview/level-meter.tsx'
import { makeTracks, hasDevices } from '../preview/make-tracks.ts'
import { createPreview } from '../preview/preview.ts'
import { Mirror } from '../preview/preview-view.tsx'
import { troubleText } from '../preview/trouble-text.ts'
import { useLevel } from '../preview/use-level.ts'
import { useStore } from '../../client/use-store.ts'
import type { Trouble } from '../controls/controls.ts'
import styles from './device-check.module.css'
import { checkNetwork } from './network.ts'
import { SpeakerPart } from './speaker-part.tsx'
import {
  type CheckOutcome,
  finished,
  isHeard,
  isSettled,
  isWorthTelling,
  notChecked,
  outcomeOf,
  type Part,
  type Progress,
} from './outcome.ts'

type Props = { bookingId: string; secret: string | null; onOutcome(outcome: CheckOutcome): void }

const parts: Part[] = ['camera', 'microphone', 'speaker', 'network']

/**
 * Tries camera, microphone, loudspeaker and network, one after the other, each for real and each with a next step when it fails.
 * What is told on is how it went, never which devices somebody has; and each part as soon as it is known, so that
 * whoever leaves half-way has not tried for nothing.
 */
export default function DeviceCheck({ bookingId, secret, onOutcome }: Props) {
  const [progress, setProgress] = useState<Record<Part, Progress>>(notChecked)
  const [at, setAt] = useState<Part | null>(null)
  const [round, setRound] = useState(0)
  const check = useRef<HTMLDivElement>(null)
  /** What is known so far. A second round keeps what the first one found until it has found out itself. */
  const found = useRef(notChecked)
  useEffect(() => {
    // The button that was pressed is gone: whoever has not gone elsewhere goes along to the next part.
    const here = document.activeElement === document.body || check.current?.contains(document.activeElement)
    if (round > 0 && here)
      check.current
        ?.querySelector<HTMLElement>(at === null ? ':scope > button' : '[data-now]')
        ?.focus({ preventScroll: at === null })
  }, [at, round])

  function settle(part: Part, outcome: Progress) {
    setProgress((before) => ({ ...before, [part]: outcome }))
    if (!isSettled(outcome) || found.current[part] === outcome) return
    found.current = { ...found.current, [part]: outcome }
    if (isWorthTelling(found.current)) onOutcome(outcomeOf(found.current))
  }
  function goOn(part: Part, outcome: CheckOutcome[Part]) {
    settle(part, outcome)
    setAt(parts[parts.indexOf(part) + 1] ?? null)
  }
  function begin() {
    setProgress(notChecked)
    setRound(round + 1)
    setAt('camera')
  }

  const done = at === null && finished(progress)
  if (!hasDevices())
    return (
      <Notice tone="light">
        <p>{m.room_check_not_here()}</p>
      </Notice>
    )
  return (
    <div ref={check} className={styles.check}>
      <p>{m.room_check_intro()}</p>
      <ol className={styles.parts}>
        {parts.map((part) => (
          <li key={`${part}${round}`} tabIndex={-1} data-now={at === part || undefined}>
            <PartHead part={part} progress={progress[part]} />
            {at === part ? null : <Advice part={part} progress={progress[part]} />}
            {at === part && part === 'camera' ? (
              <CameraPart settle={(outcome) => settle('camera', outcome)} goOn={(outcome) => goOn('camera', outcome)} />
            ) : null}
            {at === part && part === 'microphone' ? (
              <MicrophonePart
                settle={(outcome) => settle('microphone', outcome)}
                goOn={(outcome) => goOn('microphone', outcome)}
              />
            ) : null}
            {at === part && part === 'speaker' ? (
              <SpeakerPart
                settle={(outcome) => settle('speaker', outcome)}
                goOn={(outcome) => goOn('speaker', outcome)}
              />
            ) : null}
            {at === part && part === 'network' ? (
              <NetworkPart
                bookingId={bookingId}
                secret={secret}
                settle={(outcome) => settle('network', outcome)}
                goOn={(outcome) => goOn('network', outcome)}
              />
            ) : null}
          </li>
        ))}
      </ol>
      <p role="status" className={styles.done}>
        {done ? doneText(progress) : ''}
      </p>
      {at === null ? (
        <Button look={done ? 'secondary' : 'primary'} onClick={begin}>
          {done ? m.room_check_again() : m.room_check_start()}
        </Button>
      ) : null}
    </div>
  )
}

/** `settle` tells how a part stands while it is shown, `goOn` how it was left. */
type PartProps = { settle(outcome: Progress): void; goOn(outcome: CheckOutcome[Part]): void }

function CameraPart({ settle, goOn }: PartProps) {
  const [devices] = useState(() => createPreview(makeTracks))
  const { camera } = useStore(devices.state)
  const { video } = useStore(devices.tracks)
  const [black, setBlack] = useState(false)
  useEffect(() => {
    void devices.turnOn('camera')
    return () => devices.close()
    // The check of one part begins when it is shown.
  }, [devices])
  const trouble = camera === 'blocked' || camera === 'missing' || camera === 'failed' ? camera : black ? 'failed' : null
  const outcome = trouble ?? 'running'
  useEffect(() => settle(outcome), [outcome])
  function chooseCamera(id: string) {
    setBlack(false)
    void devices.turnOn('camera', id)
  }
  return (
    <div className={styles.body}>
      {video ? <Picture track={video} /> : null}
      {camera === 'asking' ? <p>{m.room_preview_asking()}</p> : null}
      {trouble ? <NextStep text={troubleText('camera', trouble)} /> : null}
      {camera === 'on' ? (
        <>
          <p className={styles.question}>{m.room_check_camera_see()}</p>
          <DeviceSelect kind="videoinput" value={undefined} onChange={chooseCamera} />
        </>
      ) : null}
      <div className={styles.acts}>
        {camera === 'on' ? <Button onClick={() => goOn('ok')}>{m.room_check_yes_see()}</Button> : null}
        {camera === 'on' && !black ? (
          <Button look="secondary" onClick={() => setBlack(true)}>
            {m.room_check_no_see()}
          </Button>
        ) : null}
        {trouble && camera !== 'on' ? (
          <Button look="secondary" onClick={() => void devices.turnOn('camera')}>
            {m.room_try_again()}
          </Button>
        ) : null}
        <Button look="quiet" onClick={() => goOn(trouble ?? 'skipped')}>
          {trouble ? m.common_next() : m.room_check_skip_camera()}
        </Button>
      </div>
    </div>
  )
}

function Picture({ track }: { track: LocalVideoTrack }) {
  return (
    <div className={styles.picture}>
      <Mirror track={track} />
    </div>
  )
}

/** After so long without a sound the page says what may be wrong, in ms. */
const silentAfter = 7_000
/** So many readings of a tenth of a second must be loud: a knock on the table is not a voice. */
const readingsHeard = 3

function MicrophonePart({ settle, goOn }: PartProps) {
  const [devices] = useState(() => createPreview(makeTracks))
  const { microphone } = useStore(devices.state)
  const { audio } = useStore(devices.tracks)
  const loud = useRef(0)
  const [heard, setHeard] = useState(false)
  const [silent, setSilent] = useState(false)
  const listen = useCallback((rms: number) => {
    if (isHeard(rms) && ++loud.current >= readingsHeard) setHeard(true)
  }, [])
  const level = useLevel(audio?.mediaStreamTrack, listen)
  useEffect(() => {
    void devices.turnOn('microphone')
    return () => devices.close()
  }, [devices])
  useEffect(() => {
    // Silence counts from when there is something to hear: reading the browser's question takes its time, too.
    setSilent(false)
    if (microphone !== 'on') return
    const timer = setTimeout(() => setSilent(true), silentAfter)
    return () => clearTimeout(timer)
  }, [microphone])
  const trouble = microphone === 'blocked' || microphone === 'missing' || microphone === 'failed' ? microphone : null
  const outcome = trouble ?? (heard ? 'ok' : silent ? 'failed' : 'running')
  useEffect(() => settle(outcome), [outcome])
  return (
    <div className={styles.body}>
      {microphone === 'asking' ? <p>{m.room_preview_asking()}</p> : null}
      {microphone === 'on' ? (
        <>
          <p className={styles.question}>{m.room_check_speak()}</p>
          <LevelMeter level={level} />
          <p role="status">{heard ? m.room_check_heard() : silent ? m.room_check_silent() : ''}</p>
          <DeviceSelect kind="audioinput" value={undefined} onChange={(id) => void devices.turnOn('microphone', id)} />
        </>
      ) : null}
      {trouble ? <NextStep text={troubleText('microphone', trouble)} /> : null}
      <div className={styles.acts}>
        {outcome === 'ok' ? <Button onClick={() => goOn('ok')}>{m.common_next()}</Button> : null}
        {trouble ? (
          <Button look="secondary" onClick={() => void devices.turnOn('microphone')}>
            {m.room_try_again()}
          </Button>
        ) : null}
        {outcome === 'ok' ? null : (
          <Button look="quiet" onClick={() => goOn(outcome === 'running' ? 'skipped' : outcome)}>
            {outcome === 'running' ? m.room_check_skip_microphone() : m.common_next()}
          </Button>
        )}
      </div>
    </div>
  )
}

function NetworkPart({ bookingId, secret, settle, goOn }: PartProps & Pick<Props, 'bookingId' | 'secret'>) {
  const [failure, setFailure] = useState<'failed' | 'away' | null>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let here = true
    settle('running')
    setFailure(null)
    void checkNetwork(bookingId, secret).then(({ outcome, away }) => {
      if (!here) return
      if (outcome === 'ok') goOn('ok')
      else {
        settle('failed')
        setFailure(away ? 'away' : 'failed')
      }
    })
    return () => {
      here = false
    }
  }, [attempt, bookingId, secret])
  return (
    <div className={styles.body}>
      {failure ? (
        <NextStep text={failure === 'away' ? m.room_check_network_away() : m.room_check_network_failed()} />
      ) : (
        <p>{m.room_check_network_running()}</p>
      )}
      <div className={styles.acts}>
        {failure ? (
          <Button look="secondary" onClick={() => setAttempt(attempt + 1)}>
            {m.room_try_again()}
          </Button>
        ) : null}
        <Button look="quiet" onClick={() => goOn(failure ? 'failed' : 'skipped')}>
          {failure ? m.common_next() : m.room_check_skip_network()}
        </Button>
      </div>
    </div>
  )
}

/** What to do about a part that did not work, also after one went on. */
function Advice({ part, progress }: { part: Part; progress: Progress }) {
  if (progress !== 'failed' && progress !== 'blocked' && progress !== 'missing') return null
  return <p className={styles.advice}>{adviceText(part, progress)}</p>
}

function adviceText(part: Part, progress: Trouble): string {
  if (part === 'network') return m.room_check_network_failed()
  return part === 'speaker' ? m.room_speaker_silent() : troubleText(part, progress)
}

function NextStep({ text }: { text: string }) {
  return (
    <Notice tone="light" alert>
      <p>{text}</p>
    </Notice>
  )
}

function PartHead({ part, progress }: { part: Part; progress: Progress }) {
  const icons: Record<Part, ReactNode> = {
    camera: <Camera aria-hidden />,
    microphone: <Mic aria-hidden />,
    speaker: <Volume2 aria-hidden />,
    network: <Wifi aria-hidden />,
  }
  const names = {
    camera: m.room_check_camera,
    microphone: m.room_check_microphone,
    speaker: m.room_check_speaker,
    network: m.room_check_network,
  }
  const states = {
    idle: m.room_check_idle,
    running: m.room_check_running,
    ok: m.room_check_ok,
    failed: m.room_check_failed,
    blocked: m.room_check_blocked,
    missing: m.room_check_missing,
    skipped: m.room_check_skipped,
  }
  const isTrouble = progress === 'failed' || progress === 'blocked' || progress === 'missing'
  return (
    <p className={styles.head}>
      {icons[part]}
      <strong>{names[part]()}</strong>
      <span className={styles.state} data-ok={progress === 'ok' || undefined}>
        {progress === 'ok' ? <Check aria-hidden /> : isTrouble ? <TriangleAlert aria-hidden /> : null}
        {states[progress]()}
      </span>
    </p>
  )
}

const doneText = (progress: Record<Part, Progress>) =>
  parts.every((part) => progress[part] === 'ok') ? m.room_check_done_well() : m.room_check_done_partly()
