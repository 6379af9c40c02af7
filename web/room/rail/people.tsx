import { useQuery, useQueryClient } from '@tanstack/react-query'
import { BellRing, UserMinus } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { roomLimits } from '../../../src/room/limits.ts'
import { hasLeft, waitingQuery } from '../../staff/talk-api.ts'
import { chime } from '../../staff/door-bell/chime.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { CounsellorApi } from '../room-api.ts'
import type { Person, Role } from '../room-state.ts'
import { roleName } from '../stage/names.ts'
import { useAct } from '../use-act.ts'
import styles from './rail.module.css'

type Waiting = { personId: string; role: Role; label: string | null; state: string }
type Api = Pick<CounsellorApi, 'bookingId' | 'decide'>

/** Who stands at this talk's door. A sound tells of somebody new. */
export function useAtDoor(bookingId: string, sound: boolean): Waiting[] {
  const { data } = useQuery({ ...waitingQuery, refetchIntervalInBackground: true })
  const here = (data?.waiting ?? []).flatMap(({ bookingId: of, personId, role, label, state }) =>
    of === bookingId
      ? [{ personId, role: role === 'companion' ? ('companion' as const) : ('seeker' as const), label, state }]
      : [],
  )
  const known = useRef(new Set<string>())
  const ids = here.map(({ personId }) => personId).join(' ')
  useEffect(() => {
    const now = ids === '' ? [] : ids.split(' ')
    if (sound && now.some((id) => !known.current.has(id))) chime()
    known.current = new Set(now)
  }, [ids, sound])
  return here
}

/** At the door: let in, ask to wait, decline. */
export function AtDoor({
  waiting,
  api,
  alias,
  look,
}: {
  waiting: Waiting[]
  api: Api
  alias: string | null
  look(): Promise<void>
}) {
  const client = useQueryClient()
  const [left, setLeft] = useState<string | null>(null)
  const after = async () => {
    await Promise.all([client.invalidateQueries({ queryKey: waitingQuery.queryKey }), look()])
  }
  return (
    <div className={styles.door} aria-live="polite">
      {waiting.map((person) => (
        <Visitor
          key={person.personId}
          person={person}
          name={person.label ?? (person.role === 'seeker' ? alias : null) ?? roleName(person.role)}
          api={api}
          after={after}
          tellLeft={setLeft}
        />
      ))}
      {left === null ? null : <p className={styles.none}>{m.room_at_door_gone({ who: left })}</p>}
    </div>
  )
}

function Visitor({
  person,
  name,
  api,
  after,
  tellLeft,
}: {
  person: Waiting
  name: string
  api: Api
  after(): Promise<unknown>
  /** Told the name of somebody who was gone when the decision came, and null when it reached them. */
  tellLeft(name: string | null): void
}) {
  const { act, busy, failed } = useAct(after)
  const [answering, setAnswering] = useState<'wait' | 'decline' | null>(null)
  const [message, setMessage] = useState('')
  const decide = (decision: 'admit' | 'wait' | 'decline') =>
    act(async () => {
      try {
        await api.decide(person.personId, decision, message.trim() || undefined)
        tellLeft(null)
      } catch (error) {
        if (!hasLeft(error)) throw error
        tellLeft(name)
      }
    }).then((went) => went && setAnswering(null))
  function answer(event: FormEvent) {
    event.preventDefault()
    if (answering) void decide(answering)
  }
  return (
    <Notice
      tone="light"
      title={
        person.state === 'asked_to_wait' ? m.room_at_door_asked({ who: name }) : m.room_at_door_waits({ who: name })
      }
    >
      {answering ? (
        <form className={styles.form} onSubmit={answer}>
          <Field
            label={m.room_wait_message()}
            placeholder={answering === 'wait' ? m.room_wait_example() : ''}
            maxLength={roomLimits.doorMessage}
            value={message}
            onChange={setMessage}
            autoFocus
          />
          <div className={styles.acts}>
            <Button type="submit" busy={busy}>
              {answering === 'wait' ? m.room_ask_to_wait() : m.room_decline()}
            </Button>
            <Button look="quiet" onClick={() => setAnswering(null)}>
              {m.room_cancel()}
            </Button>
          </div>
        </form>
      ) : (
        <div className={styles.acts}>
          <Button icon={<BellRing aria-hidden />} busy={busy} onClick={() => void decide('admit')}>
            {m.room_admit()}
          </Button>
          <Button look="quiet" onClick={() => setAnswering('wait')}>
            {m.room_ask_to_wait()}
          </Button>
          <Button look="quiet" onClick={() => setAnswering('decline')}>
            {m.room_decline()}
          </Button>
        </div>
      )}
      {failed ? <p role="alert">{m.room_action_failed()}</p> : null}
    </Notice>
  )
}

/** Who is in the room, and a way to send somebody out for good. */
export function InRoom({
  people,
  api,
  alias,
  look,
}: {
  people: Person[]
  api: Api
  alias: string | null
  look(): Promise<void>
}) {
  const { act, busy, failed } = useAct(look)
  const [leaving, setLeaving] = useState<Person | null>(null)
  const inside = people.filter((person) => person.state === 'admitted' && person.role !== 'counsellor')
  const name = (person: Person) => person.label ?? (person.role === 'seeker' ? alias : null) ?? roleName(person.role)
  if (inside.length === 0) return <p className={styles.none}>{m.room_alone_counsellor()}</p>
  return (
    <ul className={styles.people}>
      {inside.map((person) => (
        <li key={person.id}>
          <span>{name(person)}</span>
          <Button look="quiet" icon={<UserMinus aria-hidden />} onClick={() => setLeaving(person)}>
            {m.room_send_out()}
          </Button>
        </li>
      ))}
      <Dialog
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        title={m.room_send_out_title({ who: leaving ? name(leaving) : '' })}
      >
        <p>{m.room_send_out_text()}</p>
        {failed ? (
          <Notice tone="loss" alert>
            <p>{m.room_action_failed()}</p>
          </Notice>
        ) : null}
        <div className={styles.acts}>
          <Button
            look="loss"
            busy={busy}
            onClick={() =>
              leaving && void act(() => api.decide(leaving.id, 'remove')).then((went) => went && setLeaving(null))
            }
          >
            {m.room_send_out()}
          </Button>
          <Button look="quiet" onClick={() => setLeaving(null)}>
            {m.room_cancel()}
          </Button>
        </div>
      </Dialog>
    </ul>
  )
}
