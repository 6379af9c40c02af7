import { base64url } from '../crypto/encoding.ts'
import type { Tx } from '../db/client.ts'
import { enterUrl, signInMail } from '../notify/sign-in-letter.ts'
import { hashOf, mintSignInToken } from '../people/auth.ts'
import { mailLinkMinutes } from '../people/limits.ts'
import { activeMemberByEmail, keepLink, useLink } from '../people/store.ts'
import type { Mail, Ports } from '../ports.ts'

const minute = 60
const hour = 60 * minute

/** A letter with a sign-in link lies in a mailbox: it is used at once or not at all. */
const mailLinkSeconds = mailLinkMinutes * minute
const startLinkSeconds = 24 * hour

/**
 * Nobody has this address (RFC 6761, 6.4). A token for it is made when an unknown address asks for a link, so
 * that the answer takes as long as for a known one; it opens nothing.
 */
const nobody = 'nobody@fyrklang.invalid'

/**
 * Makes a sign-in link for whoever has this address and hands back how to send it. The token is stored
 * hashed and works once, for a short time.
 *
 * @returns sends the letter, or does nothing for an address that is nobody's; never throws
 */
export async function signInLetter(ports: Ports, email: string): Promise<() => Promise<void>> {
  const member = await activeMemberByEmail(ports.db, email)
  const token = await mintSignInToken(ports, member?.email ?? nobody, mailLinkSeconds)
  return async () => (member ? send(ports, signInMail(ports, member, enterUrl(ports, token))) : undefined)
}

async function send(ports: Ports, mail: Mail): Promise<void> {
  const delivery = await ports.mailer.send(mail)
  // Nobody waits for this answer: whoever gets no letter asks for another. Never the address.
  if (!delivery.delivered)
    console.error(JSON.stringify({ level: 'error', kind: 'sign-in letter not sent', reason: delivery.reason }))
}

/** A sign-in link to print at a first start; works once, for 24 hours. */
export async function oneTimeSignInLink(ports: Ports, email: string): Promise<string> {
  return enterUrl(ports, await mintSignInToken(ports, email, startLinkSeconds))
}

const setUp = 'set-up'

/** The link behind which the first coordinator sets up the organisation; works once, for 24 hours. */
export async function setUpLink(ports: Ports): Promise<string> {
  const token = base64url(ports.random.bytes(32))
  const expiresMs = ports.clock.now() + startLinkSeconds * 1000
  await keepLink(ports.db, ports, { kind: setUp, hash: await hashOf(token), expiresMs })
  return `${ports.settings.publicUrl}/setup#${token}`
}

/** True once for a token of {@link setUpLink}; part of the transaction that sets up. */
export const useSetUpToken = async (tx: Tx, token: string, nowMs: number) =>
  useLink(tx, { kind: setUp, hash: await hashOf(token) }, nowMs)
