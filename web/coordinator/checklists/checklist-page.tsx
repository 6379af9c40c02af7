import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Text } from '../../../src/http/language.ts'
import type { ChecklistItem } from '../../../src/checklist/checklist.ts'
import { ApiProblem } from '../../client/problem.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import { addChecklist, addChecklistVersion, checklistQuery, checklistsQuery } from '../api.ts'
import type { Checklist } from '../api.ts'
import { emptyText, TextFields } from '../text-fields.tsx'
import { ItemEditor } from './item-editor.tsx'
import { kindName } from './kind-name.ts'
import { kinds, moved, newItem, tidy } from './items.ts'
import { Preview } from './preview.tsx'

/** Writes a checklist. Saving makes the next version; whoever has begun with an earlier one keeps it. */
export default function ChecklistPage() {
  const { checklistId = 'new' } = useParams({ strict: false })
  return <StaffFrame title={m.staff_nav_checklists()} role="coordinator">{() => checklistId === 'new' ? <Editor stored={null} /> : <Stored key={checklistId} id={checklistId} />}</StaffFrame>
}

function Stored({ id }: { id: string }) {
  const checklist = useQuery(checklistQuery(id))
  if (checklist.isPending) return <Loading />
  if (checklist.isError) return <ProblemNotice error={checklist.error} onRetry={() => void checklist.refetch()} />
  return <Editor key={checklist.data.version} stored={checklist.data} />
}

function Editor({ stored }: { stored: Checklist | null }) {
  const [title, setTitle] = useState<Text>(stored?.title ?? emptyText)
  const [items, setItems] = useState<ChecklistItem[]>(stored?.items ?? [newItem('information', [])])
  const [open, setOpen] = useState<string | null>(null)
  const [removed, setRemoved] = useState<{ item: ChecklistItem; index: number } | null>(null)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const save = useMutation({
    mutationFn: () => (stored ? addChecklistVersion(stored.id, title, tidy(items), stored.version) : addChecklist(title, tidy(items))),
    onSuccess: async (saved) => {
      queries.setQueryData(checklistQuery(saved.id).queryKey, saved)
      await queries.invalidateQueries({ queryKey: checklistsQuery.queryKey, exact: true })
      await navigate({ to: '/staff/checklists' })
    },
  })
  const wrong = save.error instanceof ApiProblem ? save.error.errors.map(({ field }) => field) : []
  const change = (index: number, item: ChecklistItem) => setItems(items.map((one, place) => (place === index ? item : one)))
  const current = items.find(({ id }) => id === open) ?? items[0]

  return (
    <Stack gap={1.5}>
      <h1>{stored ? m.coordinator_checklist_change() : m.coordinator_checklist_new()}</h1>
      {stored ? <p className={styles.muted}>{m.coordinator_checklist_versions({ version: stored.version })}</p> : null}
      <div className={styles.split}>
        <Stack>
          <Card><TextFields legend={m.coordinator_checklist_title()} value={title} onChange={setTitle} maxLength={140} wrong={(locale) => wrong.includes(`title.${locale}`)} /></Card>
          <ol className={styles.list}>
            {items.map((item, index) => (
              <li key={item.id}>
                <ItemEditor
                  item={item}
                  open={item.id === open}
                  onOpen={() => setOpen(item.id === open ? null : item.id)}
                  onChange={(next) => change(index, next)}
                  onMove={(by) => setItems(moved(items, index, by))}
                  onRemove={() => { setItems(items.filter(({ id }) => id !== item.id)); setRemoved({ item, index }) }}
                  wrong={wrong.filter((path) => path.startsWith(`items[${index}].`)).map((path) => path.slice(`items[${index}].`.length))}
                />
              </li>
            ))}
          </ol>
          {removed ? (
            <Row role="status">
              <span>{m.counsellor_hours_removed()}</span>
              <Button look="secondary" onClick={() => { setItems(items.toSpliced(removed.index, 0, removed.item)); setRemoved(null) }}>{m.counsellor_undo()}</Button>
            </Row>
          ) : null}
          <Card>
            <Stack gap={0.6}>
              <h2>{m.coordinator_item_add()}</h2>
              <Row>{kinds.map((kind) => <Button key={kind} look="secondary" onClick={() => { const item = newItem(kind, items); setItems([...items, item]); setOpen(item.id) }}>{kindName[kind]()}</Button>)}</Row>
            </Stack>
          </Card>
          {save.isError ? <ProblemNotice error={save.error} /> : null}
          <Row>
            <Button busy={save.isPending} onClick={() => save.mutate()}>{stored ? m.coordinator_checklist_save() : m.common_save()}</Button>
            <Button look="quiet" onClick={() => void navigate({ to: '/staff/checklists' })}>{m.common_cancel()}</Button>
          </Row>
        </Stack>
        {current ? <Preview key={current.id} item={current} /> : null}
      </div>
    </Stack>
  )
}
