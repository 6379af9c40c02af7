import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { checklistLimits } from '../../../src/checklist/limits.ts'
import type { Text } from '../../../src/words/language.ts'
import type { ChecklistItem } from '../../../src/checklist/checklist.ts'
import { ApiProblem } from '../../client/problem.ts'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { LeaveGuard } from '../../staff/leave-guard.tsx'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { useFirstWrong } from '../../staff/use-first-wrong.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import { addChecklist, addChecklistVersion, checklistQuery, checklistsQuery } from '../api.ts'
import type { Checklist } from '../api.ts'
import { emptyText, TextFields } from '../text-fields.tsx'
import { differenceOf, keepDraft, readDraft } from './draft.ts'
import { ItemEditor } from './item-editor.tsx'
import { kindName } from './kind-name.ts'
import { kinds, moved, newItem, tidy } from './items.ts'
import type { Kind } from './items.ts'
import { Preview } from './preview.tsx'

/** Writes a checklist. Saving makes the next version; whoever has begun with an earlier one keeps it. */
export default function ChecklistPage() {
  const { checklistId = 'new' } = useParams({ strict: false })
  return (
    <StaffFrame title={m.staff_nav_checklists()} role="coordinator">
      {() => (checklistId === 'new' ? <Editor stored={null} /> : <Stored key={checklistId} id={checklistId} />)}
    </StaffFrame>
  )
}

function Stored({ id }: { id: string }) {
  const checklist = useQuery(checklistQuery(id))
  if (checklist.isPending) return <Loading />
  if (checklist.isError) return <ProblemNotice error={checklist.error} onRetry={() => void checklist.refetch()} />
  return <Editor key={checklist.data.version} stored={checklist.data} />
}

