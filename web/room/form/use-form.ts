import { useEffect, useRef, useState } from 'react'
import type { LiveTalk } from '../connection/live-talk.ts'
import type { Form } from '../room-state.ts'

/**
 * Follows a change of form in mid-talk: audio turns pictures off, phone and text give the devices back, and video
 * brings the pictures of others back. One's own camera is never turned on by somebody else.
 *
 * @returns whether the form has changed since one came in
 */
export function useForm(talk: LiveTalk, form: Form): boolean {
  const [changed, setChanged] = useState(false)
  const before = useRef(form)
  useEffect(() => {
    const was = before.current
    before.current = form
    if (was === form) return
    setChanged(true)
    void follow(talk, was, form)
  }, [talk, form])
  return changed
}

async function follow(talk: LiveTalk, was: Form, form: Form): Promise<void> {
  const { controls, session } = talk
  if (form === 'video') controls.picturesBack()
  if (form === 'audio') await controls.setAudioOnly(true)
  if (form === 'phone' || form === 'text') await controls.rest()
  const hadMedia = was === 'video' || was === 'audio'
  const hasMedia = form === 'video' || form === 'audio'
  if (hasMedia && !hadMedia) {
    // Without media there may have been no video server to come back to; now there must be.
    if (session.state.get().at === 'without_video') await session.renew()
    if (!controls.state.get().microphone) await controls.toggleMicrophone()
  }
}
