import { simpleParser } from 'mailparser'
import type { ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type SmtpSink = {
  /** `smtp://127.0.0.1:<port>` */
  url: string
  letters: ParsedMail[]
  /** The first letter that fits, waited for. */
  letter(fits: (letter: ParsedMail) => boolean): Promise<ParsedMail>
  stop(): Promise<void>
}

/** A real SMTP server that keeps and parses what it gets. */
export async function startSmtpSink(port = 0): Promise<SmtpSink> {
  const letters: ParsedMail[] = []
  const waiting = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      simpleParser(stream).then((letter) => {
        letters.push(letter)
        for (const look of waiting) look()
        done()
      }, done)
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.server.address()
  if (!address || typeof address !== 'object') throw new Error('The sink has no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    letters,
    letter: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = letters.find(fits)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
