import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { publicPageNames } from '../../src/people/public-page.ts'
import type { PublicPage } from '../../src/people/public-page.ts'
import { useLocale } from '../i18n/locale.ts'
import { m } from '../i18n/paraglide/messages.js'
import { aboutPages } from '../ui/about-pages.ts'
import { Stack } from '../ui/card.tsx'
import { MarkedText } from '../ui/marked-text.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { Loading } from '../ui/states.tsx'
import { publicPage } from './api.ts'
import styles from './public-page.module.css'
import { SeekerFrame } from './seeker-frame.tsx'

/** What an organisation says of its service: how it treats what is told, how it can be used, where there is help. */
export default function PublicPagePage() {
  const path = useLocation({ select: ({ pathname }) => pathname.replaceAll('/', '').toLowerCase() })
  const search = useLocation({ select: ({ searchStr }) => searchStr })
  const page = publicPageNames.find((name) => name === path) ?? 'help'
  const organisation = new URLSearchParams(search).get('organisation') ?? undefined
  return (
    <SeekerFrame title={aboutPages[page]()}>
      <Stack gap={1.4} className={styles.page}>
        <h1>{aboutPages[page]()}</h1>
        <Parts key={page} page={page} organisation={organisation} />
      </Stack>
    </SeekerFrame>
  )
}

function Parts({ page, organisation }: { page: PublicPage; organisation: string | undefined }) {
  const language = useLocale()
  const asked = { page, organisation, language }
  const { data, error, refetch } = useQuery({ queryKey: ['public-page', asked], queryFn: () => publicPage(asked) })
  if (!data) return error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : <Loading />
  return (
    <>
      {data.parts.map(({ part, title, text }) => (
        <section key={part} aria-labelledby={`part-${part}`} className={styles.part}>
          <h2 id={`part-${part}`}>{title}</h2>
          <MarkedText text={text} />
        </section>
      ))}
      {data.others.length > 0 ? (
        <nav aria-labelledby="others" className={styles.part}>
          <h2 id="others">{m.pages_others()}</h2>
          <ul>
            {data.others.map(({ id, name }) => (
              <li key={id}>
                <a href={`/${page}?organisation=${id}`}>{name}</a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
    </>
  )
}
