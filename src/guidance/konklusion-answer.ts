import type { Tx } from '../db/client.ts'
import type { Talk } from '../meeting/talk.store.ts'
import type { Ports } from '../ports.ts'
import { localDate, wallOf } from '../time/local-time.ts'
import { goalsNow } from './goal.store.ts'
import { commentsOf } from './konklusion-comment.store.ts'
import { konklusionVersions, shownVersions } from './konklusion.store.ts'
import type { KonklusionVersion } from './konklusion.store.ts'
import { emptyBody, newestOf, shownVersion, waitsForAnswer } from './konklusion.ts'
import type { TalkGoal } from './konklusion.ts'
import { startAndEnd } from './scale.ts'
import { scaleReadings } from './scale.store.ts'

/** As the talk's counsellor reads it, with the draft. Before anything was written, `suggestion` is where to begin. */
export async function konklusionForCounsellor(ports: Ports, { id }: Talk) {
  const tx = ports.db
  const [versions, comments, readings] = await Promise.all([
    konklusionVersions(tx, ports, id),
    commentsOf(tx, ports, id),
    scaleReadings(tx, ports, id),
  ])
  const newest = newestOf(versions)
  return {
    konklusion: newest,
    suggestion: newest ? null : emptyBody(await talkGoals(tx, ports, id)),
    earlierVersions: versions.filter(({ version }) => version !== newest?.version),
    comments,
    commented: waitsForAnswer(shownVersion(versions), comments),
    readings: startAndEnd(readings),
  }
}

/** As the seeker reads it: what they were shown. */
export async function konklusionForSeeker(ports: Ports, talk: Talk) {
  const tx = ports.db
  const [versions, comments, readings] = await Promise.all([
    shownVersions(tx, ports, talk.id),
    commentsOf(tx, ports, talk.id),
    scaleReadings(tx, ports, talk.id),
  ])
  const shown = shownVersion(versions)
  return {
    konklusion: shown && shownAnswer(shown, talk),
    earlierVersions: versions
      .filter(({ version }) => version !== shown?.version)
      .map((version) => shownAnswer(version, talk)),
    comments,
    commented: waitsForAnswer(shown, comments),
    readings: startAndEnd(readings),
  }
}

function shownAnswer(shown: KonklusionVersion, { startsAt, endsAt, seekerZone }: Talk) {
  const { version, state, body, updatedAt, readyAt, approvedAt } = shown
  return {
    version,
    state,
    body,
    readyAt,
    approvedAt,
    wall: wallOf(startsAt.getTime(), endsAt.getTime(), seekerZone),
    statedOn: localDate((approvedAt ?? readyAt ?? updatedAt).getTime(), seekerZone),
  }
}

/** The goals of a talk, as a Konklusion speaks of them. */
export async function talkGoals(tx: Tx, ports: Ports, bookingId: string): Promise<TalkGoal[]> {
  return (await goalsNow(tx, ports, bookingId)).map(({ id, text, state }) => ({
    goalId: id,
    wording: text,
    agreed: state === 'agreed',
  }))
}
