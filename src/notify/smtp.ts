import { createTransport } from 'nodemailer'
import type { Delivery, Mail, Mailer } from '../ports.ts'
import { inOneLine, isPlainAddress } from '../words/mailbox.ts'
import type { Mailbox } from '../words/mailbox.ts'
import { accountAnswers, ownReasons } from './reason.ts'

/** Milliseconds. A letter's whole way, waiting for a connection included; its steps have limits of their own below. */
const letterMs = 60_000
const limits = {
  dnsTimeout: 5000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  socketCloseTimeout: 1000,
}

type SmtpOptions = { publicUrl?: string; connections?: number; most?: number }

/**
 * Sends over a pool of SMTP connections, on Node and in workerd.
 *
 * @param url `smtp://user:password@host:587` or `smtps://...`
 * @param options.publicUrl its host is what EHLO says (RFC 5321, 4.1.1.1); without it the machine's own name, which
 *   some servers refuse when it is none of the internet
 * @param options.connections at once; few on Workers, where six sockets may be open in a request
 */
export function smtpMailer(url: string, options: SmtpOptions = {}): Mailer & { close(): void } {
  const { publicUrl, connections = 5, most = letterMs } = options
  const open = () =>
    createTransport({
      url,
      ...(publicUrl ? { name: new URL(publicUrl).hostname } : {}),
      pool: true,
      maxConnections: connections,
      maxMessages: 500,
      ...limits,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  let transport = open()

  /** A server that says a little now and then keeps to every limit but this: the whole pool is given up. */
  function deliver(message: ReturnType<typeof messageOf>): Promise<unknown> {
    const own = transport
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        if (transport === own) transport = open()
        own.close({ force: true })
        reject(Object.assign(new Error('The mail server takes too long'), { code: 'ETIMEDOUT' }))
      }, most)
      own
        .sendMail(message)
        .then(resolve, reject)
        .finally(() => clearTimeout(timer))
    })
  }

  return {
    atOnce: connections,
    send: (mail) => sent(mail, deliver),
    close: () => transport.close(),
  }
}

async function sent(mail: Mail, send: (message: ReturnType<typeof messageOf>) => Promise<unknown>): Promise<Delivery> {
  if (!isPlainAddress(mail.to)) return { delivered: false, permanent: true, reason: ownReasons.noAddress }
  try {
    await send(messageOf(mail))
    return { delivered: true }
  } catch (error) {
    return refusal(error)
  }
}

const headerOf = ({ name, address }: Mailbox) => ({ name: inOneLine(name), address })

function messageOf(mail: Mail) {
  return {
    from: headerOf(mail.from),
    ...(mail.replyTo ? { replyTo: headerOf(mail.replyTo) } : {}),
    to: { name: '', address: mail.to },
    subject: inOneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    headers: {
      // RFC 3834: keeps absence notes and other robots from answering.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(mail.unsubscribe
        ? { 'List-Unsubscribe': `<${mail.unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : {}),
    },
    ...(mail.calendar
      ? { icalEvent: { method: mail.calendar.method, content: mail.calendar.content, filename: 'calendar.ics' } }
      : {}),
  }
}

/** Commands in which a 5xx is about this letter. Anywhere else it is about the connection or the account. */
const lettersOwn = /^(MAIL FROM|RCPT TO|DATA|API)/

function refusal(error: unknown): Delivery {
  const { code, command, responseCode } = partsOf(error)
  const permanent =
    (responseCode !== null &&
      responseCode >= 500 &&
      lettersOwn.test(command) &&
      !accountAnswers.includes(responseCode)) ||
    (code === 'EENVELOPE' && responseCode === null)
  const away =
    responseCode === null && !permanent ? true : accountAnswers.includes(responseCode ?? 0) || code === 'EAUTH'
  // Never the server's own words: they repeat the address.
  const reason = [code, command, responseCode].filter(Boolean).join(' ')
  return { delivered: false, permanent, reason, ...(away ? { away } : {}) }
}

function partsOf(error: unknown) {
  const field = (name: string): unknown =>
    typeof error === 'object' && error !== null && name in error ? Reflect.get(error, name) : undefined
  const code = field('code')
  const command = field('command')
  const responseCode = field('responseCode')
  return {
    code: typeof code === 'string' ? code : 'unknown',
    command: typeof command === 'string' ? command : '',
    responseCode: typeof responseCode === 'number' ? responseCode : null,
  }
}
