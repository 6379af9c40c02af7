import { getLocale } from './paraglide/runtime.js'

type Forms = Record<string, (inputs: object) => string>

/** A message that picks its language when it is asked: what the compiled modules of messages share (see vite.config). */
export const say =
  (forms: Forms) =>
  (inputs: object = {}, { locale = getLocale() }: { locale?: string } = {}) =>
    forms[locale]?.(inputs)
