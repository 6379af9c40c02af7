import { CircleAlert, Info, LifeBuoy } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './notice.module.css'

type Props = {
  /** `loss` only when something is lost or could not be done. */
  tone?: 'plain' | 'light' | 'loss'
  /** What happened. */
  title?: ReactNode
  /** The notice is all that the page has: its title is the page's heading. */
  page?: boolean
  /** What is safe, what to do. */
  children?: ReactNode
  /** Buttons. */
  actions?: ReactNode
  /** Announced at once; for what comes after something that the person did. */
  alert?: boolean
}

/** Says what happened, what is safe and what to do. */
export function Notice({ tone = 'plain', title, children, actions, alert = false, page = false }: Props) {
  const Title = page ? 'h1' : 'p'
  const Icon = tone === 'loss' ? CircleAlert : tone === 'light' ? LifeBuoy : Info
  return (
    <div className={`${styles.notice} ${styles[tone]}`} {...(alert && { role: 'alert' })}>
      <Icon aria-hidden className={styles.icon} />
      <div className={styles.body}>
        {title ? <Title className={styles.title}>{title}</Title> : null}
        {children ? <div>{children}</div> : null}
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </div>
    </div>
  )
}
