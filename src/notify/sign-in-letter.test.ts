import { expect, test } from 'vitest'
import { random } from '../crypto/random.ts'
import { invitationMail, signInMail } from './sign-in-letter.ts'

const ports = {
  settings: {
    publicUrl: 'https://fyrklang.example:8443',
    secretKey: 'x',
    mailFrom: { name: 'Fyrklang', address: 'post@fyrklang.example' },
    mailReplyTo: null,
    mailbox: false,
    bookingsPerHour: null,
  },
  random,
  clock: { now: () => Date.UTC(2026, 9, 7) },
}
const url = 'https://fyrklang.example/staff/sign-in#token'
const anna = { email: 'anna@example.org', language: 'en' } as const

test('whoever asks for a sign-in link gets it, in their language, and nothing to click but what is said of the service', () => {
  const mail = signInMail(ports, anna, url)
  expect(mail).toMatchObject({
    from: ports.settings.mailFrom,
    to: 'anna@example.org',
    subject: 'Your link to Fyrklang',
  })
  expect(mail.text.split('\n\n')).toEqual([
    'Sign in',
    expect.stringMatching(/^The link signs you in/),
    `Sign in:\n${url}`,
    expect.stringMatching(/^-- \n/),
  ])
  expect(mail.text.match(/https:\S+/g)).toEqual([url, ...aboutPages])
  expect(mail.html).toContain(`href="${url}"`)
  expect(mail.html).toContain('<html lang="en">')
  expect(signInMail(ports, { ...anna, language: 'sv' }, url)).toMatchObject({ subject: 'Din länk till Fyrklang' })
  const danish = signInMail(ports, { ...anna, language: 'da' }, url)
  expect(mail.text.split('\n\n').filter((part) => danish.text.includes(part))).toEqual([])
})

/** At the foot of every letter. */
const aboutPages = ['privacy', 'accessibility', 'help'].map((page) => `https://fyrklang.example:8443/${page}`)

const invitation = { url, organisation: 'Testkommun', messageId: '<1@fyrklang.example>' }

test('whoever is invited is told by whom, and where to get another link later', () => {
  const mail = invitationMail(ports, anna, invitation)
  expect(mail.subject).toContain('Testkommun')
  expect(mail.text.split('\n\n')[0]).toContain('Testkommun')
  expect(mail.text.split('\n\n')[1]).toContain('Testkommun')
  expect(mail.text.match(/https:[^\s,]+/g)).toEqual([url, 'https://fyrklang.example:8443/staff/sign-in', ...aboutPages])
  const danish = invitationMail(ports, { ...anna, language: 'da' }, invitation)
  const shared = mail.text.split('\n\n').filter((part) => danish.text.includes(part))
  expect([mail.subject === danish.subject, shared]).toEqual([false, []])
})

test('every letter of this kind is one of its own, named by the address of the pages', () => {
  const [one, other] = [signInMail(ports, anna, url), signInMail(ports, anna, url)]
  expect(one.messageId).toMatch(/^<[0-9a-f-]{36}@fyrklang\.example>$/)
  expect(one.messageId).not.toBe(other.messageId)
})
