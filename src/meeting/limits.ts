/** Letters of a text that answers a question before the talk; the topic is such an answer, wherever it is given. */
export const answerTextMost = 2000

/** Letters at most, of what a seeker says of themselves, of a talk and of those whom they bring. */
export const bookingLimits = {
  alias: 60,
  /** As people write it, with blanks and brackets; fewer are kept. */
  phone: 40,
  topic: answerTextMost,
  cancelReason: 500,
  companionLabel: 60,
  /** A code as it is typed or pasted, with whatever stands around it. */
  typedCode: 60,
} as const

/** Letters of a case's code, without the dashes between them. */
export const codeLength = 12

/** So long somebody who asked that everything be erased may change their mind. */
export const erasureDelayMs = 10 * 60_000

/** A one-time link lies in a mailbox: it is used soon or not at all. Minutes. */
export const caseLinkMinutes = 30

/** So many are ever put on the waiting list of one meeting: nobody waits behind a thousand. */
export const mostQueued = 1000

/** Talks that one case ever has, those that were called off among them, and how many of them its page shows. */
export const mostTalks = 500
export const talksShown = 200

/** On so many devices the page of a case may be open. */
export const mostOpenings = 20

/** Of so many changes of a talk's form the record tells; of more, the oldest are forgotten. */
export const mostFormChanges = 200

/** More than a table seats is no talk of two any more. */
export const mostCompanions = 5

/** Invitations of a talk, those that were taken back among them: their rows stay, and so does whoever came by them. */
export const mostInvitations = 25

// What is said both before a talk, in the checklist, and in it.

/** Letters of a goal. */
export const goalTextMost = 500

/** How ready somebody feels, how near they are: a whole number from 1 to 10. */
export const scale = { least: 1, most: 10 } as const

/** Letters of a link that is shared in the room or written into the Konklusion. */
export const linkLimits = { url: 2000, title: 200 } as const
