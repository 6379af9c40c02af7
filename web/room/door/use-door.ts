import { useCallback, useEffect, useState } from 'react'
import { ApiProblem } from '../../client/problem.ts'
import { type DoorAnswer, nextKnock } from './door.ts'

type DoorState = { answer: DoorAnswer | null; problem: unknown; knock(): void }

/** Every so often the door is tried again while it cannot be reached, in ms. */
const tryAgainAfter = 5_000

/**
 * Stands at the door: knocks at once and asks again as often as the answer calls for, also while the page is in
 * the background. `active` false: goes away.
 */
export function useDoor(ask: () => Promise<DoorAnswer>, active: boolean): DoorState {
  const [answer, setAnswer] = useState<DoorAnswer | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const [knocks, setKnocks] = useState(0)
  useEffect(() => {
    if (!active) return
    let here = true
    let timer: ReturnType<typeof setTimeout>
    const knock = async () => {
      let wait: number | null
      try {
        const said = await ask()
        if (!here) return
        setAnswer(said)
        setProblem(null)
        wait = nextKnock(said)
      } catch (error) {
        if (!here) return
        setProblem(error)
        wait = isRefusal(error) ? null : tryAgainAfter
      }
      if (wait !== null) timer = setTimeout(() => void knock(), wait)
    }
    void knock()
    return () => {
      here = false
      clearTimeout(timer)
    }
  }, [ask, active, knocks])
  return { answer, problem, knock: useCallback(() => setKnocks((count) => count + 1), []) }
}

/** A refusal stays one; everything else may pass. */
const isRefusal = (error: unknown) =>
  error instanceof ApiProblem && error.status >= 400 && error.status < 500 && error.status !== 429
