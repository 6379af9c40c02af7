import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ApiProblem } from '../../client/problem.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button, buttonClass } from '../../ui/button.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import type { DoorAnswer } from './door.ts'
import styles from './door.module.css'

type Props = {
  answer: DoorAnswer | null
  problem: unknown
  role: 'seeker' | 'companion'
  bookingId: string
  /** Local time at which the door opens, in words. */
  opens: string | null
  onStepIn(): void
  onKnock(): void
  changeForm(form: 'phone' | 'text'): void
}

/** What the door says. One lamp, one sentence, at most one button. */
export function DoorPanel({ answer, problem, role, bookingId, opens, onStepIn, onKnock, changeForm }: Props) {
  const home = <HomeLink role={role} bookingId={bookingId} />
  if (problem && !isOffline(problem)) {
    return isVideoAway(problem) ? (
      <Away onKnock={onKnock} changeForm={role === 'seeker' ? changeForm : null} />
    ) : (
      <ProblemNotice error={problem} onRetry={onKnock} actions={home} />
    )
  }
  return (
    <div className={styles.panel} aria-live="polite">
      {problem ? (
        <Words lit={0} title={m.room_door_offline_title()}>
          <p>{m.room_door_offline_text()}</p>
        </Words>
      ) : null}
      {answer && !problem ? (
        <Said answer={answer} role={role} opens={opens} home={home} onStepIn={onStepIn} onKnock={onKnock} />
      ) : null}
      {!answer && !problem ? <Words lit={1} title={m.room_connecting()} /> : null}
    </div>
  )
}

function Said({
  answer,
  role,
  opens,
  home,
  onStepIn,
  onKnock,
}: Pick<Props, 'role' | 'opens' | 'onStepIn' | 'onKnock'> & { answer: DoorAnswer; home: ReactNode }) {
  switch (answer.state) {
    case 'waiting':
      return (
        <Words breathe lit={2} title={m.room_door_waiting_title()}>
          <p>{m.room_door_waiting_text()}</p>
          <FormHint form={answer.form} />
        </Words>
      )
    case 'asked_to_wait':
      return (
        <Words breathe lit={2} title={m.room_door_asked_title()}>
          {answer.message ? (
            <blockquote className={styles.message}>
              <span>{m.room_door_message_from()}</span>
              {answer.message}
            </blockquote>
          ) : null}
          <p>{m.room_door_asked_text()}</p>
        </Words>
      )
    case 'open':
      return (
        <Words lit={4} title={m.room_door_open_title()}>
          <p>{m.room_door_open_text()}</p>
          <FormHint form={answer.form} />
          <Button onClick={onStepIn}>{m.room_door_step_in()}</Button>
        </Words>
      )
    case 'closed':
      return (
        <Words lit={0} title={m.room_door_closed_title()}>
          {opens ? <p>{m.room_door_closed_text({ when: opens })}</p> : null}
          {home}
        </Words>
      )
    case 'declined':
      return (
        <Words lit={0} title={m.room_door_declined_title()}>
          {answer.message ? (
            <blockquote className={styles.message}>
              <span>{m.room_door_message_from()}</span>
              {answer.message}
            </blockquote>
          ) : null}
          <p>{m.room_door_declined_text()}</p>
          <Button look="secondary" onClick={onKnock}>
            {m.room_door_knock_again()}
          </Button>
          {home}
        </Words>
      )
    case 'removed':
      return (
        <Words lit={0} title={m.room_door_removed_title()}>
          <p>{m.room_door_removed_text()}</p>
          {home}
        </Words>
      )
    case 'ended':
      return (
        <Words lit={4} title={m.room_door_ended_title()}>
          <p>{role === 'companion' ? m.room_door_ended_text_companion() : m.room_door_ended_text()}</p>
          {home}
        </Words>
      )
  }
}

/** No video for now: the same talk can be held in another way. */
export function Away({
  onKnock,
  changeForm,
}: {
  onKnock(): void
  changeForm: ((form: 'phone' | 'text') => void) | null
}) {
  return (
    <div className={styles.panel} role="alert">
      <Words lit={1} title={m.room_door_away_title()}>
        <p>{m.room_door_away_text()}</p>
        <div className={styles.acts}>
          {changeForm ? (
            <>
              <Button onClick={() => changeForm('phone')}>{m.room_door_away_phone()}</Button>
              <Button look="secondary" onClick={() => changeForm('text')}>
                {m.room_door_away_text_form()}
              </Button>
            </>
          ) : null}
          <Button look="quiet" onClick={onKnock}>
            {m.room_door_away_again()}
          </Button>
        </div>
      </Words>
    </div>
  )
}

export function Words({
  title,
  lit,
  breathe = false,
  children,
}: {
  title: string
  lit: number
  breathe?: boolean
  children?: ReactNode
}) {
  return (
    <>
      <div className={breathe ? styles.breathe : ''}>
        <FourArcs lit={lit} size="large" />
      </div>
      <h1>{title}</h1>
      {children}
    </>
  )
}

function FormHint({ form }: { form: DoorAnswer['form'] }) {
  if (form === 'phone') return <p>{m.room_door_phone_text()}</p>
  return form === 'text' ? <p>{m.room_door_text_text()}</p> : null
}

export function HomeLink({ role, bookingId }: { role: 'seeker' | 'companion'; bookingId: string }) {
  const look = buttonClass({ look: 'secondary' })
  return role === 'companion' ? (
    <Link to="/with" className={look}>
      {m.room_door_own_page()}
    </Link>
  ) : (
    <Link to="/my/$bookingId" params={{ bookingId }} className={look}>
      {m.room_door_own_page()}
    </Link>
  )
}

const isOffline = (problem: unknown) => problem instanceof ApiProblem && problem.type === 'offline'
export const isVideoAway = (problem: unknown) => problem instanceof ApiProblem && problem.type === 'video-unavailable'
