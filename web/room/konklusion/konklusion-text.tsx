import { m } from '../../i18n/paraglide/messages.js'
import { fullDate } from '../../i18n/time.ts'
import { Card } from '../../ui/card.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import type { KonklusionBody } from '../room-state.ts'
import { WebLink } from '../web-link.tsx'
import type { Konklusion, KonklusionAnswer } from './seeker-konklusion.ts'
import styles from './konklusion-text.module.css'

type Props = { konklusion: Konklusion; readings?: KonklusionAnswer['readings']; headingLevel?: 1 | 2 }

/** What a Konklusion says. Prints as one sheet. */
export function KonklusionText({ konklusion, readings = [], headingLevel = 1 }: Props) {
  const { body } = konklusion
  const Heading = headingLevel === 1 ? 'h1' : 'h2'
  const Part = headingLevel === 1 ? 'h2' : 'h3'
  return (
    <Card className={styles.sheet}>
      <header className={styles.head}>
        <FourArcs lit={konklusion.state === 'approved' ? 4 : 3} tile />
        <div>
          <Heading>{m.seeker_konklusion_name()}</Heading>
          <p className={styles.quiet}>
            {fullDate(konklusion.wall.start)} ·{' '}
            {konklusion.state === 'approved'
              ? m.seeker_konklusion_approved_on({ date: fullDate(konklusion.statedOn) })
              : m.seeker_konklusion_version({ version: konklusion.version })}
          </p>
        </div>
      </header>
      {body.summary.trim() === '' ? null : <p className={styles.summary}>{body.summary}</p>}
      {body.goals.length > 0 ? (
        <section className={styles.part}>
          <Part>{m.seeker_konklusion_goals()}</Part>
          <ul className={styles.goals}>
            {body.goals.map((goal) => (
              <li key={goal.goalId}>
                <p className={styles.wording}>{goal.wording}</p>
                <p>
                  <span className={styles.outcome}>{outcomeName(goal.outcome)}</span> {goal.sentence}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {readings.length > 0 ? (
        <section className={styles.part}>
          <Part>{m.seeker_konklusion_readings()}</Part>
          <ul className={styles.goals}>
            {readings.map(({ question, start, end }) => (
              <li key={question}>
                <p className={styles.wording}>{question}</p>
                <p className={styles.quiet}>
                  {[
                    start === null ? '' : m.seeker_konklusion_reading_start({ value: start }),
                    end === null ? '' : m.seeker_konklusion_reading_end({ value: end }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {body.actions.length > 0 ? (
        <section className={styles.part}>
          <Part>{m.seeker_konklusion_actions()}</Part>
          <ul className={styles.goals}>
            {body.actions.map((action) => (
              <li key={`${action.who}${action.what}`}>
                <p className={styles.wording}>{action.what}</p>
                <p className={styles.quiet}>
                  {whoName(action.who)}
                  {action.until ? ` · ${m.seeker_konklusion_until({ date: fullDate(action.until) })}` : ''}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {body.links.length > 0 ? (
        <section className={styles.part}>
          <Part>{m.seeker_konklusion_links()}</Part>
          <ul className={styles.links}>
            {body.links.map((link) => (
              <li key={link.url}>
                <WebLink {...link} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </Card>
  )
}

function outcomeName(outcome: KonklusionBody['goals'][number]['outcome']): string {
  if (outcome === 'reached') return m.seeker_outcome_reached()
  if (outcome === 'partly') return m.seeker_outcome_partly()
  if (outcome === 'passed_on') return m.seeker_outcome_passed_on()
  return m.seeker_outcome_not_yet()
}

function whoName(who: KonklusionBody['actions'][number]['who']): string {
  if (who === 'seeker') return m.seeker_who_you()
  return who === 'counsellor' ? m.seeker_who_counsellor() : m.seeker_who_other()
}
