import { performance } from 'node:perf_hooks'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type Seen = { id: string; to: string; begunAt: number }

/** A real SMTP server that takes its time with every letter, and notes when each began. */
export async function slowSink() {
  const letters: Seen[] = []
  let look = () => {}
  const begunAt = new Map<string, number>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom(_address, session, done) {
      begunAt.set(session.id, performance.now())
      setTimeout(done, 5)
    },
    onData(stream, session, done) {
      simpleParser(stream).then(({ messageId }) => {
        const to = session.envelope.rcptTo[0]?.address ?? ''
        const id = /^<([^@]+)@/.exec(messageId ?? '')?.[1] ?? ''
        letters.push({ id, to, begunAt: begunAt.get(session.id) ?? NaN })
        look()
        setTimeout(done, 15)
      }, done)
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  if (!address || typeof address !== 'object') throw new Error('The sink has no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    letters,
    seen: (count: number) =>
      new Promise<void>((resolve) => {
        look = () => void (letters.length >= count && resolve())
        look()
      }),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
