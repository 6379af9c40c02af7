import { ExternalLink, SendHorizontal } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { roomLimits } from '../../../src/room/limits.ts'
import { readWebAddress } from '../../../src/words/web-address.ts'
import { clockTime } from '../../i18n/time.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import type { ChatLine, RoomState, SharedLink } from '../room-state.ts'
import { roleName } from '../stage/names.ts'
import { wallAt } from '../wall-time.ts'
import styles from './chat.module.css'

type Props = { state: RoomState | undefined; say(text: string): Promise<unknown>; look(): Promise<void> }

/** What was written and shared. Kept with the talk. */
export function ChatPanel({ state, say, look }: Props) {
  return (
    <div className={styles.panel}>
      {state && state.links.length > 0 ? <SharedLinks links={state.links} /> : null}
      <Lines state={state} />
      <Writer say={say} look={look} />
    </div>
  )
}

function SharedLinks({ links }: { links: SharedLink[] }) {
  return (
    <section className={styles.links} aria-label={m.room_links_title()}>
      <h3>{m.room_links_title()}</h3>
      <ul>
        {links.map((link) => (
          <li key={link.id}>
            <LinkOut link={link} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A shared link, with the host that it leads to. That site learns nothing of where it was shared. */
export function LinkOut({ link }: { link: Pick<SharedLink, 'url' | 'title'> }) {
  const address = readWebAddress(link.url)
  if (address === null) return <span>{link.title}</span>
  return (
    <a className={styles.link} href={address.href} target="_blank" rel="noopener noreferrer">
      <ExternalLink aria-hidden />
      <span>
        {link.title || address.href} <span>({address.host})</span>{' '}
        <span className="visually-hidden">({m.room_link_opens()})</span>
      </span>
    </a>
  )
}

function Lines({ state }: { state: RoomState | undefined }) {
  const list = useRef<HTMLOListElement>(null)
  const lines = state?.chat ?? []
  const newest = lines.at(-1)?.id
  useEffect(() => {
    // The newest line is what one came for; who reads older ones is not torn away, because nothing newer came.
    if (newest && list.current) list.current.scrollTop = list.current.scrollHeight
  }, [newest])
  if (!state || lines.length === 0) return <p className={styles.none}>{m.room_chat_empty()}</p>
  return (
    <ol ref={list} className={styles.lines} tabIndex={0} aria-label={m.room_chat()}>
      {lines.map((line) => (
        <li key={line.id} data-mine={line.mine || undefined}>
          <span className={styles.who}>{whoAndWhen(line, state)}</span>
          <span className={styles.text}>{line.text}</span>
        </li>
      ))}
    </ol>
  )
}

function whoAndWhen(line: ChatLine, state: RoomState): string {
  const time = clockTime(wallAt(state, line.sentAt))
  return line.mine ? m.room_chat_you({ time }) : m.room_chat_from({ who: roleName(line.from), time })
}

function Writer({ say, look }: Pick<Props, 'say' | 'look'>) {
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  async function send(event?: FormEvent) {
    event?.preventDefault()
    if (busy || text.trim() === '') return
    setBusy(true)
    setFailed(false)
    try {
      await say(text.trim())
      // What was written while it was on its way stays.
      setText((now) => (now === text ? '' : now))
      await look()
    } catch {
      setFailed(true)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className={styles.writer} onSubmit={(event) => void send(event)}>
      <TextArea
        label={m.room_chat_write()}
        rows={2}
        maxLength={roomLimits.chatLine}
        value={text}
        onChange={setText}
        error={failed ? m.room_chat_failed() : undefined}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault()
            void send()
          }
        }}
      />
      <Button type="submit" busy={busy} icon={<SendHorizontal aria-hidden />}>
        {m.room_send()}
      </Button>
    </form>
  )
}
