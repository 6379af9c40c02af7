import { Volume2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { DeviceOutcome } from '../../../src/checklist/checklist.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SpeakerChoice } from '../preview/speaker-choice.tsx'
import { playTestSound } from '../preview/test-sound.ts'
import styles from './device-check.module.css'
import type { Progress } from './outcome.ts'

/** Only the person knows whether anything was heard: a sound is played when they ask for it, and they are asked. */
export function SpeakerPart({ settle, goOn }: { settle(outcome: Progress): void; goOn(outcome: DeviceOutcome): void }) {
  const [played, setPlayed] = useState(false)
  const [silent, setSilent] = useState(false)
  useEffect(() => settle(silent ? 'failed' : 'running'), [silent])
  function play() {
    playTestSound().then(
      () => setPlayed(true),
      () => setSilent(true),
    )
  }
  return (
    <div className={styles.body}>
      <p className={styles.question}>{played ? m.room_check_speaker_hear() : m.room_check_speaker_ready()}</p>
      {silent ? (
        <Notice tone="light" alert>
          <p>{m.room_speaker_silent()}</p>
        </Notice>
      ) : null}
      {silent ? <SpeakerChoice onChange={play} /> : null}
      <div className={styles.acts}>
        {played ? <Button onClick={() => goOn('ok')}>{m.room_check_yes_hear()}</Button> : null}
        {played && !silent ? (
          <Button look="secondary" onClick={() => setSilent(true)}>
            {m.room_check_no_hear()}
          </Button>
        ) : null}
        <Button look={played ? 'secondary' : 'primary'} icon={<Volume2 aria-hidden />} onClick={play}>
          {played ? m.room_speaker_again() : m.room_speaker_play()}
        </Button>
        <Button look="quiet" onClick={() => goOn(silent ? 'failed' : 'skipped')}>
          {silent ? m.common_next() : m.room_check_skip_speaker()}
        </Button>
      </div>
    </div>
  )
}
