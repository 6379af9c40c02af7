import { m } from '../../i18n/paraglide/messages.js'
import type { Form } from '../api.ts'

export const forms = ['video', 'audio', 'phone', 'text'] as const satisfies readonly Form[]

const names = {
  video: m.common_form_video,
  audio: m.common_form_audio,
  phone: m.common_form_phone,
  text: m.common_form_text,
}
export const formName = (form: Form): string => names[form]()
