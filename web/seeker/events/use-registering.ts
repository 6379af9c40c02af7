import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { attemptOf } from '../../client/kept-draft.ts'
import { caseKey } from '../../client/keys.ts'
import { keepSecret } from '../../client/secret.ts'
import { useLocale } from '../../i18n/locale.ts'
import type { Language } from '../../../src/words/language.ts'
import { register } from './events-api.ts'
import type { EventWhole, Registration } from './events-api.ts'
import { keepSeatReceipt } from './registration-draft.ts'
import type { RegistrationDraft } from './registration-draft.ts'

type Registering = {
  event: EventWhole
  draft: RegistrationDraft
  change(change: Partial<RegistrationDraft>): void
  forget(): void
  secret: string | null
}

/** Sends a registration, however often as one, and goes on to its receipt. */
export function useRegistering({ event, draft, change, forget, secret }: Registering) {
  const locale = useLocale()
  const navigate = useNavigate()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => {
      const registration = registrationOf(event, draft, locale)
      const lands = draft.sameCase ? secret : null
      // A new one, too, when it lands elsewhere.
      const attempt = attemptOf(draft.attempt, [registration, lands !== null])
      change({ attempt })
      return register(event.id, registration, attempt.key, lands)
    },
    onSuccess: async (registered) => {
      keepSeatReceipt({
        ...registered,
        title: event.title,
        kind: event.kind,
        start: event.start,
        end: event.end,
        wall: event.wall,
        email: draft.email.trim(),
        walls: Object.fromEntries(event.dates.map(({ id, wall }) => [id, wall])),
      })
      keepSecret('seeker', registered.secret)
      queries.removeQueries({ queryKey: caseKey })
      await navigate({ to: '/registered', replace: true })
      forget()
    },
    // What was free when the page came may be full by now.
    onError: () => void queries.invalidateQueries({ queryKey: ['event', event.id] }),
  })
}

function registrationOf(event: EventWhole, draft: RegistrationDraft, locale: Language): Registration {
  const given = { alias: draft.alias.trim(), question: draft.question.trim(), email: draft.email.trim() }
  return {
    language: event.language,
    // As the times were shown: the server may not know the browser's zone.
    zone: event.wall.zone,
    lettersLanguage: given.email === '' ? locale : (draft.lettersLanguage ?? locale),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
    ...(given.email !== '' && { fullSubjects: draft.fullSubjects }),
    ...(draft.wholeSeries && { wholeSeries: true }),
  }
}
