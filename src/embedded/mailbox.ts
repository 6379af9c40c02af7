import { keepMail } from '../notify/mailbox.store.ts'
import type { Mailer, Ports } from '../ports.ts'

/** Catches every letter in the database instead of sending it; the mailbox page shows them. */
export function mailbox({ db, clock, random }: Pick<Ports, 'db' | 'clock' | 'random'>): Mailer {
  return {
    async send(mail) {
      const nowMs = clock.now()
      try {
        await keepMail(db, {
          id: random.uuid(nowMs),
          messageId: mail.messageId,
          recipient: mail.to,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          calendar: mail.calendar?.content ?? null,
          caughtAt: new Date(nowMs),
        })
        return { delivered: true }
      } catch {
        return { delivered: false, permanent: false, reason: 'the mailbox could not keep it', away: true }
      }
    },
  }
}
