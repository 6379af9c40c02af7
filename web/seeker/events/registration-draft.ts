import { useCallback, useState } from 'react'
import { readKept, writeKept } from '../../client/kept-json.ts'
import type { Wall } from '../../i18n/time.ts'
import type { Language, Text } from '../../../src/words/language.ts'
import type { EventKind, Registered, Registration } from './events-api.ts'

/** What has been filled in so far. Lives as long as the tab, so that neither a reload nor "back" loses it. */
export type RegistrationDraft = {
  wholeSeries: boolean
  alias: string
  question: string
  email: string
  fullSubjects: boolean
  lettersLanguage: Language | null
  /** Put the place with what the person has whose key is on this device. */
  sameCase: boolean
  /** The last attempt: the same registration under the same key is one, however often it is sent. */
  attempt: { key: string; sent: string } | null
}

const empty: RegistrationDraft = {
  wholeSeries: false,
  alias: '',
  question: '',
  email: '',
  fullSubjects: false,
  lettersLanguage: null,
  sameCase: true,
  attempt: null,
}

export function useRegistrationDraft(
  eventId: string,
): [RegistrationDraft, (change: Partial<RegistrationDraft>) => void, () => void] {
  const key = `fyrklang.register.${eventId}`
  const [draft, setDraft] = useState<RegistrationDraft>(() => ({
    ...empty,
    ...readKept<Partial<RegistrationDraft>>(key),
  }))
  const change = useCallback(
    (part: Partial<RegistrationDraft>) => {
      setDraft((before) => {
        const after = { ...before, ...part }
        writeKept(key, after)
        return after
      })
    },
    [key],
  )
  const forget = useCallback(() => writeKept(key, null), [key])
  return [draft, change, forget]
}

/** The key under which it is sent: a new one whenever it is another than last time, or lands elsewhere. */
export function attemptOf(draft: RegistrationDraft, registration: Registration, secret: string | null) {
  const sent = JSON.stringify([registration, secret !== null])
  return draft.attempt?.sent === sent ? draft.attempt : { key: crypto.randomUUID(), sent }
}

/** What the page after a registration shows; the code is in no other place. */
export type SeatReceipt = Registered & {
  title: Text
  kind: EventKind
  start: string
  end: string
  wall: Wall
  email: string
  /** When each date of a series is, by the event's id. */
  walls: Record<string, Wall>
}

export const keepSeatReceipt = (receipt: SeatReceipt) => writeKept('fyrklang.registered', receipt)
export const seatReceiptOf = () => readKept<SeatReceipt>('fyrklang.registered')
