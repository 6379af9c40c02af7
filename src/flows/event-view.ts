import type { Event, EventHost } from '../group/event.store.ts'
import { seatsInAWord } from '../meeting/seat.ts'
import { wallOf } from '../time/local-time.ts'

/** An event as everybody reads it. No numbers of its seats: they would tell who comes and goes. Instants are RFC 3339 UTC. */
export function publicView(found: Event, hosts: readonly EventHost[], zone: string) {
  const [start, end] = [found.startsAt.getTime(), found.endsAt.getTime()]
  return {
    id: found.id,
    kind: found.kind,
    title: found.title,
    purpose: found.purpose,
    forWhom: found.forWhom,
    outcome: found.outcome,
    speakers: found.speakers,
    topics: found.topics,
    start: found.startsAt.toISOString(),
    end: found.endsAt.toISOString(),
    wall: wallOf(start, end, zone),
    zone: found.zone,
    ownWall: wallOf(start, end, found.zone),
    language: found.language,
    form: found.form,
    seats: seatsInAWord(found),
    captions: found.captions,
    signLanguage: found.signLanguage,
    textOnly: found.textOnly,
    recordingDays: found.recordingDays,
    inSeries: found.seriesId !== null,
    hosts: hosts.filter(({ meetingId }) => meetingId === found.id).map(({ name }) => name),
    organisation: { id: found.organisationId, name: found.organisationName, sample: found.organisationIsSample },
    cancelled: found.state === 'cancelled',
  }
}
export type EventView = ReturnType<typeof publicView>
