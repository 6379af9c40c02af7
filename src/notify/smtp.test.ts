import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import ICAL from 'ical.js'
import { SMTPServer } from 'smtp-server'
import { afterAll, describe, expect, test } from 'vitest'
import { letterFacts, talkStart } from '../../test/setup/letter-facts.ts'
import { startSmtpSink } from '../../test/setup/smtp-sink.ts'
import { mailOf } from './compose.ts'
import type { LetterKind } from './letter.ts'
import { smtpMailer } from './smtp.ts'

const sink = await startSmtpSink()
const mailer = smtpMailer(sink.url)
afterAll(async () => {
  mailer.close()
  await sink.stop()
})

const settings = {
  publicUrl: 'https://fyrklang.example',
  secretKey: 'x',
  mailFrom: { name: 'Fyrklang', address: 'post@fyrklang.example' },
  mailReplyTo: null,
  mailbox: false,
  bookingsPerHour: null,
}

function aMail(kind: LetterKind = 'booked', talk: Parameters<typeof letterFacts>[0] = {}) {
  const mail = mailOf(letterFacts({ kind, ...talk }), settings, talkStart - 90_000_000, { stop: 'a1b2' })
  if (!mail) throw new Error('no letter')
  return mail
}

describe('a letter over SMTP', () => {
  test('arrives as text, HTML and an invitation that a calendar reads', async () => {
    expect(await mailer.send(aMail())).toEqual({ delivered: true })
    const got = await sink.letter(({ subject }) => subject === 'Din tid onsdag 7 oktober kl. 14:00')
    expect(got.text).toContain('Din tid är bokad')
    expect(got.html).toContain('<h1')
    expect(got.messageId).toBe('<0199c000-0000-7000-8000-00000000000a@fyrklang.example>')
    expect(got.headers.get('auto-submitted')).toBe('auto-generated')
    // RFC 8058, 3.1.
    const url = 'https://fyrklang.example/api/letter-stops/a1b2'
    expect(got.headers.get('list')).toMatchObject({
      unsubscribe: { url },
      'unsubscribe-post': { name: expect.anything() },
    })
    const [attached] = got.attachments.filter(({ filename }) => filename === 'calendar.ics')
    const event = new ICAL.Component(ICAL.parse(String(attached?.content))).getFirstSubcomponent('vevent')
    expect(event?.getFirstPropertyValue('uid')).toBe('0199c000-0000-7000-8000-000000000001')
    // RFC 6047, 2.4: the method stands in the Content-Type too, and says the same as the calendar.
    const offered = got.attachments.find(({ contentType }) => contentType === 'text/calendar')
    expect(offered?.headers.get('content-type')).toMatchObject({ params: { method: 'REQUEST', charset: 'utf-8' } })
  })

  test('comes from the name and address of the settings, is answered to who reads it, and says hello as the pages', async () => {
    const clients: string[] = []
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onConnect: (_session, done) => done(),
      onMailFrom(_address, session, done) {
        clients.push(session.hostNameAppearsAs || '')
        done()
      },
      onData(stream, _session, done) {
        stream.resume().on('end', done)
      },
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const { port } = server.server.address() as AddressInfo
    const greeting = smtpMailer(`smtp://127.0.0.1:${port}`, { publicUrl: 'https://fyrklang.example:8443' })
    expect(await greeting.send(aMail())).toEqual({ delivered: true })
    greeting.close()
    await new Promise<void>((closed) => server.close(closed))
    expect(clients).toEqual(['fyrklang.example'])

    await mailer.send({
      ...aMail(),
      subject: 'Från Malmö',
      from: { name: 'Malmö, Lunds "Vux"\u202e', address: 'post@example.org' },
      replyTo: { name: 'Vux', address: 'vux@example.org' },
    })
    const got = await sink.letter(({ subject }) => subject === 'Från Malmö')
    expect(got.from?.value).toEqual([{ name: 'Malmö, Lunds "Vux"', address: 'post@example.org' }])
    expect(got.replyTo?.value).toEqual([{ name: 'Vux', address: 'vux@example.org' }])
  })

  test('that cancels says so in its calendar part', async () => {
    await mailer.send(aMail('cancelled', { talk: { state: 'cancelled', cancelledBy: 'seeker', icsSequence: 1 } }))
    const got = await sink.letter(({ subject }) => subject?.startsWith('Avbokad') === true)
    expect(String(got.attachments.at(-1)?.content)).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:1[\s\S]*STATUS:CANCELLED/)
  })

  test.each([
    'one@example.org, two@example.org',
    'one@example.org\r\nBcc: two@example.org',
    'one@example.org> RCPT TO:<two@example.org',
    '"a b"@example.org\n',
    'One <one@example.org>',
    'group: one@example.org;',
    '',
  ])('is not sent to %j, which is more than one address', async (to) => {
    const before = sink.letters.length
    expect(await mailer.send({ ...aMail(), to })).toMatchObject({ delivered: false, permanent: true })
    expect(sink.letters).toHaveLength(before)
  })

  test('keeps a line break in its subject from becoming a header', async () => {
    await mailer.send({ ...aMail(), subject: 'Hej\r\nBcc: two@example.org' })
    const got = await sink.letter(({ subject }) => subject?.startsWith('Hej') === true)
    expect(got.subject).toBe('Hej Bcc: two@example.org')
    expect(got.bcc).toBeUndefined()
  })
})

