import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { m } from '../i18n/paraglide/messages.js'
import { Dialog } from '../ui/dialog.tsx'
import styles from './room.module.css'
import { useWide } from './use-wide.ts'

type Props = {
  open: 'chat' | 'rail' | null
  close(): void
  chat: ReactNode
  rail: { title: string; content: ReactNode } | undefined
}

/**
 * Beside the faces where there is room, a sheet from below where there is not. The rail stays while the chat is open.
 */
export function Side({ open, close, chat, rail }: Props) {
  const wide = useWide()
  if (!wide) {
    return (
      <>
        <Dialog open={open === 'chat'} onClose={close} title={m.room_chat_title()}>
          <div className={styles.sheet}>{chat}</div>
        </Dialog>
        {rail ? (
          <Dialog open={open === 'rail'} onClose={close} title={rail.title}>
            <div className={styles.sheet}>{rail.content}</div>
          </Dialog>
        ) : null}
      </>
    )
  }
  if (!rail && open !== 'chat') return null
  return (
    <aside className={styles.side} aria-label={open === 'chat' ? m.room_chat_title() : rail?.title}>
      {open === 'chat' ? (
        <div className={styles.sideChat}>
          <div className={styles.sideHead}>
            <h2>{m.room_chat_title()}</h2>
            <button type="button" className={styles.close} onClick={close} aria-label={m.room_close()}>
              <X aria-hidden />
            </button>
          </div>
          {chat}
        </div>
      ) : null}
      {rail ? (
        <div className={styles.sideRail} hidden={open === 'chat'}>
          {rail.content}
        </div>
      ) : null}
    </aside>
  )
}
