import { useEffect, useRef, useState } from 'react'
import type { LiveTalk } from './connection/live-talk.ts'
import type { Form } from './room-state.ts'

type Entered = { talk: LiveTalk; form: Form }

/** The talk that is drawn: from when the video server has answered. Whoever goes away, before or after, leaves it. */
export function useEntered() {
  const [entered, setEntered] = useState<Entered | null>(null)
  const onTheWay = useRef<LiveTalk | null>(null)
  useEffect(() => () => void entered?.talk.session.leave(), [entered])
  useEffect(() => () => void onTheWay.current?.session.leave(), [])

  function enter(talk: LiveTalk, form: Form): void {
    onTheWay.current = talk
    void talk.answered.then(() => {
      if (onTheWay.current !== talk) return
      onTheWay.current = null
      setEntered({ talk, form })
    })
  }
  return { entered, enter, goOut: () => setEntered(null) }
}
