import type { Limit } from '../http/rate-limit.ts'

type Named = {
  /** One spelling for one mailbox. */
  mailbox: string
  /** The case that has another address already; `null` for a new one. */
  caseId: string | null
  network: string
  /** As the setting has it; `null`: any number. */
  bookingsPerHour: number | null
}

const [hour, day] = [3600, 86_400]

/**
 * How often letters may be asked for to an address that nobody has confirmed: to the same one, in a case, and from a
 * network. A class that books for itself names an address each, and a parent books for several; whoever has letters sent
 * to strangers soon has to stop. How many talks a network books has a limit of its own.
 */
export function addressLimits({ mailbox, caseId, network, bookingsPerHour }: Named): Limit[] {
  const inCase = (rule: string, most: number, windowSeconds: number): Limit[] =>
    caseId === null ? [] : [{ rule, subject: caseId, most, windowSeconds }]
  const own = [...inCase('address of a case', 4, hour), ...inCase('address of a case, daily', 8, day)]
  if (bookingsPerHour === null) return own
  const toOne = Math.ceil(bookingsPerHour / 10)
  const fromNetwork = Math.ceil(bookingsPerHour / 4)
  return [
    ...own,
    { rule: 'letters to an address', subject: mailbox, most: toOne, windowSeconds: hour },
    { rule: 'letters to an address, daily', subject: mailbox, most: 2 * toOne, windowSeconds: day },
    ...(caseId === null
      ? []
      : [{ rule: 'addresses from a network', subject: network, most: fromNetwork, windowSeconds: hour }]),
  ]
}
