import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { waitingQuery } from '../talk-api.ts'
import { chime } from './chime.ts'

/** Whom the bell has rung for. Outlives the page, so that it does not ring again on the next one. */
let heard = new Set<string>()

/** Rings once for everybody who comes to a door, and tells it in the tab to whoever works in another window. */
export function useDoorBell() {
  const queries = useQueryClient()
  const { data } = useQuery({ ...waitingQuery, refetchIntervalInBackground: true })
  useEffect(() => {
    if (!data) return
    const now = new Set(data.waiting.map(({ personId }) => personId))
    const changed = now.size !== heard.size || [...now].some((id) => !heard.has(id))
    if ([...now].some((id) => !heard.has(id))) chime()
    heard = now
    if (changed) void queries.invalidateQueries({ queryKey: ['staff', 'talks'] })
  }, [data, queries])
  const waiting = data?.waiting ?? []
  useTitle(waiting.length)
  return waiting
}

function useTitle(waiting: number): void {
  useEffect(() => {
    if (waiting === 0) return
    const before = document.title
    document.title = `(${waiting}) ${m.counsellor_someone_waits()}`
    return () => {
      document.title = before
    }
  }, [waiting])
}
