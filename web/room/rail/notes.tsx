import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { notesMost } from '../../../src/guidance/limits.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { TextArea } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import type { CounsellorApi } from '../room-api.ts'
import { SavingLine } from '../../saving/saving-line.tsx'
import { useAutosave } from '../../saving/use-autosave.ts'

type Api = Pick<CounsellorApi, 'bookingId' | 'notes' | 'writeNotes'>

/** The counsellor's own notes, saved as one types. */
export function Notes({ api }: { api: Api }) {
  const stored = useQuery({ queryKey: ['staff', 'notes', api.bookingId], queryFn: api.notes, staleTime: Infinity })
  if (stored.isError) return <ProblemNotice error={stored.error} onRetry={() => void stored.refetch()} />
  return stored.data ? <Writing api={api} first={stored.data.text} /> : <Loading />
}

function Writing({ api, first }: { api: Api; first: string }) {
  const client = useQueryClient()
  const [text, setText] = useState(first)
  const { change, saving } = useAutosave<string>(async (newest) => {
    await api.writeNotes(newest)
    client.setQueryData(['staff', 'notes', api.bookingId], { text: newest })
  })
  return (
    <div>
      <TextArea
        label={m.room_rail_notes()}
        hint={m.room_notes_label()}
        rows={10}
        maxLength={notesMost}
        value={text}
        onChange={(value) => {
          setText(value)
          change(value)
        }}
      />
      {text === '' && saving === 'saved' ? null : <SavingLine saving={saving} />}
    </div>
  )
}
