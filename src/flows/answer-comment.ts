import { addComment, commentsOf } from '../guidance/konklusion-comment.store.ts'
import { konklusionVersions } from '../guidance/konklusion.store.ts'
import { shownVersion, waitsForAnswer } from '../guidance/konklusion.ts'
import { problem } from '../http/problem.ts'
import { lockTalk } from '../meeting/meeting.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import type { Ports } from '../ports.ts'
import { queueSummaryLetter } from './show-konklusion.ts'

/**
 * Answers what the seeker said of the Konklusion that is out, which stays as it is; a letter says that there is
 * something to read. Whoever means to change the text shows the next version instead.
 *
 * Promise: one answer for what was said, also when two windows answer at once (the talk is locked).
 *
 * @throws Problem 409 `conflict` when no comment waits for an answer
 */
export async function answerComment(ports: Ports, { id, meetingId }: Talk, text: string): Promise<void> {
  await ports.db.transaction(async function answerInOneGo(tx) {
    const talk = await lockTalk(tx, id)
    const shown = shownVersion(await konklusionVersions(tx, ports, id))
    const comments = await commentsOf(tx, ports, id)
    if (!talk || !shown || !waitsForAnswer(shown, comments))
      throw problem(409, 'conflict', 'There is no comment to answer.')
    const { version } = shown
    await addComment(tx, ports, id, { version, writtenBy: 'counsellor', text })
    const answers = comments.filter(({ writtenBy }) => writtenBy === 'counsellor').length
    await queueSummaryLetter(tx, ports, talk, `version ${version} answer ${answers + 1}`)
  })
  ports.tellRoom(meetingId, 'konklusion')
}
