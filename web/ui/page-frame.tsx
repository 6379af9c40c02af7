import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { m } from '../i18n/paraglide/messages.js'
import { waysToAboutPages } from './about-pages.ts'
import { FourArcs } from './four-arcs.tsx'
import { LanguageMenu } from './language-menu.tsx'
import { OfflineBanner } from './offline-banner.tsx'
import styles from './frame.module.css'

type Props = {
  /** Of the document, without the product's name. */
  title: string
  /** `narrow`: one column to read. `wide`: staff pages. `full`: the page lays itself out. */
  width?: 'narrow' | 'wide' | 'full'
  /** Links of the header, beside the language. */
  navigation?: ReactNode
  /** Whose service this is; shown in the footer. */
  organisation?: { id?: string; name: string; sample: boolean } | null | undefined
  children: ReactNode
}

/** Header with the mark, skip link, the page, footer. Every page but the room stands in it. */
export function PageFrame({ title, width = 'narrow', navigation, organisation, children }: Props) {
  const main = useRef<HTMLElement>(null)
  useDocumentTitle(title)
  useFocusOnArrival(main)
  return (
    <>
      <a
        className={`${styles.skip} no-print`}
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {m.common_skip()}
      </a>
      <header className={`${styles.header} no-print`} data-dusk>
        <div className={styles.bar}>
          <a className={styles.brand} href="/">
            <FourArcs lit={4} size="small" /> {m.common_product()}
          </a>
          {navigation ? (
            <nav className={styles.navigation} aria-label={m.common_navigation()}>
              {navigation}
            </nav>
          ) : null}
          <LanguageMenu />
        </div>
        <OfflineBanner />
        {organisation?.sample ? <p className={styles.sample}>{m.common_sample()}</p> : null}
      </header>
      <main id="main" ref={main} tabIndex={-1} className={`${styles.main} ${styles[width]}`}>
        {children}
      </main>
      <footer className={`${styles.footer} no-print`}>
        <div className={styles.foot}>
          <p>{organisation ? `${organisation.name} · ${m.common_footer()}` : m.common_footer()}</p>
          <nav aria-label={m.pages_foot()}>
            {waysToAboutPages.map(({ path, name }) => (
              <a key={path} href={organisation?.id ? `${path}?organisation=${organisation.id}` : path}>
                {name()}
              </a>
            ))}
          </nav>
        </div>
      </footer>
    </>
  )
}

/** The title of the tab. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${m.common_product()}`
  }, [title])
}

/** A page that was reached by a click begins at its top for the keyboard and for screen readers too. */
function useFocusOnArrival(main: { current: HTMLElement | null }): void {
  useEffect(() => {
    if (arrived) main.current?.focus({ preventScroll: true })
    arrived = true
  }, [main])
}

let arrived = false
