import { Headphones, MessageSquareText, Phone, Video } from 'lucide-react'
import { m } from '../i18n/paraglide/messages.js'
import type { Form } from './api.ts'

/** The form's name. */
export function formName(form: Form): string {
  if (form === 'video') return m.common_form_video()
  if (form === 'audio') return m.common_form_audio()
  if (form === 'phone') return m.common_form_phone()
  return m.common_form_text()
}

/** What the form is like, in a sentence. */
export function formHint(form: Form): string {
  if (form === 'video') return m.seeker_form_video_hint()
  if (form === 'audio') return m.seeker_form_audio_hint()
  if (form === 'phone') return m.seeker_form_phone_hint()
  return m.seeker_form_text_hint()
}

export function FormIcon({ form }: { form: Form }) {
  if (form === 'video') return <Video aria-hidden />
  if (form === 'audio') return <Headphones aria-hidden />
  if (form === 'phone') return <Phone aria-hidden />
  return <MessageSquareText aria-hidden />
}
