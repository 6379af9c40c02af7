/** Of what is said of staff: letters at most, and how many languages a list may hold. */
export const staffLimits = {
  name: 120,
  /** The longest address that a mail server takes: RFC 5321, section 4.5.3.1.3, without its angle brackets. */
  email: 254,
  zone: 64,
  /** BCP 47: RFC 5646, section 4.4.1. */
  languageTag: 35,
  languages: 20,
  oneTimeToken: 200,
} as const

/** Members of one organisation, those who no longer work there among them. */
export const mostMembers = 1000

/** A sign-in link that came by letter opens its page for so long. */
export const mailLinkMinutes = 15

/** A session of the staff ends when it was not used for so long, and at the latest so long after signing in. */
export const sessionLimits = { unusedHours: 12, days: 14 } as const
