/**
 * Why a letter did not arrive, as far as it changes what somebody can do about it. `no-server`: none is set.
 * `not-now`: the server may take it later. `not-written`: a fault of the program.
 */
const letterReasons = [
  'no-server',
  'no-connection',
  'timeout',
  'login',
  'refused',
  'not-now',
  'address',
  'not-written',
  'unknown',
] as const
type LetterReason = (typeof letterReasons)[number]

/** What stands in place of a mail server's answer when the program itself knows why a letter cannot go. */
export const ownReasons = {
  noServer: 'SMTP_URL is not set',
  noAddress: 'the address is not one address',
  notWritten: 'the letter could not be written',
} as const

const own = new Map<string, LetterReason>([
  [ownReasons.noServer, 'no-server'],
  [ownReasons.noAddress, 'address'],
  [ownReasons.notWritten, 'not-written'],
])

/** The codes of nodemailer (lib/errors.js) that come without an answer of the server. */
const unanswered = new Map<string, LetterReason>([
  ['ETIMEDOUT', 'timeout'],
  ['ECONNECTION', 'no-connection'],
  ['ESOCKET', 'no-connection'],
  ['EDNS', 'no-connection'],
  ['ETLS', 'no-connection'],
  ['EREQUIRETLS', 'no-connection'],
  ['EPROXY', 'no-connection'],
  ['ENOAUTH', 'login'],
  ['EOAUTH2', 'login'],
  ['EENVELOPE', 'address'],
])

/** 530, 534, 535, 538 (RFC 4954): sign-in is wanted or failed, which the operator can mend. */
export const accountAnswers = [530, 534, 535, 538]

/**
 * Sorts what a mailer gave as the reason of a failure: one of {@link ownReasons}, or nodemailer's code, the SMTP
 * command and the server's answer, in this order.
 *
 * @example reasonOf('EENVELOPE RCPT TO 550') // 'refused'
 */
export function reasonOf(lastError: string): LetterReason {
  const known = own.get(lastError)
  if (known) return known
  const [code = ''] = lastError.split(' ', 1)
  const answer = Number(/ (\d{3})$/.exec(lastError)?.[1])
  // A sign-in that failed for now (454) is still about the account.
  if (accountAnswers.includes(answer) || code === 'EAUTH') return 'login'
  // RFC 5321, 4.2.1: 5xx for good, 4xx for now.
  if (answer >= 500) return 'refused'
  if (answer >= 400) return 'not-now'
  return unanswered.get(code) ?? 'unknown'
}
