import { Link } from '@tanstack/react-router'
import { Accessibility, Building2, Languages, Users } from 'lucide-react'
import { useLocale } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { clockRange, languageName } from '../../i18n/time.ts'
import { Card } from '../../ui/card.tsx'
import { accessNames, kindName, seatsName } from './event-words.ts'
import type { EventInList } from './events-api.ts'
import styles from './events.module.css'

/** One date of an event, as the calendar shows it. */
export function EventCard({ event, showsOrganisation }: { event: EventInList; showsOrganisation: boolean }) {
  const locale = useLocale()
  return (
    <Card className={styles.card}>
      <p className={styles.above}>
        <strong>{clockRange(event.wall)}</strong> <span>{kindName(event.kind)}</span>
      </p>
      <h3>
        <Link to="/events/$eventId" params={{ eventId: event.id }} className={styles.title}>
          {event.title[locale]}
        </Link>
      </h3>
      <p className={styles.lines}>{event.purpose[locale]}</p>
      <ul className={styles.facts}>
        <li className={event.seats === 'full' ? '' : styles.open}>
          <Users aria-hidden /> <span>{seatsName(event.seats)}</span>
        </li>
        <li>
          <Languages aria-hidden />{' '}
          <span>{m.seeker_event_held_in({ language: languageName(event.language, locale) })}</span>
        </li>
        {accessNames(event).map((name) => (
          <li key={name}>
            <Accessibility aria-hidden /> <span>{name}</span>
          </li>
        ))}
        {showsOrganisation ? (
          <li>
            <Building2 aria-hidden /> <span>{event.organisation.name}</span>
          </li>
        ) : null}
      </ul>
    </Card>
  )
}
