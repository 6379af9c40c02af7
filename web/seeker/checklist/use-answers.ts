import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useAutosave } from '../../saving/use-autosave.ts'
import { answerChecklist, checklistOf } from '../api.ts'
import type { Checklist, ItemAnswer } from '../api.ts'
import { talkKey } from '../../client/keys.ts'

type Answers = Record<string, ItemAnswer | null>

/** Pause after the last key before a text is sent, in ms; what is chosen goes at once. */
const typingMs = 700

/** A checklist whose answers are saved as one goes. Only what has not reached the server yet is sent. */
export function useAnswers(bookingId: string, secret: string | null) {
  const queries = useQueryClient()
  const queryKey = ['checklist', bookingId]
  const query = useQuery({
    queryKey,
    queryFn: () => checklistOf(bookingId, secret),
    enabled: secret !== null,
    refetchOnWindowFocus: false,
  })
  const unsaved = useRef<Answers>({})
  const [shown, show] = useState<Answers>({})
  /** The item that was answered last: what is said about saving concerns it. */
  const [latest, setLatest] = useState<string | null>(null)

  const { change, flush, saving, error } = useAutosave<Answers>(async function save(sent) {
    const saved = await answerChecklist(bookingId, sent, secret)
    queries.setQueryData<Checklist>(queryKey, saved)
    void queries.invalidateQueries({ queryKey: talkKey(bookingId) })
    keep(Object.fromEntries(Object.entries(unsaved.current).filter(([itemId, given]) => sent[itemId] !== given)))
  })

  function keep(next: Answers) {
    unsaved.current = next
    show(next)
  }

  function answer(itemId: string, given: ItemAnswer | null) {
    keep({ ...unsaved.current, [itemId]: given })
    setLatest(itemId)
    change(unsaved.current, given?.kind === 'text' || given?.kind === 'goal' ? typingMs : 0)
  }

  const answers: Record<string, ItemAnswer> = { ...query.data?.answers }
  for (const [itemId, given] of Object.entries(shown)) {
    if (given) answers[itemId] = given
    else delete answers[itemId]
  }
  return { query, answers, answer, flush, saving, latest, error }
}
