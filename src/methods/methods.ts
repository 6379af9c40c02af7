import { casve } from './casve.ts'
import { fourK } from './four-k.ts'
import type { Method } from './method.ts'

/** Methods are data: an organisation's own would be one more entry. The first is the default. */
export const methods: readonly Method[] = [fourK, casve]

/** The method of that id; the default method when the id is unknown. */
export const methodOf = (id: string): Method => methods.find((method) => method.id === id) ?? fourK
