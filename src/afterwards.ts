import { failureOf } from './http/failure.ts'
import type { Ports } from './ports.ts'

/**
 * Makes the port for work that an answer does not wait for. The work begins at once; when it fails, that is logged
 * by its kind alone (a message may hold addresses) and ends there: nobody is left who could handle it, and on Node
 * a rejection that nobody handles ends the process.
 *
 * @param keepAlive gets what the runtime has to live for; it never rejects. Node lives on anyway.
 */
export function afterwards(keepAlive: (work: Promise<void>) => void = () => {}): Ports['afterwards'] {
  return (work) => keepAlive(finished(work))
}

async function finished(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    console.error(JSON.stringify({ level: 'error', event: 'afterwards-failed', ...failureOf(error) }))
  }
}
