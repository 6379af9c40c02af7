import { useLocale } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { languageName, sentence } from '../../i18n/time.ts'
import { accessNames } from './event-words.ts'
import type { EventWhole } from './events-api.ts'
import styles from './events.module.css'

/** All that is written of an event: about what, for whom, what for, by whom, and what one needs to know. */
export function EventText({ event }: { event: EventWhole }) {
  const locale = useLocale()
  const access = accessNames(event)
  return (
    <>
      <Part id="purpose" title={m.seeker_event_purpose()} text={event.purpose[locale]} />
      <Part id="for-whom" title={m.seeker_event_for_whom()} text={event.forWhom?.[locale]} />
      <Part id="outcome" title={m.seeker_event_outcome()} text={event.outcome?.[locale]} />
      <Part id="speakers" title={m.seeker_event_speakers()} text={event.speakers?.[locale]} />
      <section className={styles.section} aria-labelledby="good">
        <h2 id="good">{m.seeker_event_good_to_know()}</h2>
        <dl className={styles.good}>
          <Fact name={m.seeker_event_hosts()}>{event.hosts.join(', ')}</Fact>
          <Fact name={m.seeker_events_language()}>{sentence(languageName(event.language, locale))}</Fact>
          <Fact name={m.seeker_event_access()}>{access.join('. ') || m.seeker_event_access_ask()}</Fact>
          <Fact name={m.seeker_event_recording()}>
            {event.recordingDays === null
              ? m.seeker_event_not_recorded()
              : m.seeker_event_recorded({ count: event.recordingDays })}
          </Fact>
          {event.topics.length > 0 ? (
            <Fact name={m.seeker_event_topics()}>{sentence(event.topics.join(', '))}</Fact>
          ) : null}
        </dl>
      </section>
    </>
  )
}

function Part({ id, title, text }: { id: string; title: string; text: string | undefined }) {
  if (!text) return null
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className={styles.written}>{text}</p>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
