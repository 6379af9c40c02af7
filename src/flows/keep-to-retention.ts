import { isDue } from '../http/due.store.ts'
import { forgetReach } from '../meeting/contact.store.ts'
import type { Ports } from '../ports.ts'
import { casesToForgetReachOf, endCases, forgetChats, forgetLetters } from './retention.store.ts'

const hourSeconds = 3600

/** Once an hour, by the first tick in it: what an organisation keeps no longer goes. */
export async function keepToRetention(ports: Ports): Promise<void> {
  const nowMs = ports.clock.now()
  const now = new Date(nowMs)
  await ports.db.transaction(async function forgetInOneGo(tx) {
    if (!(await isDue(tx, 'retention', hourSeconds, nowMs))) return
    await endCases(tx, now)
    for (const caseId of await casesToForgetReachOf(tx, now)) await forgetReach(tx, ports, caseId, now)
    await forgetChats(tx, now)
    await forgetLetters(tx, now)
  })
}
