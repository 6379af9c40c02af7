import { useKeptDraft } from '../../client/kept-draft.ts'
import type { Attempt } from '../../client/kept-draft.ts'
import { readKept, writeKept } from '../../client/kept-json.ts'
import type { Wall } from '../../i18n/time.ts'
import type { Booked, Form } from '../api.ts'

/** What has been filled in so far. Lives as long as the tab, so that neither a reload nor "back" loses it. */
export type Draft = {
  slot: { start: string; end: string; wall: Wall } | null
  form: Form | null
  language: string | null
  alias: string
  email: string
  phone: string
  fullSubjects: boolean
  /** The way to the own page stands in every letter. */
  linkInLetters: boolean
  topic: string
  /** Put the talk with the earlier ones of the person whose key is on this device. */
  sameCase: boolean
  /** The last attempt: the same order under the same key is the same booking, however often it is sent. */
  attempt: Attempt | null
}

const empty: Draft = {
  slot: null,
  form: null,
  language: null,
  alias: '',
  email: '',
  phone: '',
  fullSubjects: false,
  linkInLetters: false,
  topic: '',
  sameCase: true,
  attempt: null,
}

export const useDraft = (serviceId: string) => useKeptDraft(`fyrklang.draft.${serviceId}`, empty)

/** What the page after a booking shows; the code is in no other place. */
export type Receipt = Booked & {
  form: Form
  email: string
  doorOpensMinutes: number
  serviceTitle: string
  hasChecklist: boolean
}

export const keepReceipt = (receipt: Receipt) => writeKept('fyrklang.booked', receipt)
export const receiptOf = () => readKept<Receipt>('fyrklang.booked')
