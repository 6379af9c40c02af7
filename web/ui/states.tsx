import type { ReactNode } from 'react'
import { m } from '../i18n/paraglide/messages.js'
import { FourArcs } from './four-arcs.tsx'
import styles from './states.module.css'

/**
 * While something is fetched. Shows nothing for the first moments, so that quick answers do not flicker. `page`: it is
 * all that the page has.
 */
export function Loading({ label, page = false }: { label?: string; page?: boolean }) {
  const Label = page ? 'h1' : 'p'
  return (
    <div className={styles.loading} role="status">
      <span className={styles.breathe}>
        <FourArcs lit={4} tile />
      </span>
      <Label>{label ?? m.common_loading()}</Label>
    </div>
  )
}

/**
 * Nothing here yet: says so, and what comes here or what to do. `page`: the whole page is empty, so this is its
 * heading.
 */
export function EmptyState({
  title,
  children,
  actions,
  page = false,
}: {
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
  page?: boolean
}) {
  const Heading = page ? 'h1' : 'h2'
  return (
    <div className={styles.empty}>
      <FourArcs lit={0} tile />
      <Heading>{title}</Heading>
      {children ? <div>{children}</div> : null}
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </div>
  )
}
