/** How a talk is held. The seeker chooses, and may change it before and during the talk. */
export const forms = ['video', 'audio', 'phone', 'text'] as const
export type Form = (typeof forms)[number]

/** The forms that can be offered now: without a video server only those that need none. */
export function formsOffered(all: readonly Form[], hasVideo: boolean): Form[] {
  return all.filter((form) => hasVideo || !needsVideo(form))
}

export const needsVideo = (form: Form) => form === 'video' || form === 'audio'

/**
 * The forms in which a talk that is booked may be held: those of its service, and phone and text, which are always a
 * way out, before the door as in the room: for a picture that fails, and for a seeker who would rather not be seen.
 */
export function formsOfTalk(ofService: readonly Form[], hasVideo: boolean): Form[] {
  return formsOffered([...new Set<Form>([...ofService, 'phone', 'text'])], hasVideo)
}
