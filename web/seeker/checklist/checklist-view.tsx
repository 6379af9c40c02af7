import { useNavigate, useSearch } from '@tanstack/react-router'
import { ArrowLeft, ArrowRight, Check, Circle, CloudOff, List, LoaderCircle } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import { useLocale } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import type { Saving } from '../../saving/autosave.ts'
import type { ChecklistItem, ItemAnswer } from '../api.ts'
import { isStepDone, stepsOf } from '../../../src/checklist/checklist.ts'
import type { Step } from '../../../src/checklist/checklist.ts'
import { isAnswered } from './answered.ts'
import { ItemQuestion } from '../../checklist/item-question.tsx'
import { litArcs } from './progress.ts'
import { useAnswers } from './use-answers.ts'
import styles from './checklist.module.css'

type Props = {
  bookingId: string
  secret: string
  /** Where one goes when all is done. */
  home: ReactNode
}

/** One card a screen, in any order, saved as one goes. Its first item is in the address, so that "back" goes back. */
export function ChecklistView({ bookingId, secret, home }: Props) {
  const { query, answers, answer, flush, saving, latest, error } = useAnswers(bookingId, secret)
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const open = (itemId: string | undefined) => {
    void flush()
    void navigate({ to: '.', search: itemId === undefined ? {} : { item: itemId } })
  }
  const heading = useFocusOn(String(search.item ?? ''))
  if (query.error && !query.data) return <ProblemNotice page error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Loading page />
  const { items } = query.data
  if (items.length === 0) return <EmptyState page title={m.seeker_checklist_empty()} />

  const steps = stepsOf(items)
  const index = steps.findIndex((step) => step.some(({ id }) => id === search.item))
  const step = steps[index]
  return (
    <div ref={heading} tabIndex={-1} className={styles.checklist}>
      {step ? (
        <StepScreen
          {...{ step, index, steps, answers, bookingId, secret, open }}
          saving={step.some(({ id }) => id === latest) ? saving : null}
          onAnswer={answer}
        />
      ) : (
        <Overview {...{ steps, answers, open, home }} />
      )}
      {saving === 'failed' ? <ProblemNotice error={error()} onRetry={() => void flush()} /> : null}
    </div>
  )
}

type Answers = Record<string, ItemAnswer>

const isDone = (step: Step, answers: Answers) => isStepDone(step, (item) => isAnswered(item, answers[item.id]))

type OverviewProps = {
  steps: Step[]
  answers: Answers
  open(itemId: string): void
  home: ReactNode
}

