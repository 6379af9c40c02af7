import { remindersAhead } from '../../../src/notify/letter.ts'
import { duration } from '../../i18n/hours-and-minutes.ts'
import { m } from '../../i18n/paraglide/messages.js'
import type { Talk } from '../api.ts'
import styles from './my.module.css'

/** What happens next, in order. */
export function NextSteps({ talk }: { talk: Talk }) {
  const answered = talk.checklist !== null && talk.checklist.answered >= talk.checklist.items
  const steps = [
    ...(talk.checklist && !answered ? [m.seeker_next_checklist()] : []),
    ...(talk.email ? reminderStep(talk) : []),
    talk.form === 'phone'
      ? m.seeker_next_phone()
      : m.seeker_next_door({ time: duration(talk.service.doorOpensMinutes) }),
    m.seeker_next_talk({ time: duration(talk.service.minutes) }),
    m.seeker_next_konklusion(),
  ]
  return (
    <section className={styles.section} aria-labelledby="next">
      <h2 id="next">{m.seeker_next_title()}</h2>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  )
}

/** Only what is still to come: a talk booked for today has no reminder the day before. */
function reminderStep(talk: Talk): string[] {
  const kinds = remindersAhead(Date.parse(talk.start), Date.parse(talk.serverNow)).map(({ kind }) => kind)
  if (kinds.includes('reminder_day')) return [m.seeker_next_reminder()]
  return kinds.includes('reminder_hour') ? [m.seeker_next_reminder_hour()] : []
}
