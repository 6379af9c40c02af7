import { useState } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { CounsellorApi } from '../room-api.ts'
import { useAct } from '../use-act.ts'
import styles from './pause-tool.module.css'

/** "We think in silence for two minutes." */
export function PauseTool({
  running,
  api,
  look,
}: {
  running: boolean
  api: Pick<CounsellorApi, 'startPause' | 'endPause'>
  look(): Promise<void>
}) {
  const { act, busy, failed } = useAct(look)
  const [minutes, setMinutes] = useState('2')
  return (
    <div className={styles.tool}>
      {running ? (
        <Button look="secondary" busy={busy} onClick={() => void act(api.endPause)}>
          {m.room_pause_end()}
        </Button>
      ) : (
        <>
          <Select
            label={m.room_pause_title()}
            value={minutes}
            onChange={setMinutes}
            options={[1, 2, 3, 5].map((count) => ({ value: String(count), label: m.room_pause_minutes({ count }) }))}
          />
          <Button look="secondary" busy={busy} onClick={() => void act(() => api.startPause(Number(minutes) * 60))}>
            {m.room_pause_start()}
          </Button>
        </>
      )}
      {failed ? (
        <Notice tone="loss" alert>
          <p>{m.room_action_failed()}</p>
        </Notice>
      ) : null}
    </div>
  )
}
