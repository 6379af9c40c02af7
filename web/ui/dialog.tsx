import { X } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import { m } from '../i18n/paraglide/messages.js'
import styles from './dialog.module.css'

/**
 * A modal question. The browser's own `<dialog>` keeps the focus inside, makes the rest inert and gives the
 * focus back. On narrow screens it comes from below.
 */
export function Dialog({
  open,
  onClose,
  title,
  children,
}: {
  open: boolean
  onClose(): void
  title: ReactNode
  children: ReactNode
}) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    if (open && !dialog.open) dialog.showModal()
    if (!open && dialog.open) dialog.close()
  }, [open])
  return (
    <dialog
      ref={ref}
      className={styles.dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        // A click on the backdrop counts as one on the dialog itself.
        if (event.target === event.currentTarget) onClose()
      }}
    >
      {open ? (
        <div className={styles.inner}>
          <div className={styles.head}>
            <h2 id={titleId}>{title}</h2>
            <button type="button" className={styles.close} onClick={onClose} aria-label={m.common_close()}>
              <X aria-hidden />
            </button>
          </div>
          {children}
        </div>
      ) : null}
    </dialog>
  )
}
