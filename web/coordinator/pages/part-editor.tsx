import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Pencil, RotateCcw } from 'lucide-react'
import { useId, useState } from 'react'
import { publicPageLimits } from '../../../src/people/public-page.ts'
import type { PublicPage } from '../../../src/people/public-page.ts'
import type { Language } from '../../../src/words/language.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { LeaveGuard } from '../../staff/leave-guard.tsx'
import styles from '../../staff/staff.module.css'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { TextArea } from '../../ui/field.tsx'
import { MarkedText } from '../../ui/marked-text.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { editedPageQuery, setOwnText } from '../api.ts'
import type { EditedPart } from '../api.ts'

type Props = { page: PublicPage; language: Language; part: EditedPart }

/** One part of a page: what stands there now, and the organisation's own words in its place. */
export function PartEditor({ page, language, part }: Props) {
  const { title, byProgram, own } = part
  const [written, setWritten] = useState<string | null>(null)
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (text: string | null) => setOwnText(page, language, { [part.part]: text }),
    onSuccess: (saved) => {
      queries.setQueryData(editedPageQuery(page, language).queryKey, saved)
      setWritten(null)
    },
  })
  const id = useId()
  const shown = written ?? own ?? byProgram
  return (
    <Card aria-labelledby={id}>
      <Stack>
        <div className={styles.head}>
          <h2 id={id} lang={language}>
            {title}
          </h2>
          {own === null ? null : <span className={`${styles.tag} ${styles.lit}`}>{m.coordinator_pages_own()}</span>}
        </div>
        {written === null ? null : (
          <>
            <TextArea
              label={m.coordinator_pages_own_label({ title })}
              hint={m.coordinator_pages_marks()}
              lang={language}
              rows={8}
              maxLength={publicPageLimits.part}
              value={written}
              onChange={setWritten}
              autoFocus
            />
            <h3 className={styles.muted}>{m.coordinator_pages_preview()}</h3>
          </>
        )}
        <div lang={language}>
          {shown.trim() === '' ? (
            <p className={styles.muted}>{m.coordinator_pages_empty()}</p>
          ) : (
            <MarkedText text={shown} />
          )}
        </div>
        {save.isError ? <ProblemNotice error={save.error} /> : null}
        {save.isSuccess && written === null ? <Notice alert title={m.common_saved()} /> : null}
        {written === null ? (
          <Row>
            <Button
              look="secondary"
              icon={<Pencil aria-hidden />}
              aria-label={m.coordinator_pages_write_for({ title })}
              onClick={() => setWritten(own ?? byProgram)}
            >
              {m.coordinator_pages_write()}
            </Button>
            {own === null ? null : (
              <Button
                look="quiet"
                icon={<RotateCcw aria-hidden />}
                aria-label={m.coordinator_pages_restore_for({ title })}
                busy={save.isPending}
                onClick={() => save.mutate(null)}
              >
                {m.coordinator_pages_restore()}
              </Button>
            )}
          </Row>
        ) : (
          <Row>
            <Button
              busy={save.isPending}
              onClick={() => save.mutate(written.trim() === '' || written.trim() === byProgram ? null : written)}
            >
              {m.common_save()}
            </Button>
            <Button look="quiet" onClick={() => setWritten(null)}>
              {m.common_cancel()}
            </Button>
          </Row>
        )}
      </Stack>
      <LeaveGuard changed={written !== null && written !== (own ?? byProgram)} />
    </Card>
  )
}