describe('a mail server', () => {
  test('that refuses the address for good makes the letter dead; for now, makes it wait', async () => {
    const { url, stop } = await refusing({ 'gone@example.org': 550, 'full@example.org': 452 })
    const strict = smtpMailer(url)
    const gone = await strict.send({ ...aMail(), to: 'gone@example.org' })
    const full = await strict.send({ ...aMail(), to: 'full@example.org' })
    expect(gone).toMatchObject({ delivered: false, permanent: true })
    expect(full).toMatchObject({ delivered: false, permanent: false })
    expect(full).not.toHaveProperty('away')
    expect(JSON.stringify([gone, full])).not.toContain('@')
    strict.close()
    await stop()
  })

  test('that is away costs the letter nothing, and is found again when it is back', async () => {
    const first = await startSmtpSink()
    const port = Number(new URL(first.url).port)
    const patient = smtpMailer(first.url)
    await first.stop()
    expect(await patient.send(aMail())).toMatchObject({ delivered: false, permanent: false, away: true })
    const back = await startSmtpSink(port)
    expect(await patient.send(aMail())).toEqual({ delivered: true })
    patient.close()
    await back.stop()
  })

  test('that wants another password is away, not a reason to give letters up', async () => {
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      onAuth: (_auth, _session, done) => done(new Error('no')),
    })
    server.on('error', () => {})
    const port = await listening(server)
    const locked = smtpMailer(`smtp://user:wrong@127.0.0.1:${port}`)
    expect(await locked.send(aMail())).toMatchObject({ delivered: false, permanent: false, away: true })
    locked.close()
    await new Promise<void>((resolve) => server.close(resolve))
  })
})

async function refusing(codes: Record<string, number>) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) =>
      done(Object.assign(new Error(`not ${address}`), { responseCode: codes[address] })),
  })
  server.on('error', () => {})
  const port = await listening(server)
  return { url: `smtp://127.0.0.1:${port}`, stop: () => new Promise<void>((resolve) => server.close(resolve)) }
}

async function listening(server: SMTPServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  if (!address || typeof address !== 'object') throw new Error('no port')
  return address.port
}

test('a server that drips its words for ever is given up, and the next letter goes on a new connection', async () => {
  const talkative = createServer((socket) => {
    socket.write('220 here\r\n')
    const drip = setInterval(() => socket.write('250-still thinking\r\n'), 20)
    socket.on('error', () => {}).on('close', () => clearInterval(drip))
  })
  await new Promise<void>((resolve) => talkative.listen(0, '127.0.0.1', resolve))
  const { port } = talkative.address() as AddressInfo
  const slow = smtpMailer(`smtp://127.0.0.1:${port}`, { connections: 1, most: 500 })
  const letters = await Promise.all([slow.send(aMail()), slow.send(aMail())])
  for (const letter of letters) expect(letter).toMatchObject({ delivered: false, permanent: false, away: true })
  const open = () => new Promise((resolve) => talkative.getConnections((_, count) => resolve(count)))
  await expect.poll(open, { timeout: 5000 }).toBe(0)
  await new Promise((resolve) => talkative.close(resolve))
  const sound = await startSmtpSink(port)
  expect(await slow.send(aMail())).toEqual({ delivered: true })
  slow.close()
  await sound.stop()
})
