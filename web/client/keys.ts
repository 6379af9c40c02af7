// Under which keys a seeker's answers are kept, where more than one part of the pages must fetch them anew.

/** All talks of a case. */
export const caseKey = ['case'] as const
export const talkKey = (bookingId: string) => ['talk', bookingId] as const
