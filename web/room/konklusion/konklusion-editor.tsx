import { useQuery, useQueryClient } from '@tanstack/react-query'
import { PenLine } from 'lucide-react'
import { useState } from 'react'
import { goalOutcomes } from '../../../src/guidance/konklusion.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Select, TextArea } from '../../ui/field.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import type { Goal, KonklusionBody, SharedLink } from '../room-state.ts'
import { SavingLine } from '../saving/saving-line.tsx'
import { useAutosave } from '../saving/use-autosave.ts'
import { ActionRows, LinkRows } from './rows.tsx'
import { type Gap, missing, replaceAt, tidy, withGoals } from './draft.ts'
import styles from './konklusion.module.css'
import { KonklusionParts, outcomeName, stateText } from './konklusion-parts.tsx'
import { konklusionKey, type KonklusionForCounsellor, readKonklusion, showKonklusion, writeKonklusion } from './konklusion-api.ts'

type Props = {
  bookingId: string
  /** The goals as they stand in the room; without them, those that the server knew when the draft was fetched. */
  goals?: Goal[] | undefined
  /** Links that were shared in the room and may be taken along. */
  shared?: SharedLink[]
}

/**
 * Writes the Konklusion during or after the talk, saved as one types, and shows it to the seeker. What the seeker
 * was shown stays and is read first; writing on makes the next version.
 */
export default function KonklusionEditor({ bookingId, goals, shared = [] }: Props) {
  const stored = useQuery({ queryKey: konklusionKey(bookingId), queryFn: () => readKonklusion(bookingId), staleTime: 30_000 })
  if (stored.isError) return <ProblemNotice error={stored.error} onRetry={() => void stored.refetch()} />
  if (!stored.data) return <Loading label={m.room_k_loading()} />
  return <Editing key={bookingId} bookingId={bookingId} stored={stored.data} goals={goals} shared={shared} />
}

function Editing({ bookingId, stored, goals, shared }: Props & { stored: KonklusionForCounsellor; shared: SharedLink[] }) {
  const client = useQueryClient()
  const [written, setWritten] = useState<KonklusionBody | null>(null)
  const [gaps, setGaps] = useState<Gap[]>([])
  const [problem, setProblem] = useState<unknown>(null)
  const [showing, setShowing] = useState(false)
  const [correcting, setCorrecting] = useState(false)
  const keep = (answer: KonklusionForCounsellor) => client.setQueryData(konklusionKey(bookingId), answer)
  const autosave = useAutosave<KonklusionBody>(async (body) => void keep(await writeKonklusion(bookingId, body)))

  const current = stored.konklusion
  const base = written ?? current?.body ?? stored.suggestion
  if (!base) return null
  const body = goals ? withGoals(base, goals) : base
  const shown = current !== null && current.state !== 'draft' && written === null

  function change(part: Partial<KonklusionBody>) {
    const next = { ...body, ...part }
    setWritten(next)
    setGaps([])
    autosave.change(next)
  }

  async function show() {
    const found = missing(body)
    setGaps(found)
    if (found.length > 0) return
    setShowing(true)
    setProblem(null)
    try {
      await writeKonklusion(bookingId, tidy(body))
      await autosave.flush()
      keep(await showKonklusion(bookingId))
      setWritten(null)
      setCorrecting(false)
    } catch (error) {
      setProblem(error)
    } finally {
      setShowing(false)
    }
  }

  const head = (
    <div className={styles.head}>
      <FourArcs lit={current?.state === 'approved' ? 4 : shown ? 3 : 2} size="small" tile />
      <p role="status">{stateText(written === null ? (current?.state ?? 'draft') : 'draft')}</p>
    </div>
  )
  if (shown && !correcting) {
    return (
      <section className={styles.editor} aria-label={m.room_rail_konklusion()}>
        {head}
        <KonklusionParts body={current.body} />
        <Comments comments={stored.comments} />
        <Button look="secondary" icon={<PenLine aria-hidden />} onClick={() => setCorrecting(true)}>{m.room_k_write_new()}</Button>
        <p className={styles.hint}>{m.room_k_write_new_text()}</p>
      </section>
    )
  }
  return (
    <section className={styles.editor} aria-label={m.room_rail_konklusion()}>
      {head}
      <TextArea autoFocus={correcting} label={m.room_k_summary()} hint={m.room_k_summary_hint()} rows={5} maxLength={8000} value={body.summary} onChange={(summary) => change({ summary })} />
      <Goals body={body} change={change} />
      <ActionRows actions={body.actions} change={(actions) => change({ actions })} />
      <LinkRows links={body.links} shared={shared} change={(links) => change({ links })} />
      {written === null ? null : <SavingLine saving={autosave.saving} />}
      <Gaps gaps={gaps} />
      {problem ? <ProblemNotice error={problem} /> : null}
      {shown ? <Button look="quiet" onClick={() => setCorrecting(false)}>{m.common_cancel()}</Button> : (
        <>
          <Button busy={showing} onClick={() => void show()}>{m.room_k_show()}</Button>
          <p className={styles.hint}>{m.room_k_show_text()}</p>
        </>
      )}
      <Comments comments={stored.comments} />
    </section>
  )
}

function Goals({ body, change }: { body: KonklusionBody; change(part: Partial<KonklusionBody>): void }) {
  return (
    <div className={styles.group}>
      <h3>{m.room_k_goals()}</h3>
      {body.goals.length === 0 ? <p className={styles.hint}>{m.room_k_goals_none()}</p> : null}
      {body.goals.map((goal, index) => {
        const set = (part: Partial<typeof goal>) => change({ goals: replaceAt(body.goals, index, { ...goal, ...part }) })
        return (
          <fieldset key={goal.goalId} className={styles.goal}>
            <legend>{goal.wording}</legend>
            <Select
              label={m.room_k_outcome()}
              value={goal.outcome ?? ''}
              onChange={(value) => set({ outcome: goalOutcomes.find((each) => each === value) ?? null })}
              options={[{ value: '', label: '–' }, ...goalOutcomes.map((value) => ({ value, label: outcomeName(value) }))]}
            />
            <TextArea label={m.room_k_sentence()} rows={2} maxLength={1000} value={goal.sentence} onChange={(sentence) => set({ sentence })} />
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
  }
  return <Notice tone="light" alert><ul className={styles.gaps}>{gaps.map((gap) => <li key={gap}>{texts[gap]()}</li>)}</ul></Notice>
}

function Comments({ comments }: { comments: KonklusionForCounsellor['comments'] }) {
  if (comments.length === 0) return null
  return (
    <div className={styles.group}>
      <h3>{m.room_k_comments()}</h3>
      <ul className={styles.comments}>
        {comments.map((comment) => (
          <li key={comment.at}>
            <span className={styles.hint}>{comment.writtenBy === 'seeker' ? m.room_role_seeker() : m.room_you()} · {m.room_k_version({ version: comment.version })}</span>
            <span>{comment.text}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
