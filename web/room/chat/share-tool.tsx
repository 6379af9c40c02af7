import { type FormEvent, useState } from 'react'
import { completeWebAddress } from '../../../src/words/web-address.ts'
import { linkLimits } from '../../../src/meeting/limits.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { CounsellorApi } from '../room-api.ts'
import type { SharedLink } from '../room-state.ts'
import { useAct } from '../use-act.ts'
import { LinkOut } from './chat-panel.tsx'
import styles from './share-tool.module.css'

/** Shares a link with everybody in the room. */
export function ShareTool({
  links,
  api,
  look,
}: {
  links: SharedLink[]
  api: Pick<CounsellorApi, 'shareLink'>
  look(): Promise<void>
}) {
  const { act, busy, failed } = useAct(look)
  const [address, setAddress] = useState('')
  const [title, setTitle] = useState('')
  const [wrong, setWrong] = useState(false)
  async function share(event: FormEvent) {
    event.preventDefault()
    const url = completeWebAddress(address)
    setWrong(url === null)
    if (url && (await act(() => api.shareLink(url, (title.trim() || address.trim()).slice(0, linkLimits.title))))) {
      setAddress('')
      setTitle('')
    }
  }
  return (
    <form className={styles.tool} onSubmit={(event) => void share(event)}>
      <Field
        label={m.room_link_address()}
        inputMode="url"
        autoCapitalize="none"
        maxLength={linkLimits.url}
        value={address}
        onChange={setAddress}
        error={wrong ? m.room_link_wrong() : undefined}
      />
      <Field label={m.room_link_name()} maxLength={linkLimits.title} value={title} onChange={setTitle} />
      <Button type="submit" look="secondary" busy={busy}>
        {m.room_link_do()}
      </Button>
      {failed ? (
        <Notice tone="loss" alert>
          <p>{m.room_action_failed()}</p>
        </Notice>
      ) : null}
      {links.length > 0 ? (
        <ul className={styles.shared}>
          {links.map((link) => (
            <li key={link.id}>
              <LinkOut link={link} />
            </li>
          ))}
        </ul>
      ) : null}
    </form>
  )
}
