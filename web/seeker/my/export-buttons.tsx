import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { saveFile } from '../../client/save-file.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Row } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { exportOf } from '../api.ts'

/** All that is kept of the seeker, to read and print, or for a program. */
export function ExportButtons({ secret }: { secret: string }) {
  const page = useMutation({
    mutationFn: () => exportOf(secret, 'text/html'),
    onSuccess: (file) => saveFile(file, 'fyrklang.html'),
  })
  const json = useMutation({
    mutationFn: () => exportOf(secret, 'application/json'),
    onSuccess: (file) => saveFile(file, 'fyrklang.json'),
  })
  const error = page.error ?? json.error
  return (
    <>
      <p>{m.seeker_export_text()}</p>
      <Row>
        <Button look="secondary" icon={<Download aria-hidden />} busy={page.isPending} onClick={() => page.mutate()}>
          {m.seeker_export_page()}
        </Button>
        <Button look="quiet" busy={json.isPending} onClick={() => json.mutate()}>
          {m.seeker_export_json()}
        </Button>
      </Row>
      {error ? <ProblemNotice error={error} /> : null}
    </>
  )
}
