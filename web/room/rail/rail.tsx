import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { talkQuery } from '../../staff/talk-api.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Loading } from '../../ui/states.tsx'
import { ShareTool } from '../chat/share-tool.tsx'
import { GoalsTool } from '../goals/goals-tool.tsx'
import FollowUpEditor from '../follow-up/follow-up-editor.tsx'
import KonklusionEditor from '../konklusion/konklusion-editor.tsx'
import { PauseTool } from '../pause/pause-tool.tsx'
import type { CounsellorApi } from '../room-api.ts'
import type { RoomState } from '../room-state.ts'
import { ScaleTool } from '../scale/scale-tool.tsx'
import { Answers } from './answers.tsx'
import { Notes } from './notes.tsx'
import { InRoom } from './people.tsx'
import { Phases } from './phases.tsx'
import styles from './rail.module.css'
import { Tabs } from './tabs.tsx'

type Props = {
  state: RoomState | undefined
  api: CounsellorApi
  look(): Promise<void>
  onEnd(): void
  foot?: ReactNode
}
type Tab = 'now' | 'answers' | 'notes' | 'konklusion'

/** All that the counsellor has at hand while talking. */
export function Rail({ state, api, look, onEnd, foot }: Props) {
  const [tab, setTab] = useState<Tab>('now')
  const talk = useQuery(talkQuery(api.bookingId))
  const alias = talk.data?.alias ?? null
  if (!state) return <Loading />
  return (
    <div className={styles.rail}>
      <Tabs<Tab>
        label={m.room_rail()}
        tabs={[
          { id: 'now', label: m.room_rail_now() },
          { id: 'answers', label: m.room_rail_answers() },
          { id: 'notes', label: m.room_rail_notes() },
          { id: 'konklusion', label: m.room_rail_konklusion() },
        ]}
        chosen={tab}
        choose={setTab}
      />
      <div className={styles.panel} role="tabpanel" id={`rail-${tab}`} aria-labelledby={`rail-tab-${tab}`} tabIndex={0}>
        {tab === 'now' ? <Now state={state} api={api} look={look} alias={alias} onEnd={onEnd} foot={foot} /> : null}
        {tab === 'answers' ? <Answers sheet={talk.data?.seekerAnswers ?? null} /> : null}
        {tab === 'notes' ? <Notes api={api} /> : null}
        {tab === 'konklusion' ? (
          <>
            <h2 className="visually-hidden">{m.room_rail_konklusion()}</h2>
            <KonklusionEditor bookingId={api.bookingId} goals={state.goals} shared={state.links} />
            <FollowUpEditor bookingId={api.bookingId} />
          </>
        ) : null}
      </div>
    </div>
  )
}

function Now({
  state,
  api,
  look,
  alias,
  onEnd,
  foot,
}: {
  state: RoomState
  api: CounsellorApi
  look(): Promise<void>
  alias: string | null
  onEnd(): void
  foot: ReactNode
}) {
  const phases = state.method?.phases ?? []
  const lastPhase = phases.length > 0 && state.phase === phases.at(-1)?.id
  return (
    <>
      {state.method ? <Phases state={state} method={state.method} api={api} look={look} /> : null}
      <Section title={m.room_goals_title()} open>
        <GoalsTool goals={state.goals} api={api} look={look} />
      </Section>
      <Section title={m.room_scale_title()}>
        <ScaleTool readings={state.readings ?? []} lastPhase={lastPhase} api={api} look={look} />
      </Section>
      <Section title={m.room_pause_title()}>
        <PauseTool running={state.pause !== null} api={api} look={look} />
      </Section>
      <Section title={m.room_link_share()}>
        <ShareTool links={state.links} api={api} look={look} />
      </Section>
      <Section title={m.room_people()}>
        <InRoom people={state.participants} api={api} alias={alias} look={look} />
        {foot}
      </Section>
      <button type="button" className={styles.end} onClick={onEnd}>
        {m.room_end()}
      </button>
    </>
  )
}

function Section({ title, open = false, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details className={styles.section} open={open}>
      <summary>
        <h2>{title}</h2>
      </summary>
      <div className={styles.inner}>{children}</div>
    </details>
  )
}
