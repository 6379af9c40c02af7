import type { ServiceAvailability } from './store.ts'

/** The counsellor who holds a talk, as if the talk were not there: when they could hold it instead. */
export function withoutTalk(
  { service, counsellors }: ServiceAvailability,
  talk: { counsellorId: string; meetingId: string },
): ServiceAvailability {
  return {
    service,
    counsellors: counsellors
      .filter(({ id }) => id === talk.counsellorId)
      .map((counsellor) => ({
        ...counsellor,
        busy: counsellor.busy.filter(({ meetingId }) => meetingId !== talk.meetingId),
      })),
  }
}
