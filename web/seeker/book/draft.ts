import { useCallback, useState } from 'react'
import { readKept, writeKept } from '../../client/kept-json.ts'
import type { Wall } from '../../i18n/time.ts'
import type { Booked, Form, Order } from '../api.ts'

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
  attempt: { key: string; order: string } | null
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

export function useDraft(serviceId: string): [Draft, (change: Partial<Draft>) => void, () => void] {
  const key = `fyrklang.draft.${serviceId}`
  const [draft, setDraft] = useState<Draft>(() => ({ ...empty, ...readKept<Partial<Draft>>(key) }))
  const change = useCallback(
    (part: Partial<Draft>) => {
      setDraft((before) => {
        const after = { ...before, ...part }
        writeKept(key, after)
        return after
      })
    },
    [key],
  )
  const forget = useCallback(() => {
    writeKept(key, null)
    setDraft(empty)
  }, [key])
  return [draft, change, forget]
}

/** The key under which an order is sent: a new one whenever the order is another than last time. */
export function attemptOf(draft: Draft, order: Order): { key: string; order: string } {
  const text = JSON.stringify(order)
  return draft.attempt?.order === text ? draft.attempt : { key: crypto.randomUUID(), order: text }
}

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