function Overview({ steps, answers, open, home }: OverviewProps) {
  const locale = useLocale()
  const answered = steps.filter((step) => isDone(step, answers)).length
  const next = steps.find((step) => !isDone(step, answers))
  return (
    <Stack gap={1.3}>
      <Head answered={answered} total={steps.length}>
        {m.seeker_checklist_answered({ answered, total: steps.length })}
      </Head>
      <h1>{m.seeker_checklist_title()}</h1>
      <p>{m.seeker_checklist_text()}</p>
      {next ? (
        <Row>
          <Button icon={<ArrowRight aria-hidden />} onClick={() => open(next[0].id)}>
            {answered === 0 ? m.seeker_checklist_begin() : m.seeker_checklist_go_on()}
          </Button>
        </Row>
      ) : (
        <Notice tone="light" title={m.seeker_checklist_all_title()} actions={home}>
          <p>{m.seeker_checklist_all_text()}</p>
        </Notice>
      )}
      <ol className={styles.items}>
        {steps.map((step) => {
          const done = isDone(step, answers)
          const [item] = step
          return (
            <li key={item.id}>
              <button type="button" className={styles.item} onClick={() => open(item.id)}>
                {done ? <Check aria-hidden className={styles.done} /> : <Circle aria-hidden className={styles.open} />}
                <span>{item.title[locale]}</span>
                <span className={styles.state}>
                  {done ? m.seeker_checklist_item_done() : m.seeker_checklist_item_open()}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
    </Stack>
  )
}

type ScreenProps = {
  step: Step
  index: number
  steps: Step[]
  answers: Answers
  /** Of this card; null when another was answered last. */
  saving: Saving | null
  bookingId: string
  secret: string
  open(itemId: string | undefined): void
  onAnswer(itemId: string, answer: ItemAnswer | null): void
}

function StepScreen({ step, index, steps, answers, saving, bookingId, secret, open, onAnswer }: ScreenProps) {
  const previous = steps[index - 1]
  const next = steps[index + 1]
  // What is only read is done by going on.
  const toRead = step.filter(({ kind }) => kind === 'information')
  const done = isStepDone(step, (item) => toRead.includes(item) || isAnswered(item, answers[item.id]))
  const goOn = (itemId: string | undefined) => {
    for (const item of toRead)
      if (!isAnswered(item, answers[item.id])) onAnswer(item.id, { kind: 'information', confirmed: true })
    open(itemId)
  }
  return (
    <Stack gap={1.3}>
      <Head answered={steps.filter((one) => isDone(one, answers)).length} total={steps.length}>
        {m.seeker_checklist_count({ number: index + 1, total: steps.length })}
      </Head>
      <Card>
        <Stack gap={1.1}>
          {step.map((item, place) => (
            <StepItem key={item.id} item={item} first={place === 0}>
              {toRead.includes(item) ? null : (
                <ItemQuestion
                  item={item}
                  answer={answers[item.id]}
                  onAnswer={(given) => onAnswer(item.id, given)}
                  bookingId={bookingId}
                  secret={secret}
                />
              )}
            </StepItem>
          ))}
          <SavedState saving={saving} />
        </Stack>
      </Card>
      <div className={styles.moves}>
        {next ? (
          <Button
            look={done ? 'primary' : 'secondary'}
            className={styles.next}
            icon={<ArrowRight aria-hidden />}
            onClick={() => goOn(next[0].id)}
          >
            {done ? m.seeker_checklist_next() : m.seeker_checklist_skip()}
          </Button>
        ) : null}
        {previous ? (
          <Button look="quiet" icon={<ArrowLeft aria-hidden />} onClick={() => open(previous[0].id)}>
            {m.seeker_checklist_previous()}
          </Button>
        ) : null}
        <Button
          look={next ? 'quiet' : done ? 'primary' : 'secondary'}
          className={styles.all}
          icon={<List aria-hidden />}
          onClick={() => (next ? open(undefined) : goOn(undefined))}
        >
          {m.seeker_checklist_overview()}
        </Button>
      </div>
    </Stack>
  )
}

/** One item of a card: its words, and below them its question. */
function StepItem({ item, first, children }: { item: ChecklistItem; first: boolean; children: ReactNode }) {
  const locale = useLocale()
  const id = useId()
  const Title = first ? 'h1' : 'h2'
  return (
    <div role="group" aria-labelledby={id} className={styles.stepItem}>
      <Title id={id} className={first ? styles.title : styles.nextTitle}>
        {item.title[locale]}
      </Title>
      {item.body ? <Paragraphs text={item.body[locale]} /> : null}
      {children}
    </div>
  )
}

/** The arcs say how much is answered; beside them one counter. */
function Head({ answered, total, children }: { answered: number; total: number; children: ReactNode }) {
  const lit = litArcs(answered, total)
  return (
    <div className={styles.head}>
      <FourArcs lit={lit} tile />
      <p role="status">{children}</p>
    </div>
  )
}

/** Texts of a checklist are plain; an empty line begins a new paragraph. */
function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph} className={styles.body}>
          {paragraph}
        </p>
      ))}
    </>
  )
}

function SavedState({ saving }: { saving: Saving | null }) {
  return (
    <p className={styles.saving} role="status">
      {saving === 'unsaved' || saving === 'saving' ? (
        <>
          <LoaderCircle aria-hidden /> {m.common_saving()}
        </>
      ) : null}
      {saving === 'saved' ? (
        <>
          <Check aria-hidden /> {m.common_saved()}
        </>
      ) : null}
      {saving === 'failed' ? (
        <>
          <CloudOff aria-hidden /> {m.common_not_saved()}
        </>
      ) : null}
    </p>
  )
}

/** A new screen begins at its top, for the keyboard and for screen readers too. */
function useFocusOn(screen: string) {
  const ref = useRef<HTMLDivElement>(null)
  const shown = useRef(screen)
  useEffect(() => {
    if (shown.current === screen) return
    shown.current = screen
    ref.current?.focus({ preventScroll: true })
    scrollTo({ top: 0 })
  }, [screen])
  return ref
}
