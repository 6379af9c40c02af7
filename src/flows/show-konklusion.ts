import type { Tx } from '../db/client.ts'
import { talkGoals } from '../guidance/konklusion-answer.ts'
import { konklusionVersions, showDraft } from '../guidance/konklusion.store.ts'
import { actionsBeforeTalk, dayOfTalk, fitToGoals, missingBeforeReady, newestOf } from '../guidance/konklusion.ts'
import { refuseMisfits } from '../guidance/refusal.ts'
import { problem } from '../http/problem.ts'
import { lockTalk } from '../meeting/meeting.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { queueLetter } from '../notify/outbox.ts'
import { withdrawKind } from '../notify/record.store.ts'
import type { Ports } from '../ports.ts'

/**
 * Shows the draft to the seeker: its version is out, and a letter says that there is something to read.
 *
 * @throws Problem 409 `conflict` without a draft, 422 `invalid` with one that says too little
 */
export async function showKonklusion(ports: Ports, { id, meetingId }: Talk): Promise<void> {
  await ports.db.transaction(async function showInOneGo(tx) {
    // A draft that is saved in the same moment comes before or after, never in between.
    const talk = await lockTalk(tx, id)
    const version = talk && (await draftShown(tx, ports, talk))
    if (!talk || version === null) throw problem(409, 'conflict', 'There is no draft to show.')
    await queueSummaryLetter(tx, ports, talk, `version ${version}`)
  })
  ports.tellRoom(meetingId, 'konklusion')
}

/** The version that is now out; `null` when there was no draft. */
async function draftShown(tx: Tx, ports: Ports, talk: Talk): Promise<number | null> {
  const newest = newestOf(await konklusionVersions(tx, ports, talk.id))
  if (newest?.state !== 'draft') return null
  const body = fitToGoals(newest.body, await talkGoals(tx, ports, talk.id))
  refuseMisfits([...missingBeforeReady(body), ...actionsBeforeTalk(body, dayOfTalk(talk))])
  return showDraft(tx, ports, talk.id, body)
}

/**
 * One letter for each version that is shown and each answer; one that still waits to tell of something earlier is taken
 * back.
 */
export async function queueSummaryLetter(tx: Tx, ports: Ports, talk: Talk, event: string): Promise<void> {
  await withdrawKind(tx, talk.id, 'summary_ready')
  const dueAt = new Date(ports.clock.now())
  await queueLetter(tx, ports, talk, { kind: 'summary_ready', recipient: 'seeker', dueAt, event })
}
