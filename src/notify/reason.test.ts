import { expect, test } from 'vitest'
import { reasonOf } from './reason.ts'

test.each([
  ['ESOCKET CONN', 'no-connection'],
  ['ECONNECTION CONN', 'no-connection'],
  ['EDNS CONN', 'no-connection'],
  ['ETLS CONN', 'no-connection'],
  ['EREQUIRETLS STARTTLS', 'no-connection'],
  ['EPROXY CONN', 'no-connection'],
  ['ETIMEDOUT CONN', 'timeout'],
  ['EAUTH AUTH PLAIN', 'login'],
  ['ENOAUTH AUTH PLAIN', 'login'],
  ['EOAUTH2 AUTH XOAUTH2', 'login'],
  ['EAUTH', 'login'],
  ['EAUTH AUTH PLAIN 535', 'login'],
  ['EAUTH AUTH PLAIN 454', 'login'],
  ['EENVELOPE MAIL FROM 530', 'login'],
  ['EENVELOPE RCPT TO 550', 'refused'],
  ['EMESSAGE DATA 554', 'refused'],
  ['EENVELOPE RCPT TO 500', 'refused'],
  ['EENVELOPE RCPT TO 499', 'not-now'],
  ['EENVELOPE RCPT TO 400', 'not-now'],
  ['EENVELOPE RCPT TO 399', 'address'],
  ['ESOCKET 550 CONN', 'no-connection'],
  ['EENVELOPE RCPT TO 452', 'not-now'],
  ['ECONNECTION CONN 421', 'not-now'],
  ['EENVELOPE API', 'address'],
  ['the address is not one address', 'address'],
  ['the letter could not be written', 'not-written'],
  ['SMTP_URL is not set', 'no-server'],
  ['unknown', 'unknown'],
  ['the mailbox could not keep it', 'unknown'],
])('a letter that failed with "%s" is said to have failed by: %s', (lastError, reason) => {
  expect(reasonOf(lastError)).toBe(reason)
})
