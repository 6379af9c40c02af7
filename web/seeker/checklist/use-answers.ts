import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { retryDelay } from '../../client/query.ts'
import { mayPass } from '../../client/problem.ts'
import { answerChecklist, checklistOf } from '../api.ts'
import type { Checklist, ItemAnswer } from '../api.ts'
import { talkKey } from '../my/use-talk.ts'

export type Saving = 'idle' | 'waiting' | 'saving' | 'saved' | 'failed'
type Answers = Record<string, ItemAnswer | null>

/** Pause after the last key before a text is sent. */
const typingMs = 700

/**
 * A checklist whose answers are saved as one goes. What has not reached the server yet is kept and sent
 * again by itself, as long as the page is open.
 */
export function useAnswers(bookingId: string, secret: string | null) {
  const queries = useQueryClient()
  const queryKey = ['checklist', bookingId]
  const query = useQuery({ queryKey, queryFn: () => checklistOf(bookingId, secret), enabled: secret !== null, refetchOnWindowFocus: false })
  const [unsaved, setUnsaved] = useState<Answers>({})
  const [saving, setSaving] = useState<Saving>('idle')
  /** The item that was answered last: what is said about saving concerns it. */
  const [latest, setLatest] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const pending = useRef<Answers>({})
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const underWay = useRef(false)
  const attempt = useRef(0)

  const flush = useCallback(async () => {
    clearTimeout(timer.current)
    if (underWay.current || Object.keys(pending.current).length === 0) return
    const sent = pending.current
    pending.current = {}
    underWay.current = true
    setSaving('saving')
    try {
      const saved = await answerChecklist(bookingId, sent, secret)
      attempt.current = 0
      queries.setQueryData<Checklist>(['checklist', bookingId], saved)
      void queries.invalidateQueries({ queryKey: talkKey(bookingId) })
      setUnsaved({ ...pending.current })
      setError(null)
      setSaving('saved')
    } catch (problem) {
      pending.current = { ...sent, ...pending.current }
      setError(problem)
      setSaving('failed')
      if (mayPass(problem)) timer.current = setTimeout(() => void flush(), retryDelay(attempt.current++, problem))
    } finally {
      underWay.current = false
    }
    if (Object.keys(pending.current).length > 0 && attempt.current === 0) await flush()
  }, [bookingId, secret, queries])

  const answer = useCallback((itemId: string, given: ItemAnswer | null) => {
    pending.current = { ...pending.current, [itemId]: given }
    setUnsaved({ ...pending.current })
    setLatest(itemId)
    setSaving('waiting')
    clearTimeout(timer.current)
    const written = given?.kind === 'text' || given?.kind === 'goal'
    timer.current = setTimeout(() => void flush(), written ? typingMs : 0)
  }, [flush])

  // Leaving the page in the middle of a word sends what is there.
  useEffect(() => () => void flush(), [flush])

  const answers: Record<string, ItemAnswer> = { ...query.data?.answers }
  for (const [itemId, given] of Object.entries(unsaved)) {
    if (given) answers[itemId] = given
    else delete answers[itemId]
  }
  return { query, answers, answer, flush, saving, latest, error }
}
