import { useKeptDraft } from '../../client/kept-draft.ts'
import type { Attempt } from '../../client/kept-draft.ts'
import { readKept, writeKept } from '../../client/kept-json.ts'
import type { Wall } from '../../i18n/time.ts'
import type { Language, Text } from '../../../src/words/language.ts'
import type { EventKind, Registered } from './events-api.ts'

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
  attempt: Attempt | null
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

export const useRegistrationDraft = (eventId: string) => useKeptDraft(`fyrklang.register.${eventId}`, empty)

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
