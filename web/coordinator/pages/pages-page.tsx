import { useQuery } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import { publicPageNames } from '../../../src/people/public-page.ts'
import type { PublicPage } from '../../../src/people/public-page.ts'
import { languages, ownNames } from '../../../src/words/language.ts'
import type { Language } from '../../../src/words/language.ts'
import { useLocale } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { useAddress } from '../../staff/address.ts'
import type { Me } from '../../staff/api.ts'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { aboutPages } from '../../ui/about-pages.ts'
import { Row } from '../../ui/card.tsx'
import { Select } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import { editedPageQuery } from '../api.ts'
import { PartEditor } from './part-editor.tsx'
import { Reach } from './reach.tsx'

/** What everybody may read about the service, and how the organisation is reached. */
export default function PagesPage() {
  return (
    <StaffFrame title={m.coordinator_pages_title()} role="coordinator">
      {(me) => (
        <div className={styles.column}>
          <h1>{m.coordinator_pages_title()}</h1>
          <p>{m.coordinator_pages_text()}</p>
          <Reach />
          <Pages organisation={me.organisation} />
        </div>
      )}
    </StaffFrame>
  )
}

function Pages({ organisation }: Pick<Me, 'organisation'>) {
  const [words, change] = useAddress()
  const ownLanguage = useLocale()
  const page: PublicPage = publicPageNames.find((name) => name === words.get('page')) ?? 'help'
  const language: Language = languages.find((one) => one === words.get('language')) ?? ownLanguage
  return (
    <>
      <Row>
        <Select
          label={m.coordinator_pages_which()}
          value={page}
          onChange={(next) => change({ page: next })}
          options={publicPageNames.map((name) => ({ value: name, label: aboutPages[name]() }))}
        />
        <Select
          label={m.coordinator_pages_language()}
          value={language}
          onChange={(next) => change({ language: next })}
          options={languages.map((one) => ({ value: one, label: ownNames[one] }))}
        />
      </Row>
      <p>
        <a href={`/${page}?organisation=${organisation.id}`} target="_blank" rel="noreferrer">
          <ExternalLink aria-hidden /> {m.coordinator_pages_open()}
        </a>
      </p>
      <Parts key={`${page} ${language}`} page={page} language={language} />
    </>
  )
}

function Parts({ page, language }: { page: PublicPage; language: Language }) {
  const { data, error, refetch } = useQuery(editedPageQuery(page, language))
  if (!data) return error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : <Loading />
  return data.parts.map((part) => <PartEditor key={part.part} page={page} language={language} part={part} />)
}
