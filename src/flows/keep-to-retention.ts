import { forgetFeedback, mixFeedback } from '../feedback/store.ts'
import { isDue } from '../http/due.store.ts'
import { forgetReach } from '../meeting/contact.store.ts'
import { forgetAudit, writeAudit } from '../people/audit.store.ts'
import type { Ports } from '../ports.ts'
import {
  auditDays,
  casesToForgetReachOf,
  endCases,
  forgetChats,
  forgetLetters,
  organisationsOf,
} from './retention.store.ts'

const hourSeconds = 3600

/** Once an hour, by the first tick in it: what an organisation keeps no longer goes, and the audit tells how much. */
export async function keepToRetention(ports: Ports): Promise<void> {
  const nowMs = ports.clock.now()
  const now = new Date(nowMs)
  await ports.db.transaction(async function forgetInOneGo(tx) {
    if (!(await isDue(tx, 'retention', hourSeconds, nowMs))) return
    await endCases(tx, now)
    const unreachable = await casesToForgetReachOf(tx, now)
    for (const caseId of unreachable) await forgetReach(tx, ports, caseId, now)
    const reaches = await organisationsOf(tx, unreachable)
    const [chats, letters] = [await forgetChats(tx, now), await forgetLetters(tx, now)]
    await forgetAudit(tx, now, auditDays)
    await forgetFeedback(tx, now)
    await mixFeedback(tx, now)
    const gone = new Map<string, string[]>()
    const add = (id: string, detail: string) => gone.set(id, [...(gone.get(id) ?? []), detail])
    for (const id of new Set(reaches.map(({ organisationId }) => organisationId)))
      add(id, `contact ${reaches.filter(({ organisationId }) => organisationId === id).length}`)
    for (const { organisation_id: id, gone: count } of chats) add(id, `chat ${count}`)
    for (const { organisation_id: id, gone: count } of letters) add(id, `letters ${count}`)
    const entries = [...gone].map(([organisationId, details]) => ({ organisationId, details }))
    await writeAudit(tx, ports, ...entries.map((entry) => ({ kind: 'retention_ran' as const, ...entry })))
  })
}