function Editor({ stored }: { stored: Checklist | null }) {
  const key = `fyrklang.checklist.${stored ? `${stored.id}.${stored.version}` : 'new'}`
  const [begun] = useState(() => ({
    title: stored?.title ?? emptyText,
    items: stored?.items ?? [newItem('information', [])],
  }))
  const [found, setFound] = useState(() => readDraft(key))
  const [title, setTitle] = useState<Text>((found ?? begun).title)
  const [items, setItems] = useState<ChecklistItem[]>((found ?? begun).items)
  const [open, setOpen] = useState<string | null>(null)
  const [removed, setRemoved] = useState<{ item: ChecklistItem; index: number } | null>(null)
  const [told, setTold] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const goTo = useFocusIn(list)
  const changed = JSON.stringify({ title, items }) !== JSON.stringify(begun)
  useEffect(() => keepDraft(key, changed ? { title, items } : null), [key, changed, title, items])
  const queries = useQueryClient()
  const navigate = useNavigate()
  const save = useMutation({
    mutationFn: () =>
      stored
        ? addChecklistVersion(stored.id, { title, items: tidy(items), basedOn: stored.version })
        : addChecklist({ title, items: tidy(items) }),
    onSuccess: async (saved) => {
      await navigate({ to: '/staff/checklists', ignoreBlocker: true })
      keepDraft(key, null)
      queries.setQueryData(checklistQuery(saved.id).queryKey, saved)
      await queries.invalidateQueries({ queryKey: checklistsQuery.queryKey, exact: true })
    },
    onError: (error) => {
      // The item that was refused is opened, so that its field can be marked and take the focus.
      const index = error instanceof ApiProblem ? /^items\[(\d+)\]/.exec(error.errors[0]?.field ?? '')?.[1] : undefined
      if (index !== undefined) setOpen(items[Number(index)]?.id ?? null)
    },
  })
  const page = useFirstWrong<HTMLDivElement>(save.error)
  const wrong = save.error instanceof ApiProblem ? save.error.errors.map(({ field }) => field) : []
  const change = (index: number, item: ChecklistItem) =>
    setItems(items.map((one, place) => (place === index ? item : one)))
  const current = items.find(({ id }) => id === open) ?? items[0]

  function add(kind: Kind) {
    const item = newItem(kind, items)
    setItems([...items, item])
    setOpen(item.id)
    setTold('')
    goTo(item.id, 'input')
  }
  function move(index: number, by: -1 | 1) {
    const item = items[index]
    const place = index + by + 1
    if (!item || place < 1 || place > items.length) return
    setItems(moved(items, index, by))
    setTold(m.coordinator_item_moved({ title: titleOf(item), place, count: items.length }))
    goTo(item.id, by === 1 ? '[data-act=down]' : '[data-act=up]')
  }
  function remove(item: ChecklistItem, index: number) {
    setItems(items.filter(({ id }) => id !== item.id))
    setRemoved({ item, index })
    setTold(m.coordinator_item_removed({ title: titleOf(item) }))
  }
  function putBack({ item, index }: { item: ChecklistItem; index: number }) {
    setItems(items.toSpliced(index, 0, item))
    setRemoved(null)
    setTold('')
    goTo(item.id, '[data-act=edit]')
  }
  function startOver() {
    setTitle(begun.title)
    setItems(begun.items)
    setFound(null)
    setRemoved(null)
    setTold('')
  }

  return (
    <Stack gap={1.5}>
      <h1>{stored ? m.coordinator_checklist_change() : m.coordinator_checklist_new()}</h1>
      {stored ? <p className={styles.muted}>{m.coordinator_checklist_versions({ version: stored.version })}</p> : null}
      {found ? (
        <Notice
          tone="light"
          title={m.coordinator_draft_title()}
          actions={
            <Button look="secondary" onClick={startOver}>
              {m.coordinator_draft_discard()}
            </Button>
          }
        >
          <p>{m.coordinator_draft_text()}</p>
        </Notice>
      ) : null}
      <div className={styles.split} ref={page}>
        <Stack>
          <Card>
            <TextFields
              legend={m.coordinator_checklist_title()}
              value={title}
              onChange={setTitle}
              maxLength={checklistLimits.title}
              wrong={(locale) => wrong.includes(`title.${locale}`)}
            />
          </Card>
          <ol ref={list} className={styles.list}>
            {items.map((item, index) => (
              <li key={item.id} data-item={item.id}>
                <ItemEditor
                  item={item}
                  difference={stored ? differenceOf(item, stored.items) : null}
                  open={item.id === open}
                  onOpen={() => setOpen(item.id === open ? null : item.id)}
                  onChange={(next) => change(index, next)}
                  first={index === 0}
                  last={index === items.length - 1}
                  onMove={(by) => move(index, by)}
                  onRemove={() => remove(item, index)}
                  wrong={wrong
                    .filter((path) => path.startsWith(`items[${index}].`))
                    .map((path) => path.slice(`items[${index}].`.length))}
                />
              </li>
            ))}
          </ol>
          <Card>
            <Stack gap={0.6}>
              <h2>{m.coordinator_item_add()}</h2>
              <Row>
                {kinds.map((kind) => (
                  <Button key={kind} look="secondary" onClick={() => add(kind)}>
                    {kindName[kind]()}
                  </Button>
                ))}
              </Row>
            </Stack>
          </Card>
          {save.isError ? <ProblemNotice error={save.error} /> : null}
          <Row className={styles.footing}>
            <Button busy={save.isPending} onClick={() => save.mutate()}>
              {stored ? m.coordinator_checklist_save() : m.common_save()}
            </Button>
            <Button look="quiet" onClick={() => void navigate({ to: '/staff/checklists' })}>
              {m.common_cancel()}
            </Button>
            {removed ? (
              <Button
                key={removed.item.id}
                look="secondary"
                autoFocus
                icon={<Undo2 aria-hidden />}
                onClick={() => putBack(removed)}
              >
                {m.counsellor_undo()}
              </Button>
            ) : null}
            <span className={styles.muted} role="status">
              {told || (changed ? m.coordinator_changed() : '')}
            </span>
          </Row>
        </Stack>
        {current ? <Preview key={current.id} item={current} /> : null}
      </div>
      <LeaveGuard changed={changed} />
    </Stack>
  )
}

const titleOf = (item: ChecklistItem): string => item.title[localeNow()] || m.coordinator_item_untitled()

/** Moves the focus into an item once it stands where it shall: a browser lets go of what is moved in the page. */
function useFocusIn(list: RefObject<HTMLElement | null>) {
  const [wanted, setWanted] = useState<{ id: string; what: string } | null>(null)
  useEffect(() => {
    const there =
      wanted && list.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(wanted.id)}"] :is(${wanted.what})`)
    there?.focus()
    // What had the focus already is not brought into sight by it.
    there?.scrollIntoView({ block: 'nearest' })
  }, [wanted, list])
  return (id: string, what: string) => setWanted({ id, what })
}
