import { spawn } from 'node:child_process'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'
import { sendLetters, talkWithLetters } from '../../test/setup/letters.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { queueLetters } from './outbox.ts'
import { letter } from './schema.ts'
import { smtpMailer } from './smtp.ts'

const { db, url } = await testDatabase()

test('when a sender is killed after the mail server took the letter, another sends it within a minute, with the same Message-ID', async () => {
  const ports = testPorts(db)
  await queueLetters(db, ports, await talkWithLetters(ports, await seedOrganisation(db), { email: null }), 'booked')
  const seen: string[] = []
  const server = await smtpServer(async (messageId) => {
    seen.push(messageId)
    // The letter is here; the first sender dies before it hears so.
    if (seen.length === 1) await killed(sender)
  })
  const sender = spawn(process.execPath, ['test/setup/letters-sender.ts', url, server.url, String(ports.clock.now())], {
    stdio: 'inherit',
  })
  await new Promise((resolve) => sender.once('exit', resolve))
  expect(seen).toHaveLength(1)
  expect(await db.select().from(letter)).toMatchObject([{ state: 'pending', sentAt: null }])

  const mailer = smtpMailer(server.url)
  expect((await sendLetters({ ...ports, mailer })).sent, 'the lease holds').toBe(0)
  ports.clock.advance(60_000)
  expect((await sendLetters({ ...ports, mailer })).sent).toBe(1)
  expect(seen).toHaveLength(2)
  expect(seen[1]).toBe(seen[0])
  mailer.close()
  await server.stop()
})

function killed(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}

async function smtpServer(took: (messageId: string) => Promise<void>) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      simpleParser(stream)
        .then(({ messageId }) => took(messageId ?? ''))
        .then(() => done(), done)
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  if (!address || typeof address !== 'object') throw new Error('no port')
  return { url: `smtp://127.0.0.1:${address.port}`, stop: () => new Promise<void>((resolve) => server.close(resolve)) }
}
