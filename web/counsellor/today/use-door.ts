import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { waitingQuery } from '../api.ts'
import { chime } from './chime.ts'

/** Hears and shows at once when somebody new waits at a door. */
export function useDoor() {
  const queries = useQueryClient()
  const waiting = useQuery(waitingQuery)
  const known = useRef(new Set<string>())
  useEffect(() => {
    const ids = (waiting.data?.waiting ?? []).map(({ participantId }) => participantId)
    const changed = ids.length !== known.current.size || ids.some((id) => !known.current.has(id))
    if (ids.some((id) => !known.current.has(id))) chime()
    known.current = new Set(ids)
    if (changed) void queries.invalidateQueries({ queryKey: ['staff', 'talks'] })
  }, [waiting.data, queries])
  return waiting.data?.waiting ?? []
}
