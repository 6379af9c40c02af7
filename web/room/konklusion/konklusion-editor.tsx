import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { konklusionLimits } from '../../../src/guidance/limits.ts'
import { goalOutcomes } from '../../../src/guidance/konklusion.ts'
import { talkQuery } from '../../staff/talk-api.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Select, TextArea } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import type { Goal, KonklusionBody, SharedLink } from '../room-state.ts'
import { SavingLine } from '../../saving/saving-line.tsx'
import { useAutosave } from '../../saving/use-autosave.ts'
import { ActionRows, LinkRows } from './rows.tsx'
import { type Gap, missing, replaceAt, tidy, withGoals, withoutEarly } from './draft.ts'
import styles from './konklusion.module.css'
import { outcomeName, stateText } from './konklusion-parts.tsx'
import { Head, Said, ShownKonklusion } from './shown-konklusion.tsx'
import {
  konklusionKey,
  type KonklusionForCounsellor,
  readKonklusion,
  showKonklusion,
  shownOf,
  writeKonklusion,
} from './konklusion-api.ts'

type Props = {
  bookingId: string
  /** The goals as they stand in the room; without them, those that the server knew when the draft was fetched. */
  goals?: Goal[] | undefined
  /** Links that were shared in the room and may be taken along. */
  shared?: SharedLink[]
}

/**
 * Writes the Konklusion during or after the talk, saved as one types, and shows it to the seeker. What the seeker
 * was shown stays and is read first; writing on makes the next version, which can be put aside half-written.
 */
export default function KonklusionEditor({ bookingId, goals, shared = [] }: Props) {
  // Comments and approvals come while the page is open.
  const stored = useQuery({
    queryKey: konklusionKey(bookingId),
    queryFn: () => readKonklusion(bookingId),
    staleTime: 30_000,
    refetchInterval: 15_000,
  })
  if (stored.isError) return <ProblemNotice error={stored.error} onRetry={() => void stored.refetch()} />
  if (!stored.data) return <Loading label={m.room_k_loading()} />
  return <Editing key={bookingId} bookingId={bookingId} stored={stored.data} goals={goals} shared={shared} />
}

function Editing({
  bookingId,
  stored,
  goals,
  shared,
}: Props & { stored: KonklusionForCounsellor; shared: SharedLink[] }) {
  const client = useQueryClient()
  const [written, setWritten] = useState<KonklusionBody | null>(null)
  const [gaps, setGaps] = useState<Gap[]>([])
  const [problem, setProblem] = useState<unknown>(null)
  const [showing, setShowing] = useState(false)
  const [writing, setWriting] = useState(false)
  const talkDay = useTalkDay(bookingId)
  const keep = (answer: KonklusionForCounsellor) => client.setQueryData(konklusionKey(bookingId), answer)
  const autosave = useAutosave<KonklusionBody>(async (body) => void keep(await writeKonklusion(bookingId, body)))

  const current = stored.konklusion
  const shown = shownOf(stored)
  const begun = current?.state === 'draft' || written !== null
  const base = written ?? current?.body ?? stored.suggestion
  if (!base) return null
  if (shown && !writing)
    return <ShownKonklusion bookingId={bookingId} shown={shown} stored={stored} onWrite={() => setWriting(true)} />
  const body = goals ? withGoals(base, goals) : base

  function change(part: Partial<KonklusionBody>) {
    const next = { ...body, ...part }
    setWritten(next)
    setGaps([])
    autosave.change(withoutEarly(next, talkDay))
  }

  /** Back to what the seeker has; the draft is kept. */
  async function putAside() {
    await autosave.flush()
    if (autosave.pending()) return
    setWritten(null)
    setGaps([])
    setWriting(false)
  }

  async function show() {
    const found = missing(body, talkDay)
    setGaps(found)
    if (found.length > 0) return
    setShowing(true)
    setProblem(null)
    try {
      await autosave.store(tidy(body))
      keep(await showKonklusion(bookingId))
      setWritten(null)
      setWriting(false)
    } catch (error) {
      setProblem(error)
    } finally {
      setShowing(false)
    }
  }

  return (
    <section className={styles.editor} aria-label={m.room_rail_konklusion()}>
      <Head lit={2}>
        {shown ? m.room_k_state_next({ version: shown.version + 1, shown: shown.version }) : stateText('draft')}
      </Head>
      <TextArea
        autoFocus={writing}
        label={m.room_k_summary()}
        hint={m.room_k_summary_hint()}
        rows={5}
        maxLength={konklusionLimits.summary}
        value={body.summary}
        onChange={(summary) => change({ summary })}
      />
      <Goals body={body} change={change} />
      <ActionRows actions={body.actions} talkDay={talkDay} change={(actions) => change({ actions })} />
      <LinkRows links={body.links} shared={shared} change={(links) => change({ links })} />
      {written === null ? null : <SavingLine saving={autosave.saving} />}
      <Gaps gaps={gaps} />
      {problem ? <ProblemNotice error={problem} /> : null}
      {shown && !begun ? null : (
        <>
          <Button busy={showing} onClick={() => void show()}>
            {m.room_k_show()}
          </Button>
          <p className={styles.hint}>{m.room_k_show_text()}</p>
        </>
      )}
      {shown ? (
        <Button look="quiet" onClick={() => void putAside()}>
          {begun ? m.room_k_put_aside() : m.common_cancel()}
        </Button>
      ) : null}
      <Said comments={stored.comments} />
    </section>
  )
}

/** The day of the talk where the service is, `YYYY-MM-DD`: nothing is to be done before it. */
function useTalkDay(bookingId: string): string | null {
  const talk = useQuery({ ...talkQuery(bookingId), staleTime: 60_000 })
  return talk.data?.serviceWall.start.slice(0, 10) ?? null
}

function Goals({ body, change }: { body: KonklusionBody; change(part: Partial<KonklusionBody>): void }) {
  return (
    <div className={styles.group}>
      <h3>{m.room_k_goals()}</h3>
      {body.goals.length === 0 ? <p className={styles.hint}>{m.room_k_goals_none()}</p> : null}
      {body.goals.map((goal, index) => {
        const set = (part: Partial<typeof goal>) =>
          change({ goals: replaceAt(body.goals, index, { ...goal, ...part }) })
        return (
          <fieldset key={goal.goalId} className={styles.goal}>
            <legend>{goal.wording}</legend>
            <Select
              label={m.room_k_outcome()}
              value={goal.outcome ?? ''}
              onChange={(value) => set({ outcome: goalOutcomes.find((each) => each === value) ?? null })}
              options={[
                { value: '', label: '–' },
                ...goalOutcomes.map((value) => ({ value, label: outcomeName(value) })),
              ]}
            />
            <TextArea
              label={m.room_k_sentence()}
              rows={2}
              maxLength={konklusionLimits.sentence}
              value={goal.sentence}
              onChange={(sentence) => set({ sentence })}
            />
          </fieldset>
        )
      })}
    </div>
  )
}

/** What is missing before it can be shown. */
function Gaps({ gaps }: { gaps: Gap[] }) {
  if (gaps.length === 0) return null
  const texts = {
    summary: m.room_k_missing_summary,
    outcome: m.room_k_missing_outcome,
    sentence: m.room_k_missing_sentence,
    action: m.room_k_missing_action,
    link: m.room_k_missing_link,
    early: m.room_k_until_early,
  }
  return (
    <Notice tone="light" alert>
      <ul className={styles.gaps}>
        {gaps.map((gap) => (
          <li key={gap}>{texts[gap]()}</li>
        ))}
      </ul>
    </Notice>
  )
}
